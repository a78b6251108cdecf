import { type Cell, coverage, SIZES } from './coverage.ts'
import { falseBetter, falseSurprises, type FalseAlarms } from './peeking.ts'

/**
 * `pnpm bench coverage`: whether intervals hold the truth as often as they say, and how often people who look every day are told
 * of something that is not there. RUNS and SEED may follow; the same seed prints the same table.
 *
 * Ends with 1 where intervals near a crowd cover less than 94 %, or false alarms are more than 5 %, by more than the simulation's
 * own error.
 */
const startedAt = Date.now()
const RUNS = Number(process.argv[3] ?? 10_000)
const SEED = Number(process.argv[4] ?? 20_261_127)
/** Three standard errors of a simulated 6 %: of a hundred cells, chance alone takes none further. */
const ERROR = 3 * Math.sqrt((0.94 * 0.06) / RUNS)
const print = (line = '') => process.stdout.write(`${line}\n`)
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7)

if (!(RUNS >= 1) || !Number.isInteger(SEED)) throw new Error('Use it as: pnpm bench coverage [RUNS] [SEED]')
print(`${RUNS.toLocaleString('en')} runs for each figure, seed ${SEED}\n`)
const near = coverage(RUNS, SEED, 0.25)
printCells('How often 95 % intervals hold the truth, near each crowd (each face up to a quarter more or fewer)', near)
const exact = coverage(RUNS, SEED + 1)
printCells('The same at exactly these shares', exact)

const better: FalseAlarms[] = []
let seed = SEED + 2
for (const crowd of ['content', 'divided', 'delighted', 'annoyed'] as const)
  for (const [perDay, fixed] of [
    [5, null],
    [20, null],
    [5, 400],
  ] as const)
    better.push(falseBetter(RUNS, seed++, { crowd, perDay, fixed }))
printAlarms('Called "felt better" on one of ninety days, though nothing changed', better)

const surprises: FalseAlarms[] = []
for (const expected of [0.5, 0.7, 0.8, 0.9, 0.97])
  for (const perDay of [1, 10]) surprises.push(falseSurprises(RUNS, seed++, { expected, perDay }))
printAlarms('Called a surprise on one of ninety days, though the expectation was right', surprises)

print(`${((Date.now() - startedAt) / 1_000).toFixed(0)} s`)
const isWell = near.every(({ covered }) => covered >= 0.94 - ERROR)
process.exitCode = isWell && [...better, ...surprises].every(({ ours }) => ours <= 0.05 + ERROR) ? 0 : 1

function printCells(title: string, cells: readonly Cell[]): void {
  print(title)
  for (const measure of ['share', 'net', 'A'] as const) {
    const own = cells.filter((cell) => cell.measure === measure)
    print(`\n${`${measure}, answers:`.padEnd(24)}${SIZES.map((n) => String(n).padStart(7)).join(' ')}`)
    for (const crowd of new Set(own.map((cell) => cell.crowd)))
      print(
        `${crowd.padEnd(24)}${own
          .filter((cell) => cell.crowd === crowd)
          .map((cell) => percent(cell.covered))
          .join(' ')}`,
      )
    const low = own.filter(({ covered }) => covered < 0.94).toSorted((a, b) => a.covered - b.covered)
    const least = Math.min(...own.map(({ covered }) => covered))
    const names = low.map(({ crowd, n, covered }) => `${crowd} n=${n} ${(100 * covered).toFixed(1)}`).join('; ')
    print(`${low.length} of ${own.length} under 94 %${names ? `: ${names}` : ''}; least ${percent(least).trim()}`)
  }
  print()
}

function printAlarms(title: string, rows: readonly FalseAlarms[]): void {
  print(title)
  for (const { what, ours, naive } of rows)
    print(`${what.padEnd(40)}${percent(ours)}   with 1.96 instead ${percent(naive)}`)
  print()
}

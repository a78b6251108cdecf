import { launchChromium } from '../e2e/chromium.ts'
import { serveSubjects } from './browser-cost-pages.ts'
import { type Cost, measureCost } from './browser-cost-trial.ts'

/**
 * `pnpm bench browser [ROUNDS]`: what a script costs the page it is in, ours beside others', as a table.
 *
 * Every round measures each page once, in another order, so that whatever else the machine does falls on all of them. Ends with 1
 * where ours makes a longer task than an empty script does, moves anything, or reads the layout while nothing happens. Nothing
 * here is a test: times are this machine's.
 */
const [BLANK, EMPTY] = ['blank page', 'empty script']
const rounds = Number(process.argv[3] ?? 7)
const startedAt = Date.now()
const print = (line: string) => process.stdout.write(`${line}\n`)
const { origin, subjects, stop } = await serveSubjects()
const browser = await launchChromium()
const costs = new Map<string, Cost[]>(subjects.map(({ name }) => [name, []]))
try {
  // The first page of a browser pays for starting it.
  await measureCost(browser, origin, subjects[0]!)
  for (let round = 0; round < rounds; round++) {
    const first = round % subjects.length
    for (const subject of [...subjects.slice(first), ...subjects.slice(0, first)])
      costs.get(subject.name)!.push(await measureCost(browser, origin, subject))
    process.stderr.write(`round ${round + 1} of ${rounds}\n`)
  }
} finally {
  await browser.close()
  stop()
}

const of = (name: string, figure: keyof Cost) => costs.get(name)!.map((cost) => cost[figure])
const over = (name: string, figure: keyof Cost) => median(of(name, figure)) - median(of(BLANK, figure))

print(`Chromium ${browser.version()}, processor slowed down 4×, medians of ${rounds} rounds, over a blank page\n`)
print(
  '                          script   of Attune’s      heap   longest task (quartiles)   with script     shift   reflows   at idle',
)
for (const { name } of subjects) {
  const ours = /,/.test(name) ? 'Attune, asking' : 'Attune'
  const ratio = over(name, 'scriptMs') / over(ours, 'scriptMs')
  const [low, high] = quartiles(of(name, 'longestTaskMs'))
  const cells = [
    `${over(name, 'scriptMs').toFixed(1)} ms`.padStart(10),
    (name === BLANK || name === EMPTY ? '' : `${ratio.toFixed(1)} ×`).padStart(12),
    `${over(name, 'heapKb').toFixed(0)} kB`.padStart(10),
    `${median(of(name, 'longestTaskMs')).toFixed(1)} ms (${low.toFixed(1)}–${high.toFixed(1)})`.padStart(27),
    `${median(of(name, 'longestScriptTaskMs')).toFixed(1)} ms`.padStart(14),
    median(of(name, 'shift')).toFixed(4).padStart(10),
    String(median(of(name, 'reflows'))).padStart(8),
    String(median(of(name, 'reflowsAtIdle'))).padStart(8),
  ]
  print(`${name.padEnd(22)}${cells.join('')}`)
}
const blank = { script: median(of(BLANK, 'scriptMs')), heap: median(of(BLANK, 'heapKb')) }
print(`\nThe blank page itself: ${blank.script.toFixed(1)} ms of script, ${blank.heap.toFixed(0)} kB of heap.`)
if (!costs.has('PostHog')) print('PostHog is left out: posthog-js is not installed.')

const [low, high] = quartiles(of(EMPTY, 'longestTaskMs'))
const noiseMs = high - low
const faults: string[] = []
for (const name of ['Attune', 'Attune, asking']) {
  const byMs = median(of(name, 'longestTaskMs')) - median(of(EMPTY, 'longestTaskMs'))
  print(`${name}: longest task ${signed(byMs)} ms of an empty script’s; noise ${noiseMs.toFixed(1)} ms`)
  // The noise is the distance between the quartiles of the empty script's own longest tasks.
  if (byMs > noiseMs) faults.push(`${name}: its longest task is longer than an empty script’s`)
  if (Math.max(...of(name, 'shift')) > 0) faults.push(`${name}: it moves what is in the page`)
  if (Math.max(...of(name, 'reflowsAtIdle')) > 0) faults.push(`${name}: it reads the layout at idle`)
}
for (const fault of faults) print(`NOT AS PROMISED  ${fault}`)
print(`${((Date.now() - startedAt) / 1_000).toFixed(0)} s`)
process.exitCode = faults.length > 0 ? 1 : 0

function median(numbers: number[]): number {
  return quantile(numbers, 0.5)
}

function quartiles(numbers: number[]): [number, number] {
  return [quantile(numbers, 0.25), quantile(numbers, 0.75)]
}

/** Between two numbers, the straight line between them. */
function quantile(numbers: number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!]
  return below + (above - below) * (at % 1)
}

function signed(number: number): string {
  return `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(1)}`
}

import { readLabelled } from './labelled-comments.ts'
import { LABELS } from './theme-labels.ts'
import { findPlanted, type Sides } from './theme-power.ts'
import { countFalseTerms, isWorthIt, judgeThemes, sumUp } from './theme-precision.ts'

/**
 * `pnpm bench themes`: what the themes of labelled comments say, beside what the labels mean, and how many terms come out where
 * there is nothing to be found. The same figures on every run. Ends with 0 only where both are well.
 */
async function run(): Promise<boolean> {
  let isWell = true
  for (const { set, stems } of LABELS) {
    const labelled = await readLabelled(set)
    if (!labelled) {
      print(`${set}: skipped, because ../shared/data/${set} is not there.`)
      continue
    }
    print(`${set}: ${labelled.length} comments. The first ten terms of each label with at least 60, against the rest:`)
    const judged = judgeThemes(labelled, stems)
    for (const { label, comments, terms, right, elsewhere } of judged) {
      const found = right === null ? 'means nothing of its own' : `${right} of ${terms.length} right`
      print(`  ${label} (${comments}): ${found}; ${elsewhere.toFixed(1)} by what other labels mean`)
      print(`    ${terms.join(', ')}`)
    }
    const { right, listed, elsewhere } = sumUp(judged)
    print(
      `  Precision ${percent(right / listed)} (${right} of ${listed}); by other labels ${percent(elsewhere / listed)}.`,
    )
    const { lists, mean, most } = countFalseTerms(labelled, SEEDS)
    print(
      `  Labels shuffled ${SEEDS.length} times: ${mean.toFixed(2)} false terms per list (${lists}, at most ${most}).`,
    )
    for (const sides of SIDES) {
      const { found, others } = findPlanted(labelled, sides, TRIALS)
      print(
        `  15 % against 2 % of ${sides.own} and ${sides.other}: found in ${percent(found)}, ${others.toFixed(2)} false.`,
      )
    }
    isWell &&= isWorthIt(judged) && mean <= MAX_FALSE
  }
  return isWell
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1)
const MAX_FALSE = 0.5
const TRIALS = 100
const SIDES: readonly Sides[] = [
  { own: 20, other: 20 },
  { own: 60, other: 60 },
  { own: 60, other: 300 },
  { own: 200, other: 200 },
]

if (!(await run())) process.exitCode = 1

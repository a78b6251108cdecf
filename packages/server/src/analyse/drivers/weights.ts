import type { DriverWeights, WeightsMissing } from '@attune/protocol'

import { lmg, MOST_STEPS } from '../statistics/drivers/lmg.ts'
import { type Matrix, solve } from '../statistics/drivers/matrix.ts'
import { relWeights } from '../statistics/drivers/rel-weights.ts'
import { sumOf } from '../statistics/sums.ts'
import { type Item, NOT_SAID, type Person } from './people.ts'

/** Every pair of steps needs this many people who answered both, and all of them together as many who answered all. */
const MIN_OVERLAP = 100
/** At or under it a step nearly repeats others, and what it adds is chance. */
const LEAST_EIGENVALUE = 0.05

/**
 * What each step adds to explaining the outcome beside the others, of people who answered every one of them.
 *
 * Only where steps overlap enough: whoever asks one step a person has no such people, and needs none.
 */
export function driverWeights(
  people: readonly Person[],
  items: readonly { item: Item; at: number }[],
): DriverWeights | WeightsMissing {
  const places = items.map(({ at }) => at)
  if (places.length < 2) return 'few_steps'
  if (leastOverlap(people, places) < MIN_OVERLAP) return 'little_overlap'
  const complete = people.filter(({ feels }) => places.every((at) => feels[at] !== NOT_SAID))
  if (complete.length < MIN_OVERLAP) return 'few_complete'
  const all = correlationsOf([
    ...places.map((at) => complete.map(({ feels }) => feels[at] as number)),
    complete.map(({ outcome }) => outcome),
  ])
  if (!all) return 'no_spread'
  const between = all.slice(0, -1).map((row) => row.slice(0, -1))
  const withOutcome = all.at(-1)?.slice(0, -1) ?? []
  const johnson = relWeights(between, withOutcome)
  const beta = solve(between, withOutcome)
  if (!johnson || !beta || johnson.leastEigenvalue <= LEAST_EIGENVALUE) return 'repeated_step'
  const orders = items.length > MOST_STEPS ? null : lmg(between, withOutcome)
  return {
    n: complete.length,
    r2: johnson.r2,
    least_eigenvalue: johnson.leastEigenvalue,
    steps: items.map(({ item }, j) => ({
      step: item.step,
      prompt: item.prompt,
      johnson: johnson.share[j] ?? 0,
      lmg: orders?.share[j] ?? null,
      correlation: withOutcome[j] ?? 0,
      beta: beta[j] ?? 0,
      direction: (beta[j] ?? 0) < 0 ? 'against' : 'with',
    })),
  }
}

/** How many people answered both of the two steps that the fewest did. */
function leastOverlap(people: readonly Person[], places: readonly number[]): number {
  const size = places.length
  const both = new Uint32Array(size * size)
  for (const { feels } of people) {
    const said = places.flatMap((at, i) => (feels[at] === NOT_SAID ? [] : [i]))
    for (const i of said) for (const j of said) both[i * size + j]!++
  }
  return both.reduce((least, each) => Math.min(least, each), Infinity)
}

/** Pearson's correlations of columns with each other; null where one of them never varies. */
function correlationsOf(columns: readonly (readonly number[])[]): Matrix | null {
  const centred = columns.map((column) => {
    const mean = sumOf(column) / column.length
    return Float64Array.from(column, (value) => value - mean)
  })
  const spread = centred.map((column) => Math.sqrt(product(column, column)))
  if (spread.some((each) => each === 0)) return null
  const r = columns.map(() => columns.map(() => 1))
  for (const [i, a] of centred.entries())
    for (const [j, b] of centred.slice(0, i).entries()) {
      const each = product(a, b) / ((spread[i] ?? 1) * (spread[j] ?? 1))
      ;(r[i] as number[])[j] = each
      ;(r[j] as number[])[i] = each
    }
  return r
}

/** A plain loop: these lists are as long as there are people. */
function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

import type { DoingTime } from '@attune/protocol'

import { tookFrom } from '../../aggregate/took.ts'
import { MIN_ANSWERS } from '../figures.ts'
import { Z95 } from '../statistics/histogram.ts'
import { sumOf } from '../statistics/sums.ts'

/**
 * Median and quartiles of times that are only known by their steps of the ladder (aggregate/took.ts).
 *
 * A figure is the geometric middle of the step that it lies on, and the true one lies on the same step: they differ by a factor of
 * 2^(1/8) at most, which is 9 %. Times under a quarter of a second and over a day are not told apart. The interval of the median is
 * that of its rank, from the lower end of one step to the upper end of another: at least as wide as it has to be.
 * Source of the interval: Conover, Practical Nonparametric Statistics, 3rd ed., 3.2.
 *
 * @param steps How often each step of the ladder was counted.
 * @returns null where fewer than 5 times are known: it would be somebody's.
 */
export function timeTaken(steps: ReadonlyMap<number, number>): DoingTime | null {
  const sorted = [...steps].toSorted(([a], [b]) => a - b)
  const n = sumOf(sorted.map(([, times]) => times))
  if (n < MIN_ANSWERS) return null
  const at = (rank: number): number => stepAt(sorted, Math.min(n, Math.max(1, rank)))
  const reach = (Z95 * Math.sqrt(n)) / 2
  return {
    n,
    lower: middleOf(at(Math.ceil(n / 4))),
    median: middleOf(at(Math.ceil(n / 2))),
    median_low: tookFrom(at(Math.floor(n / 2 - reach))),
    median_high: tookFrom(at(Math.ceil(1 + n / 2 + reach)) + 1),
    upper: middleOf(at(Math.ceil((3 * n) / 4))),
  }
}

/** The step of the time that so many are at most as long as. */
function stepAt(sorted: readonly (readonly [step: number, times: number])[], rank: number): number {
  let before = 0
  for (const [step, times] of sorted) {
    before += times
    if (before >= rank) return step
  }
  return sorted.at(-1)?.[0] ?? 0
}

function middleOf(step: number): number {
  return tookFrom(step + 0.5)
}

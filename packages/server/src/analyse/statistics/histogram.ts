import type { ScaleRange } from '@attune/protocol'

import { sumOf } from './sums.ts'

/** People per score of a scale, worst first: `[0]` answered the scale's worst score. */
export type Histogram = readonly number[]

/** A 95 % interval. */
export interface Interval {
  low: number
  high: number
}

/** The standard normal quantile of two-sided 95 % intervals. */
export const Z95 = 1.959963984540054

/** How many people answered. */
export function total(scores: Histogram): number {
  return sumOf(scores)
}

/** How many felt good and bad, by the scale's own limits. */
export function goodAndBad(scores: Histogram, { min, good, bad }: ScaleRange): { good: number; bad: number } {
  return { good: total(scores.slice(good - min)), bad: total(scores.slice(0, bad - min + 1)) }
}

/**
 * Where each score stands among the people of a histogram, 0 to 1: the share below it and half of the share at it.
 *
 * With its help everything ordinal is a weighted mean. Source: Bross, Biometrics 14 (1958) 18–38.
 *
 * @param scores At least one person.
 */
export function ridits(scores: Histogram): number[] {
  const n = total(scores)
  let below = 0
  return scores.map((people) => {
    below += people
    return (below - people / 2) / n
  })
}

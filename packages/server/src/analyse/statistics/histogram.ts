import type { ScaleRange } from '@attune/protocol'

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
  return scores.reduce((sum, n) => sum + n, 0)
}

/** How many felt good and bad, by the scale's own limits. */
export function goodAndBad(scores: Histogram, { min, good, bad }: ScaleRange): { good: number; bad: number } {
  return { good: total(scores.slice(good - min)), bad: total(scores.slice(0, bad - min + 1)) }
}

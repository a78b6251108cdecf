import type { ScaleRange } from '@attune/protocol'

import { goodAndBad, type Histogram, total } from './histogram.ts'

/** What a histogram says, without intervals. */
export interface Metrics {
  n: number
  /** Shares from 0 to 1. */
  positive: number
  neutral: number
  negative: number
  /** The share who felt good less the share who felt bad, −1 to 1. */
  net: number
  mean: number
  /** Of the sample (n − 1); null where one person answered. */
  sd: number | null
}

/**
 * The shares of people who felt good, neither and bad, net feel, and the mean; null where nobody answered, which is never zero.
 *
 * Source: definitions; top and bottom boxes after MeasuringU, "Top-two, net box" (measuringu.com/top-top-two-bottom-net-box).
 */
export function metrics(scores: Histogram, range: ScaleRange): Metrics | null {
  const n = total(scores)
  if (n === 0) return null
  const { good, bad } = goodAndBad(scores, range)
  const mean = scores.reduce((sum, people, i) => sum + people * (range.min + i), 0) / n
  const squares = scores.reduce((sum, people, i) => sum + people * (range.min + i - mean) ** 2, 0)
  return {
    n,
    positive: good / n,
    neutral: (n - good - bad) / n,
    negative: bad / n,
    net: (good - bad) / n,
    mean,
    sd: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
  }
}

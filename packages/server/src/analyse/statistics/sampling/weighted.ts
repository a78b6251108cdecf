import type { ScaleRange } from '@attune/protocol'

import type { Interval } from '../histogram.ts'
import { wilson } from '../wilson.ts'

/** Figures of answers that were not equally likely to be asked for. */
export interface Weighted {
  /** The weighted share who felt good, with Wilson's interval for as many answers as they are worth. */
  positive: number
  interval: Interval
  net: number
  n: number
  /** What they are worth, at most n; and how many times fewer that is. */
  effective: number
  designEffect: number
}

/**
 * The share who felt good, and net feel, where some were likelier to be asked than others: each answer weighs 1/π, π being the
 * probability with which it was asked for. Null where nobody answered.
 *
 * Source: Hájek (1971), in Foundations of Statistical Inference; n_eff after Kish, Survey Sampling (1965).
 *
 * @param answers Score and weight of each; weights over 0.
 */
export function weighted(
  answers: readonly (readonly [score: number, weight: number])[],
  range: ScaleRange,
): Weighted | null {
  if (answers.length === 0) return null
  const sum = (of: (score: number, weight: number) => number) =>
    answers.reduce((all, [score, weight]) => all + of(score, weight), 0)
  const all = sum((_, weight) => weight)
  const positive = sum((score, weight) => (score >= range.good ? weight : 0)) / all
  const negative = sum((score, weight) => (score <= range.bad ? weight : 0)) / all
  const n = answers.length
  const effective = all ** 2 / sum((_, weight) => weight ** 2)
  const interval = wilson(positive * effective, effective)
  return interval && { positive, interval, net: positive - negative, n, effective, designEffect: n / effective }
}

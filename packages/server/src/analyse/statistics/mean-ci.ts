import type { ScaleRange } from '@attune/protocol'

import { tQuantile } from './distributions/student.ts'
import { type Histogram, type Interval, total } from './histogram.ts'
import { metrics } from './metrics.ts'

/**
 * The 95 % t interval of the mean score, within the scale; null where fewer than two people answered.
 *
 * Where everybody gave the same score the spread is not zero but unknown: one more person, spread evenly over the scores, is
 * assumed for the interval alone.
 * Source: Student's t; the smoothing is ours, docs/method.md section 2.
 *
 * @param scores May hold parts of people, where answers weigh differently.
 */
export function meanCi(scores: Histogram, range: ScaleRange): Interval | null {
  const n = total(scores)
  const raw = metrics(scores, range)
  const used = raw?.sd === 0 ? metrics(smoothed(scores), range) : raw
  if (!used?.sd) return null
  // Whole degrees of freedom: of what is worth 7.6 people, those of 7.
  const half = (tQuantile(Math.max(1, Math.floor(n - 1 + ROUNDING))) * used.sd) / Math.sqrt(used.n)
  return { low: Math.max(range.min, used.mean - half), high: Math.min(range.max, used.mean + half) }
}

function smoothed(scores: Histogram): Histogram {
  return scores.map((people) => people + 1 / scores.length)
}

/** A sum of parts may miss its whole by so little. */
const ROUNDING = 1e-9

import { type Histogram, total } from '../histogram.ts'
import { aMeasure, type AMeasure } from './a-measure.ts'

/**
 * What takes the place of 1.96 in an interval that may be looked at every day: over all looks together it misses the truth with a
 * probability of at most about `alpha`.
 *
 * With 1.96 and daily looks, 22 to 38 % of changes that do nothing look like a success at some time.
 * Source: Waudby-Smith et al., arXiv:2103.06476; GrowthBook, docs/statistics/sequential.
 *
 * @param n Answers so far, of both groups. @param tightest The number of answers at which it shall be sharpest; fixed for a
 * comparison before it begins.
 */
export function asympcsFactor(n: number, tightest = TIGHTEST, alpha = 0.05): number {
  const twice = -2 * Math.log(alpha)
  const rho2 = (twice + Math.log(twice + 1)) / tightest
  const scaled = n * rho2
  return Math.sqrt(((2 * (scaled + 1)) / scaled) * Math.log(Math.sqrt(scaled + 1) / alpha))
}

/** `aMeasure` with an interval that survives being looked at every day, from 50 answers a side on. */
export function asympcsA(
  before: Histogram,
  after: Histogram,
  tightest = TIGHTEST,
  alpha = 0.05,
): (AMeasure & { factor: number }) | null {
  const factor = asympcsFactor(total(before) + total(after), tightest, alpha)
  const found = aMeasure(before, after, factor)
  return found && { ...found, factor }
}

const TIGHTEST = 500

import { normalCdf } from './distributions/normal.ts'
import { dot, sumOf, weightedMean } from './sums.ts'

/** What several estimates say about each other. Lists are in the order of the estimates. */
export interface Shrunk {
  /** The mean that they are drawn to. */
  mean: number
  /** The variance of the truth between them; 0 where chance alone explains the differences. */
  tau2: number
  /** Cochran's heterogeneity. */
  q: number
  /** How far each is drawn, from 0 (not at all) to 1 (to the mean). */
  pull: number[]
  theta: number[]
  /** The standard deviation of each `theta`. */
  sd: number[]
  /** The probability that each is truly under the mean. */
  below: number[]
}

/**
 * Draws estimates of the same thing in several places towards their mean, the more so the less is known of each.
 *
 * It mends the numbers, not their order: sort by `theta`, print the raw estimate, and show `below`.
 * Source: Efron & Morris, J. Am. Stat. Assoc. 70 (1975) 311–319; τ² after DerSimonian & Laird, Control. Clin. Trials 7 (1986)
 * 177–188; for profiling Morris & Lysy, Stat. Sci. 27 (2012) 115–134.
 *
 * @param y The estimates, e.g. of net feel by `netCi`. @param v Their variances, each over 0.
 * @returns null where there is none.
 */
export function ebShrink(y: readonly number[], v: readonly number[]): Shrunk | null {
  if (y.length === 0) return null
  const fixed = v.map((variance) => 1 / variance)
  const sum = sumOf(fixed)
  const centre = weightedMean(y, fixed)
  const q = dot(
    fixed,
    y.map((each) => (each - centre) ** 2),
  )
  const spare = sum - dot(fixed, fixed) / sum
  const tau2 = y.length > 1 ? Math.max(0, (q - (y.length - 1)) / spare) : 0
  const random = v.map((variance) => 1 / (variance + tau2))
  const mean = weightedMean(y, random)
  const pull = v.map((variance) => variance / (variance + tau2))
  const theta = y.map((each, j) => (1 - (pull[j] ?? 1)) * each + (pull[j] ?? 1) * mean)
  const sd = v.map((variance, j) => {
    const b = pull[j] ?? 1
    return Math.sqrt((1 - b) * variance + (b * b) / sumOf(random))
  })
  const below = theta.map((each, j) => normalCdf((mean - each) / (sd[j] ?? 1)))
  return { mean, tau2, q, pull, theta, sd, below }
}

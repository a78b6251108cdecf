import { twoSidedP } from '../distributions/normal.ts'
import { type Histogram, ridits, total } from '../histogram.ts'
import { dot } from '../sums.ts'

/** The Mann–Whitney test. */
export interface MannWhitney {
  /** Pairs in which `after` felt better, ties counted half. */
  u: number
  z: number
  /** Two-sided, of a single look. */
  p: number
}

/**
 * Whether two groups felt alike, by the Mann–Whitney test with ties and without continuity correction; null where one is empty.
 *
 * For frozen reports that others compare with their own tools; screens use `aMeasure`, which says how much and how sure.
 * Source: Mann & Whitney, Ann. Math. Stat. 18 (1947) 50–60; the same as scipy's `mannwhitneyu(use_continuity=False)`.
 */
export function mannWhitney(before: Histogram, after: Histogram): MannWhitney | null {
  const [m, n] = [total(before), total(after)]
  if (m === 0 || n === 0) return null
  const u = m * dot(ridits(before), after)
  const ties = before.reduce((sum, people, k) => {
    const t = people + (after[k] ?? 0)
    return sum + t ** 3 - t
  }, 0)
  const everybody = m + n
  const variance = ((m * n) / 12) * (everybody + 1 - ties / (everybody * (everybody - 1)))
  const z = variance > 0 ? (u - (m * n) / 2) / Math.sqrt(variance) : 0
  return { u, z, p: twoSidedP(z) }
}

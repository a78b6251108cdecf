import { chiSquareTail } from '../distributions/chi-square.ts'
import { sumOf } from '../sums.ts'

/**
 * Whether the variants were shown as often as they should have been (sample ratio mismatch): with p under .001 something is wrong
 * with the split, and no comparison of its variants is to be believed.
 *
 * Source: Pearson's chi-square of fit; GrowthBook, docs/statistics/srm.
 *
 * @param counts People per variant. @param shares What each should have had, 1 in all.
 * @returns p = 1 where nobody was shown anything.
 */
export function srm(counts: readonly number[], shares: readonly number[]): { chi2: number; p: number } {
  const n = sumOf(counts)
  let chi2 = 0
  for (const [i, count] of counts.entries()) {
    const expected = n * (shares[i] ?? 0)
    // A variant that nobody should have seen, and nobody did, says nothing; seen, it says everything.
    if (expected > 0 || count > 0) chi2 += (count - expected) ** 2 / expected
  }
  return { chi2, p: chiSquareTail(chi2, counts.length - 1) }
}

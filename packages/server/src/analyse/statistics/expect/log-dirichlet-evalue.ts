import { logGamma } from '../distributions/gamma.ts'
import { type Histogram, total } from '../histogram.ts'

/**
 * The natural logarithm of the evidence of a histogram against expected shares of each score: `logBetaEvalue` for a whole scale,
 * and as safe to look at after every answer.
 *
 * Source: the Dirichlet-multinomial mixture, by the same martingale argument; Howard et al., Ann. Stat. 49 (2021) 1055–1080.
 *
 * @param shares Per score, 1 in all. @param weight Of each score in the mixture; 1 favours none.
 */
export function logDirichletEvalue(scores: Histogram, shares: readonly number[], weight = 1): number {
  const all = weight * scores.length
  return scores.reduce(
    (sum, people, k) =>
      // A score that nobody gave says nothing, even where it was expected never.
      people === 0 ? sum : sum + logGamma(weight + people) - logGamma(weight) - people * Math.log(shares[k] ?? 0),
    logGamma(all) - logGamma(all + total(scores)),
  )
}

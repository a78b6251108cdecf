import { betaBinomialTails } from '../distributions/beta-binomial.ts'
import { betaCdf, betaQuantile, betaTail } from '../distributions/beta.ts'

/** A forecast, and what answers make of it. */
export interface Belief {
  /** The forecast as Beta(a, b). */
  priorA: number
  priorB: number
  /** What is to be believed now, with its middle 80 %. */
  mean: number
  low80: number
  high80: number
  /** That the truth is more than `difference` worse, or better, than forecast. */
  worse: number
  better: number
  /** How likely a result at least so far off was by the forecast's own range, on either side. */
  surprise: number
}

/**
 * What a team is to believe after `k` of `n` people felt good, given how sure it was: "even by your own range, this had a chance
 * of 1.5 %".
 *
 * Source: the beta-binomial model; the prior predictive check after Box, J. R. Stat. Soc. A 143 (1980) 383–430.
 *
 * @param e The forecast share, over 0 and under 1. @param kappa How sure, from `kappaFromRange`.
 */
export function beliefUpdate(k: number, n: number, e: number, kappa: number, difference = 0.05): Belief {
  const [priorA, priorB] = [kappa * e, kappa * (1 - e)]
  const [a, b] = [priorA + k, priorB + n - k]
  const { atMost, atLeast } = betaBinomialTails(k, n, priorA, priorB)
  return {
    priorA,
    priorB,
    mean: a / (a + b),
    low80: betaQuantile(0.1, a, b),
    high80: betaQuantile(0.9, a, b),
    worse: betaCdf(Math.max(0, e - difference), a, b),
    better: betaTail(Math.min(1, e + difference), a, b),
    surprise: Math.min(1, 2 * Math.min(atMost, atLeast)),
  }
}

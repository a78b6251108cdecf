import { upperGamma } from './gamma.ts'

/**
 * The standard normal distribution: the probability of a value under `z`.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 7.1.2 and 6.5.17 (erfc x = Q(½, x²)); small tails keep all
 * their digits.
 */
export function normalCdf(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2
  return z < 0 ? tail : 1 - tail
}

/** The probability of a value at least so far from 0, on either side. */
export function twoSidedP(z: number): number {
  return upperGamma(0.5, (z * z) / 2)
}

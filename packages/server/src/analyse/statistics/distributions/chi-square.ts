import { upperGamma } from './gamma.ts'

/**
 * The probability that a chi-square of `df` degrees of freedom is at least `x`; 1 where there is no freedom.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.4.19.
 */
export function chiSquareTail(x: number, df: number): number {
  return df === 0 ? 1 : upperGamma(df / 2, x / 2)
}

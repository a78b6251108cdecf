import { continuedFraction } from './continued-fraction.ts'
import { logGamma } from './gamma.ts'

/** The natural logarithm of the beta function; a and b over 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b)
}

/**
 * The beta distribution: the probability of a value under `x`.
 *
 * Source: the continued fraction of Abramowitz & Stegun, Handbook of Mathematical Functions, 26.5.8, on that side
 * of the mean where it closes in fast.
 */
export function betaCdf(x: number, a: number, b: number): number {
  return x < (a + 1) / (a + b + 2) ? lower(x, a, b) : 1 - lower(1 - x, b, a)
}

/** The probability of a value over `x`: not 1 less the other, which would lose a small tail's digits. */
export function betaTail(x: number, a: number, b: number): number {
  return betaCdf(1 - x, b, a)
}

/** The value that a share `p` of the distribution is under, by bisection to the last digits. */
export function betaQuantile(p: number, a: number, b: number): number {
  let low = 0
  let high = 1
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (betaCdf(middle, a, b) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function lower(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a
  return front / fractionOf(x, a, b)
}

function fractionOf(x: number, a: number, b: number): number {
  return continuedFraction(1, (i) => {
    const m = Math.floor(i / 2)
    const numerator = i % 2 === 0 ? m * (b - m) : -(a + m) * (a + b + m)
    return [(numerator * x) / ((a + i - 1) * (a + i)), 1]
  })
}

import { continuedFraction } from './continued-fraction.ts'

/**
 * The natural logarithm of the gamma function, right to about 15 digits.
 *
 * Source: Stirling's series, Abramowitz & Stegun, Handbook of Mathematical Functions, 6.1.41, after stepping up to 10 by 6.1.15.
 *
 * @param x Over 0.
 */
export function logGamma(x: number): number {
  let product = 1
  let at = x
  for (; at < STIRLING_FROM; at++) product *= at
  const inverse = 1 / (at * at)
  let series = 0
  for (const coefficient of STIRLING) series = series * inverse + coefficient
  return (at - 0.5) * Math.log(at) - at + LOG_ROOT_2PI + series / at - Math.log(product)
}

/**
 * The upper regularised incomplete gamma function, Q(a, x) = Γ(a, x) / Γ(a): 1 at x = 0, towards 0 for great x, and there right
 * to its last digits, however small.
 *
 * Source: Abramowitz & Stegun, 6.5.29 (series) below a + 1 and 6.5.31 (continued fraction) above.
 */
export function upperGamma(a: number, x: number): number {
  if (x <= 0) return 1
  if (x === Infinity) return 0
  const front = Math.exp(a * Math.log(x) - x - logGamma(a))
  return x < a + 1 ? 1 - front * seriesOf(a, x) : front / fractionOf(a, x)
}

function seriesOf(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let i = 1; i < MOST_TERMS && term > sum * Number.EPSILON; i++) {
    term *= x / (a + i)
    sum += term
  }
  return sum
}

function fractionOf(a: number, x: number): number {
  const first = x + 1 - a
  return continuedFraction(first, (i) => [-i * (i - a), first + 2 * i])
}

const LOG_ROOT_2PI = 0.9189385332046727
const STIRLING_FROM = 10
/** Of 1/x¹¹, 1/x⁹ … 1/x: the order in which they are added up. */
const STIRLING = [-691 / 360_360, 1 / 1_188, -1 / 1_680, 1 / 1_260, -1 / 360, 1 / 12]
const MOST_TERMS = 10_000

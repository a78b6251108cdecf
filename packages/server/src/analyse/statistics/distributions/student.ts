import { Z95 } from '../histogram.ts'

/**
 * The quantile of Student's t that two-sided 95 % intervals are made with: 12.706 for one degree of freedom, towards 1.96 for many.
 *
 * Source: Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4 (exact sums, inverted by bisection) up to 100
 * degrees, 26.7.5 (asymptotic expansion, wrong by less than 1e-10 there) beyond.
 *
 * @param df Degrees of freedom, a whole number from 1.
 */
export function tQuantile(df: number): number {
  if (df > 100) return expansion(df)
  const known = quantiles.get(df)
  if (known !== undefined) return known
  let low = Z95
  let high = 13
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (within(middle, df) < 0.95) low = middle
    else high = middle
  }
  quantiles.set(df, low)
  return low
}

/** The probability that |T| < t. */
function within(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df))
  const cos2 = Math.cos(angle) ** 2
  const isOdd = df % 2 === 1
  let term = isOdd ? Math.cos(angle) : 1
  let sum = df === 1 ? 0 : term
  for (let k = isOdd ? 3 : 2; k < df; k += 2) {
    term *= (cos2 * (k - 1)) / k
    sum += term
  }
  return isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum
}

function expansion(df: number): number {
  const z = Z95
  const g1 = (z ** 3 + z) / 4
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160
  return z + g1 / df + g2 / df ** 2 + g3 / df ** 3 + g4 / df ** 4
}

const quantiles = new Map<number, number>()

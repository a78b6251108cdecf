import { logBeta } from './beta.ts'
import { logGamma } from './gamma.ts'

/**
 * How likely at most and at least `k` of `n` are, where the share itself is drawn from Beta(a, b).
 *
 * Source: the Pólya distribution, e.g. Johnson, Kemp & Kotz, Univariate Discrete Distributions, 6.2.2; each term is added, so it
 * costs n steps.
 */
export function betaBinomialTails(k: number, n: number, a: number, b: number): { atMost: number; atLeast: number } {
  const whole = logBeta(a, b)
  let atMost = 0
  let atLeast = 0
  for (let i = 0; i <= n; i++) {
    const choose = logGamma(n + 1) - logGamma(i + 1) - logGamma(n - i + 1)
    const chance = Math.exp(choose + logBeta(a + i, b + n - i) - whole)
    if (i <= k) atMost += chance
    if (i >= k) atLeast += chance
  }
  return { atMost, atLeast }
}

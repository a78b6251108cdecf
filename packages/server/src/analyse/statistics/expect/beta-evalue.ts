import { logBeta } from '../distributions/beta.ts'
import type { Interval } from '../histogram.ts'

/** How the alternatives are weighed: Beta(a, b). 1 and 1 favour none. */
export interface Mixture {
  a: number
  b: number
}

/**
 * The natural logarithm of the evidence of `k` in `n` against a share of `p0`: how many times better the data are explained by
 * any share than by that one.
 *
 * It may be looked at after every answer: where `p0` is true, the evidence ever reaches 1/α with a probability of at most α.
 * Source: Robbins, Ann. Math. Stat. 41 (1970) 1397–1409; Howard, Ramdas, McAuliffe & Sekhon, Ann. Stat. 49 (2021) 1055–1080.
 *
 * @param p0 From 0 to 1; Infinity is returned where it rules out what was seen.
 */
export function logBetaEvalue(k: number, n: number, p0: number, { a, b }: Mixture = UNIFORM): number {
  return logBeta(a + k, b + n - k) - logBeta(a, b) - times(k, Math.log(p0)) - times(n - k, Math.log1p(-p0))
}

/**
 * The interval of a share that may be looked at after every answer: all shares against which the evidence is under 1/α. Over all
 * looks together it misses the truth with a probability of at most α. Everything where nobody answered.
 *
 * Source: the evidence above, inverted.
 */
export function betaCs(k: number, n: number, alpha = 0.05, mixture: Mixture = UNIFORM): Interval {
  const limit = -Math.log(alpha)
  const isOut = (p: number) => logBetaEvalue(k, n, p, mixture) >= limit
  const share = n === 0 ? 0.5 : k / n
  return { low: k === 0 ? 0 : edge(share, 0, isOut), high: k === n ? 1 : edge(share, 1, isOut) }
}

/** Where, between a value inside and one outside, the outside begins. */
function edge(inside: number, outside: number, isOut: (p: number) => boolean): number {
  let [low, high] = [inside, outside]
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (isOut(middle)) high = middle
    else low = middle
  }
  return (low + high) / 2
}

/** 0 × −∞ is 0 here: what never happened says nothing. */
function times(count: number, log: number): number {
  return count === 0 ? 0 : count * log
}

const UNIFORM: Mixture = { a: 1, b: 1 }

import { type Interval, Z95 } from './histogram.ts'

/**
 * The 95 % score interval of a rate: of how often something happens, where it may happen several times to one person.
 *
 * One person's repeated signals come together, so that the truth is a little less certain than this.
 * Source: Rao's score for a Poisson mean; Barker, Am. Stat. 56 (2002) 85–89.
 *
 * @param k How often it happened. @param n Chances that it had, over 0.
 */
export function rateCi(k: number, n: number): Interval {
  const z2 = Z95 * Z95
  const half = Z95 * Math.sqrt(k + z2 / 4)
  return { low: Math.max(0, k + z2 / 2 - half) / n, high: (k + z2 / 2 + half) / n }
}

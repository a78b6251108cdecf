import { type Interval, Z95 } from './histogram.ts'

/**
 * Wilson's 95 % score interval of a share; null where nobody answered.
 *
 * Not share ± 1.96 standard errors: with few answers that is far too narrow and leaves 0–1.
 * Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209–212; Brown, Cai & DasGupta, Stat. Sci. 16 (2001) 101–133.
 *
 * @param k How many of `n`; 0 ≤ k ≤ n. The low end is exactly 0 at k = 0, the high end exactly 1 at k = n.
 */
export function wilson(k: number, n: number): Interval | null {
  if (n === 0) return null
  const p = k / n
  const z2 = Z95 * Z95
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (Z95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return { low: k === 0 ? 0 : Math.max(0, centre - half), high: k === n ? 1 : Math.min(1, centre + half) }
}

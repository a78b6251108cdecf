import { Z95 } from './histogram.ts'

/**
 * How many answers make Wilson's interval of a share reach no further than `h` to each side, wherever the share is: the smallest
 * such number for one half, where the interval is widest.
 *
 * Source: Wilson's half-width at p = ½ is z / (2 √(n + z²)), solved for n.
 *
 * @param h Over 0, e.g. 0.1 for ten points.
 */
export function nForHalfwidth(h: number): number {
  const z2 = Z95 * Z95
  return Math.max(1, Math.ceil(z2 / (4 * h * h) - z2))
}

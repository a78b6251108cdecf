/** Both sums at each value, and where they first speak. */
export interface Cusum {
  hi: number[]
  lo: number[]
  /** The place of the first value that takes one of the sums over the limit; null where none does. */
  signal: number | null
}

/**
 * Adds up by how much values stay above, and below, what is usual.
 *
 * Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.3.
 *
 * @param z Deviations from the usual in standard errors, oldest first.
 * @param k Half the shift that is to be noticed. @param h The limit.
 */
export function cusum(z: readonly number[], k: number, h: number): Cusum {
  const hi: number[] = []
  const lo: number[] = []
  for (const each of z) {
    hi.push(Math.max(0, (hi.at(-1) ?? 0) + each - k))
    lo.push(Math.max(0, (lo.at(-1) ?? 0) - each - k))
  }
  const signal = hi.findIndex((high, i) => high > h || (lo[i] ?? 0) > h)
  return { hi, lo, signal: signal < 0 ? null : signal }
}

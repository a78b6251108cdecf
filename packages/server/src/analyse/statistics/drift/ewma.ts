/** The average at each value, how far it may stray there, and where it strays further. */
export interface Ewma {
  e: number[]
  limit: number[]
  /** The places of all values whose average is beyond its limit. */
  signal: number[]
}

/**
 * The exponentially weighted moving average: a second look at drift, which remembers less than a CUSUM and shows more of a jump.
 *
 * Source: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.4, with the limits of a young series.
 *
 * @param z Deviations from the usual in standard errors, oldest first.
 * @param lambda The weight of the newest, over 0 and at most 1. @param width Of the limits, in standard deviations.
 */
export function ewma(z: readonly number[], lambda = 0.2, width = 3): Ewma {
  const e: number[] = []
  for (const each of z) e.push(lambda * each + (1 - lambda) * (e.at(-1) ?? 0))
  const limit = z.map((_, i) => width * Math.sqrt((lambda / (2 - lambda)) * (1 - (1 - lambda) ** (2 * (i + 1)))))
  const signal = [...e.keys()].filter((i) => Math.abs(e[i] ?? 0) > (limit[i] ?? 0))
  return { e, limit, signal }
}

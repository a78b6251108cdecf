import { type Histogram, ridits, total } from '../histogram.ts'
import { weightedMean } from '../sums.ts'

/** A day held against a baseline. */
export interface OrdinalZ {
  /** The probability that a person of the day felt better than one of the baseline, ties counted half. */
  a: number
  /** How many standard errors that is from one half; negative is worse. */
  z: number
  /** Where each score stands in the baseline. */
  ridits: number[]
}

/**
 * How much better or worse a day felt than a frozen baseline, by the whole scale and without taking it for a number; what the
 * CUSUM of drift adds up.
 *
 * The baseline is taken for the truth, so it must be large: at least 300 answers over 40 days' worth.
 * Source: Bross, Biometrics 14 (1958) 18–38; docs/method.md.
 *
 * @returns null where one of them is empty; `z` is 0 where the baseline holds one score only.
 */
export function ordinalZ(day: Histogram, base: Histogram): OrdinalZ | null {
  const n = total(day)
  if (n === 0 || total(base) === 0) return null
  const places = ridits(base)
  const a = weightedMean(places, day)
  const variance = weightedMean(
    places.map((place) => (place - 0.5) ** 2),
    base,
  )
  return { a, z: variance > 0 ? (a - 0.5) / Math.sqrt(variance / n) : 0, ridits: places }
}

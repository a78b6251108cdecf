import { twoSidedP } from '../distributions/normal.ts'
import { type Histogram, ridits, total, Z95 } from '../histogram.ts'
import { dot, weightedMean } from '../sums.ts'

/** Two groups compared by the whole scale. */
export interface AMeasure {
  /** The probability that a random person of `after` felt better than one of `before`, ties counted half. */
  a: number
  standardError: number
  /** Of ln(a / (1 − a)), which the interval is made on; null where nothing varies. */
  logitStandardError: number | null
  /** The interval, within 0 and 1; null where nothing varies. */
  low: number | null
  high: number | null
  z: number
  p: number
  /** 2a − 1. */
  cliffsDelta: number
  /** `smoothed`: the groups do not overlap, or one has a single answer; `none`: everybody gave the same score. */
  method: 'raw' | 'smoothed' | 'none'
}

/**
 * The ordinal A measure: says "a random person after the change felt better than one before 61 % of the time".
 *
 * Unlike a mean it takes no face for a number; like every measure of location it is blind to feelings that only drift apart:
 * `shapeTest` is for those. The interval is made on the logit, where it is right with ten answers a side. Where the groups do not
 * overlap, standard error and interval are those of one more person in each, spread like everybody.
 * Source: Vargha & Delaney, J. Educ. Behav. Stat. 25 (2000) 101–132; variance by DeLong et al., Biometrics 44 (1988) 837–845;
 * logit and smoothing after Perme & Manevski, Stat. Methods Med. Res. 28 (2019); Ryu & Agresti, Stat. Med. 27 (2008) 1703–1717.
 *
 * @param z The factor of the interval: for a page that is looked at while answers come in, `asympcsFactor`.
 * @returns null where one group is empty. `p` is of a single look.
 */
export function aMeasure(before: Histogram, after: Histogram, z = Z95): AMeasure | null {
  if (total(before) === 0 || total(after) === 0) return null
  const raw = place(before, after)
  const isWhole = raw.variance > 0 && raw.a > 0 && raw.a < 1
  const used = isWhole ? raw : place(oneMore(before, after), oneMore(after, before))
  const cliffsDelta = 2 * raw.a - 1
  if (!(used.variance > 0)) {
    const unknown = { logitStandardError: null, low: null, high: null }
    return { a: raw.a, standardError: 0, ...unknown, z: 0, p: 1, cliffsDelta, method: 'none' }
  }
  const standardError = Math.sqrt(used.variance)
  const logit = Math.log(used.a / (1 - used.a))
  const logitStandardError = standardError / (used.a * (1 - used.a))
  return {
    a: raw.a,
    standardError,
    logitStandardError,
    low: logistic(logit - z * logitStandardError),
    high: logistic(logit + z * logitStandardError),
    z: logit / logitStandardError,
    p: twoSidedP(logit / logitStandardError),
    cliffsDelta,
    method: isWhole ? 'raw' : 'smoothed',
  }
}

/** A and its variance, from where everybody stands among the other group. */
function place(before: Histogram, after: Histogram): { a: number; variance: number } {
  const inBefore = ridits(before)
  const inAfter = ridits(after).map((ridit) => 1 - ridit)
  const variance = varianceOf(before, inAfter) / total(before) + varianceOf(after, inBefore) / total(after)
  return { a: weightedMean(inBefore, after), variance }
}

/** Of a sample (n − 1); unknown of a single person. */
function varianceOf(people: Histogram, values: readonly number[]): number {
  const n = total(people)
  const mean = weightedMean(values, people)
  const squares = dot(
    people,
    values.map((value) => (value - mean) ** 2),
  )
  return n > 1 ? squares / (n - 1) : Number.NaN
}

function oneMore(own: Histogram, other: Histogram): number[] {
  const everybody = total(own) + total(other)
  return own.map((people, k) => people + (people + (other[k] ?? 0)) / everybody)
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

import { sumOf } from '../sums.ts'

/** A control chart of shares. Lists are in the order of the days. */
export interface Laney {
  /** The share over all days. */
  centre: number
  /** How much wider than a binomial the days really spread. */
  sigmaZ: number
  /** Each day's deviation in binomial standard errors. */
  z: number[]
  /** The limits of each day, within 0 and 1. */
  low: number[]
  high: number[]
  isOut: boolean[]
}

/**
 * Laney's P′ chart: the usual limits of a share, widened by how much days really differ from each other.
 *
 * A plain p chart of thousands of answers calls every day unusual, because people of a Monday are not those of a Sunday. Never
 * narrower than binomial: a calm stretch is no reason to shout.
 * Source: Laney, Qual. Eng. 14 (2002) 531–537; Minitab, methods and formulas for the P′ chart; "never narrower" is ours.
 *
 * @param x How many felt good on each day. @param n How many answered on each day, over 0 each.
 * @returns null where there is no day.
 */
export function laney(x: readonly number[], n: readonly number[]): Laney | null {
  if (x.length === 0) return null
  const centre = sumOf(x) / sumOf(n)
  const sigma = n.map((people) => Math.sqrt((centre * (1 - centre)) / people))
  const share = x.map((good, i) => good / (n[i] ?? 1))
  // Where nobody or everybody felt good nothing varies, and nothing deviates.
  const z = share.map((p, i) => (sigma[i] ? (p - centre) / sigma[i] : 0))
  const moves = z.slice(1).map((each, i) => Math.abs(each - (z[i] ?? 0)))
  const sigmaZ = moves.length > 0 ? sumOf(moves) / moves.length / MOVING_RANGE : 1
  const reach = sigma.map((each) => 3 * Math.max(1, sigmaZ) * each)
  const low = reach.map((each) => Math.max(0, centre - each))
  const high = reach.map((each) => Math.min(1, centre + each))
  const isOut = share.map((p, i) => p < (low[i] ?? 0) || p > (high[i] ?? 1))
  return { centre, sigmaZ, z, low, high, isOut }
}

/** The mean range of two normal values, in standard deviations. */
const MOVING_RANGE = 1.128

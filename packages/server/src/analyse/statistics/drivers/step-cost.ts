import type { ScaleRange } from '@attune/protocol'

import { type Histogram, type Interval, total, Z95 } from '../histogram.ts'
import { metrics } from '../metrics.ts'
import { netCiOf } from '../net-ci.ts'
import { sumRows } from '../sums.ts'

/** What bad moments at a step go with. Nets are of the outcome's feel, −1 to 1. */
export interface StepCost extends Interval {
  n: number
  bad: number
  shareBad: number
  netIfBad: number
  netIfOk: number
  net: number
  /** How much better the outcome feels without a bad moment here. */
  lift: number
  /** How much net feel of everybody's outcome the bad moments go with: how often times how much. */
  cost: number
  standardError: number
}

/**
 * The human number of a driver: "bad moments at Payment go with −25 points of how the journey feels".
 *
 * Goes with, not causes. Noisier than Spearman, because it takes one cut through the table: sort by it only after `ebShrink`.
 * Source: the penalty (attributable) decomposition, by the delta method; ours.
 *
 * @param table As for `spearmanTable`. @param step The step's scale. @param outcome The outcome's.
 * @returns null where nobody, or everybody, felt bad at the step: there is nothing to compare.
 */
export function stepCost(table: readonly Histogram[], step: ScaleRange, outcome: ScaleRange): StepCost | null {
  const badRows = step.bad - step.min + 1
  const bad = sumRows(table.slice(0, badRows))
  const ok = sumRows(table.slice(badRows))
  const [ifBad, ifOk, everybody] = [bad, ok, sumRows(table)].map((scores) => metrics(scores, outcome))
  if (!ifBad || !ifOk || !everybody) return null
  const { n } = everybody
  const share = total(bad) / n
  const lift = ifOk.net - ifBad.net
  const cost = share * lift
  const errors = netCiOf(bad, outcome).standardError ** 2 + netCiOf(ok, outcome).standardError ** 2
  const standardError = Math.sqrt((lift * lift * share * (1 - share)) / n + share * share * errors)
  return {
    n,
    bad: total(bad),
    shareBad: share,
    netIfBad: ifBad.net,
    netIfOk: ifOk.net,
    net: everybody.net,
    lift,
    cost,
    standardError,
    low: cost - Z95 * standardError,
    high: cost + Z95 * standardError,
  }
}

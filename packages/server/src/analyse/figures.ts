import { type FeelFigures, NO_ESTIMATES, type Privacy, type ScaleRange, type Tier } from '@attune/protocol'

import { isGated } from './privacy-gate/sources.ts'
import { goodAndBad, type Histogram, total } from './statistics/histogram.ts'
import { meanCi } from './statistics/mean-ci.ts'
import { type Metrics, metrics } from './statistics/metrics.ts'
import { netCi } from './statistics/net-ci.ts'
import { wilson } from './statistics/wilson.ts'
import type { Tally } from './tally.ts'

/** Fewer answers than this show no figure: it would be a person. */
export const MIN_ANSWERS = 5
/** Fewer answers than this are an early signal. Source: US Census NSCH, present only n ≥ 30. */
const MIN_SURE = 30
/** A wider interval of the positive share is marked as imprecise. Source: US Census NSCH. */
const MAX_WIDTH = 0.2

/**
 * Turns counts into figures with their intervals, and says how far they can be trusted.
 *
 * Behind the privacy gate nobody and too few look the same: from the one it follows that somebody has answered.
 *
 * @param least Fewer answers than this show no figure.
 */
export function figuresOf(tally: Tally, range: ScaleRange, privacy: Privacy, least = MIN_ANSWERS): FeelFigures {
  const { scores, shown, dismissed, commented, entered, completed, failed } = tally
  const isUntold = isGated(privacy) && total(scores) < MIN_ANSWERS
  const n = isUntold ? 0 : total(scores)
  const funnel = {
    shown,
    answered: n,
    dismissed: isGated(privacy) ? null : dismissed,
    response_rate: isUntold ? null : responseRate(tally),
    commented: isUntold ? 0 : commented,
    entered,
    completed,
    failed,
  }
  const found = n < least ? null : metrics(scores, range)
  if (!found) return { n, tier: n === 0 && !isUntold ? 'none' : 'hidden', ...NO_ESTIMATES, ...funnel }

  return { n, scores: [...scores], ...estimatesOf(scores, range, found), ...funnel }
}

/** What is worked out of scores. */
type Estimates = Pick<FeelFigures, Exclude<keyof typeof NO_ESTIMATES, 'scores'> | 'tier'>

/**
 * What a histogram says of everybody, and how far it can be trusted.
 *
 * @param scores May hold parts of people, where answers weigh differently.
 */
export function estimatesOf(scores: Histogram, range: ScaleRange, found: Metrics): Estimates {
  const { n } = found
  const { good, bad } = goodAndBad(scores, range)
  const mean = meanCi(scores, range)
  const positive = wilson(good, n)
  const negative = wilson(bad, n)
  const net = netCi(good, bad, n)
  return {
    tier: tierOf(n, positive),
    mean: found.mean,
    mean_low: mean?.low ?? null,
    mean_high: mean?.high ?? null,
    positive: found.positive,
    positive_low: positive?.low ?? null,
    positive_high: positive?.high ?? null,
    negative: found.negative,
    negative_low: negative?.low ?? null,
    negative_high: negative?.high ?? null,
    net: found.net,
    net_low: net.low,
    net_high: net.high,
  }
}

function tierOf(n: number, positive: { low: number; high: number } | null): Tier {
  if (n < MIN_SURE) return 'early'
  return positive && positive.high - positive.low > MAX_WIDTH ? 'imprecise' : 'shown'
}

/**
 * The share of shown prompts that were answered; null where there is none to speak of.
 *
 * Imported answers were never shown here and are left out. More answers than prompts shown means that a page asks in its own way
 * (`attune('answer', …)`): then what was shown is no denominator.
 */
function responseRate({ scores, origins, shown }: Tally): number | null {
  const answered = total(scores) - origins.import
  return shown === 0 || answered > shown ? null : answered / shown
}

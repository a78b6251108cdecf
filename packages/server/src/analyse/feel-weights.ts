import type { FeelFigures, FeelWeighting, ScaleRange } from '@attune/protocol'

import { estimatesOf } from './figures.ts'
import type { CountsRow } from './queries.ts'
import { metrics } from './statistics/metrics.ts'
import { worthOf } from './statistics/sampling/worth.ts'

/** So many people who gave a score and were asked with one probability. */
export interface WeighedScore {
  feel: number
  share: number
  n: number
  /** Nobody knows the share: it is taken for 1. */
  isShareless: boolean
}

/**
 * The figures of a row, each answer weighing 1 / the probability with which it was asked for, and what that has done to them. How many
 * answered, and with which score, stays what it is.
 */
export function weigh(
  figures: FeelFigures,
  answers: readonly WeighedScore[],
  range: ScaleRange,
): Partial<FeelFigures> & { weighting: FeelWeighting } {
  const { min, max } = range
  const own = answers.filter(({ feel }) => feel >= min && feel <= max)
  const weights = own.map(({ feel, share, n }) => ({ place: feel - min, weight: 1 / share, people: n }))
  const worth = worthOf(weights, max - min + 1)
  const without_share = own.reduce((sum, { n, isShareless }) => sum + (isShareless ? n : 0), 0)
  const found = worth && metrics(worth.scores, range)
  if (!worth || !found) {
    return { weighting: { effective: 0, design_effect: 1, without_share, capped: 0, plain: null } }
  }
  const { effective, designEffect: design_effect, capped } = worth
  const weighting = { effective, design_effect, without_share, capped }
  const { mean, positive, negative, net } = figures
  if (mean === null || positive === null || negative === null || net === null) {
    return { weighting: { ...weighting, plain: null } }
  }
  const plain = { mean, positive, negative, net }
  return { ...estimatesOf(worth.scores, range, found), weighting: { ...weighting, plain } }
}

/** The probability with which answers were asked for as far as their counts tell: that of their version; null where it changes daily. */
export function sharesIn(
  { prompt, version, origin }: CountsRow,
  shareOf: ReadonlyMap<string, number | null>,
): number | null {
  if (origin === 'import' || origin === 'unprompted') return 1
  const share = shareOf.get(`${prompt}@${version}`)
  return share === undefined ? 1 : share
}

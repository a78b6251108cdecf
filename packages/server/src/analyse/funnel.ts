import type { FeelFunnel, Privacy } from '@attune/protocol'

import { MIN_ANSWERS } from './figures.ts'
import { isGated } from './privacy-gate/sources.ts'
import { total } from './statistics/histogram.ts'
import type { Tally } from './tally.ts'

/**
 * What became of the people at a step: reached, eligible, shown, then answered, dismissed or ignored.
 *
 * Whoever was shown a prompt does one of these three. `unresolved` is what is left, so that nobody has to take that on trust: a page
 * that is still open, or that could not report any more; under zero, answers that were given without being asked for here, and then
 * no rate is told that has them above its line. Answers that were set aside were given all the same; imports were shown to nobody.
 *
 * @param isOfPrompt Whether the row is of some prompt alone: then who reached the step is not in it.
 */
export function funnelOf(tally: Tally, privacy: Privacy, isOfPrompt: boolean): FeelFunnel {
  const { eligible, shown, dismissed: left, ignored: alone, live } = tally
  const isKept = isGated(privacy)
  const isUntold = isKept && total(tally.scores) < MIN_ANSWERS
  const answered = isUntold ? 0 : live.answered
  return {
    reached: isOfPrompt ? null : tally.entered,
    eligible,
    shown,
    answered,
    dismissed: isKept ? null : left - alone,
    ignored: isKept ? null : alone,
    unresolved: isKept ? null : shown - answered - left,
    commented: isUntold ? 0 : live.commented,
    coverage: shareOf(shown, eligible),
    heard: isUntold ? null : shareOf(answered, eligible),
  }
}

/** Null where there is nobody to be a share of, or not all of them were counted. */
function shareOf(part: number, whole: number): number | null {
  return whole === 0 || part > whole ? null : part / whole
}

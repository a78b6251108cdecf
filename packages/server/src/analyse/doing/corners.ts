import type { DoingAnswer, DoingCorner, DoingStep } from '@attune/protocol'

import { ebShrink } from '../statistics/eb-shrink.ts'
import { Z95 } from '../statistics/histogram.ts'

type Told = Pick<DoingStep, 'entered' | 'completion' | 'completion_low' | 'completion_high' | 'feel'>
type Middle = DoingAnswer['middle']

/**
 * The journey's own middle: the mean completion and the mean net feel of its steps, each step weighing by how much is known of it
 * and by how much steps differ (random effects, as in `ebShrink`). Weighing by people alone would make it the busiest step's.
 */
export function middleOf(steps: readonly Told[]): Middle {
  return {
    completion: meanOf(
      steps.flatMap(({ completion, ...step }) => (completion === null ? [] : [adjusted(completion, step.entered)])),
    ),
    net: meanOf(
      steps.flatMap(({ feel }) =>
        feel.net_low === null || feel.net_high === null ? [] : [estimateOf(feel.net_low, feel.net_high)],
      ),
    ),
  }
}

/**
 * Which surprise a step is; null where it is none.
 *
 * It takes 30 answers and 30 passes, both 95 % intervals on their side of the journey's middle, and a difference from it that matters:
 * 5 points of net feel and 2 of completion. Clearing a line is a matter of numbers, and with enough of them every step is beside it.
 */
export function cornerOf(step: Told, middle: Middle): DoingCorner | null {
  const { entered, completion, completion_low, completion_high, feel } = step
  if (feel.tier === 'none' || feel.tier === 'hidden' || feel.tier === 'early' || entered < MIN_PASSES) return null
  const doing = sideOf([completion_low, completion, completion_high], middle.completion, LEAST.completion)
  const feeling = sideOf([feel.net_low, feel.net, feel.net_high], middle.net, LEAST.net)
  if (doing > 0 && feeling < 0) return 'done_and_disliked'
  return doing < 0 && feeling > 0 ? 'liked_and_dropped' : null
}

/** On which side of a line an interval lies, and its value by more than the least; 0: on none. */
function sideOf([low, value, high]: (number | null | undefined)[], line: number | null, least: number): -1 | 0 | 1 {
  if (low == null || value == null || high == null || line === null) return 0
  if (low > line && value >= line + least) return 1
  return high < line && value <= line - least ? -1 : 0
}

interface Estimate {
  y: number
  v: number
}

function meanOf(estimates: readonly Estimate[]): number | null {
  if (estimates.length < 2) return null
  const shrunk = ebShrink(
    estimates.map(({ y }) => y),
    estimates.map(({ v }) => v),
  )
  return shrunk?.mean ?? null
}

/** A share with two successes and two failures more, so that its variance is never 0. Source: Agresti & Coull 1998. */
function adjusted(share: number, n: number): Estimate {
  const y = (share * n + 2) / (n + 4)
  return { y, v: (y * (1 - y)) / (n + 4) }
}

/** The estimate that an interval was made of, as far as its ends were not cut. */
function estimateOf(low: number, high: number): Estimate {
  return { y: (low + high) / 2, v: ((high - low) / (2 * Z95)) ** 2 }
}

const MIN_PASSES = 30
const LEAST = { completion: 0.02, net: 0.05 }

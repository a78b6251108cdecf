import type { Context, WireEvent } from '@attune/protocol'

import { stableId } from '../import/ids.ts'
import type { DemoStep } from './comments.ts'
import { RECOMMEND } from './configuration.ts'
import { createRandom } from './random.ts'

/** A visit that got to the end, and what was said on the way. */
export interface ReachedVisit {
  id: string
  /** What is drawn for it follows from this. */
  seed: string
  /** When it ended, in milliseconds. */
  at: number
  context: Context
  /** From −1 to 1: people differ more than steps do. */
  mood: number
  /** The feels from 1 to 5 that were given. */
  feels: ReadonlyMap<DemoStep, number>
}

/**
 * Whether somebody would recommend the shop, asked of some at the very end: paying goes with it most and choosing least, which is
 * there to be found. The chances are the visit's own, so that all else of the history stays as it is.
 *
 * @returns what was reported; an answer among it makes the visit one that is named.
 */
export function recommendation({ id, seed, at, context, mood, feels }: ReachedVisit): WireEvent[] {
  const random = createRandom(Number.parseInt(stableId(seed, 'recommend').slice(0, 8), 16))
  const place = { step: 'checkout', at: new Date(Math.round(at)).toISOString(), context }
  const prompt = { prompt: RECOMMEND, version: 1 }
  if (random() >= SHARE) return [{ type: 'considered', ...place, ...prompt, result: 'sampled_out' }]
  const events: WireEvent[] = [
    { type: 'considered', ...place, ...prompt, result: 'asked' },
    { type: 'shown', ...place, ...prompt, share: SHARE },
  ]
  if (random() >= ANSWERED) {
    events.push({ type: 'dismissed', ...place, ...prompt, how: random() < 0.3 ? 'closed' : 'ignored' })
    return events
  }
  const moved = [...feels].reduce((sum, [step, feel]) => sum + WEIGHTS[step] * (feel - 3.5), 0)
  // The mean of four is nearly a bell.
  const chance = random() + random() + random() + random() - 2
  const feel = Math.max(0, Math.min(10, Math.round(7.6 + moved + 1.2 * mood + 3.2 * chance)))
  events.push({
    type: 'answered',
    id: stableId(id, RECOMMEND),
    ...place,
    ...prompt,
    visit: id,
    feel,
    took_ms: Math.round((2_000 + 6_000 * random()) / 100) * 100,
    share: SHARE,
  })
  return events
}

/** How many points of eleven one face more at a step goes with. */
const WEIGHTS: Readonly<Record<DemoStep, number>> = { cart: 0.2, delivery: 0.7, payment: 1.3, confirmation: 0.4 }
const SHARE = 0.5
/** Of those who are shown it. */
const ANSWERED = 0.48

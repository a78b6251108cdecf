import type { Origin, WireEvent } from '@attune/protocol'

import { type Measure, measuresOf } from './measures.ts'
import type { Segment } from './segment.ts'

/** What a count is kept under, within a project. `''` and 0 stand for "does not apply". */
export interface CountKey extends Segment {
  day: string
  journey: string
  step: string
  prompt: string
  version: number
  variant: string
  measure: Measure
  value: string
  origin: Origin
}

/** How much to add to one count. */
export type Delta = CountKey & { n: number }

/** Something that happened, and where it is filed. */
export interface Happening {
  event: WireEvent
  /** The local day in the project's zone. */
  day: string
  segment: Segment
  origin: Origin
  /** The options chosen in an answer, as `followup:option`. */
  choices?: readonly string[]
}

/** What an event adds to: one key; more for an answer with words or with options that were chosen. */
export function keysOf({ event, day, segment, origin, choices = [] }: Happening): CountKey[] {
  const place = 'step' in event ? event.step : event.journey
  const [journey = '', step = ''] = place.split('/')
  const prompt =
    'prompt' in event
      ? { prompt: event.prompt, version: event.version, variant: event.variant ?? '' }
      : { prompt: '', version: 0, variant: '' }
  const keys: CountKey[] = []
  const chosen = choices.map((value) => ({ measure: 'choice', value }) as const)
  for (const { measure, value } of [...measuresOf(event), ...chosen])
    keys.push({ day, journey, step, ...prompt, measure, value, ...segment, origin })
  return keys
}

/**
 * Adds up keys, one delta each, sorted. A key counts once where it does not say how often.
 *
 * Every writer sorts by the same order, so that two that touch the same counts wait for each other and never in a circle;
 * and no key comes twice, which a single statement could not take.
 */
export function tally(keys: Iterable<CountKey & { n?: number }>): Delta[] {
  const deltas = new Map<string, Delta>()
  for (const key of keys) {
    const name = nameOf(key)
    const delta = deltas.get(name)
    if (delta) delta.n += key.n ?? 1
    else deltas.set(name, { ...key, n: key.n ?? 1 })
  }
  return [...deltas.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta)
}

/** NUL cannot be in any of them: PostgreSQL's text does not hold it. */
function nameOf(key: CountKey): string {
  return [
    key.journey,
    key.day,
    key.step,
    key.measure,
    key.value,
    key.prompt,
    key.version,
    key.variant,
    key.device,
    key.locale,
    key.release,
    key.origin,
  ].join('\0')
}

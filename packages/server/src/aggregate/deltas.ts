import type { Origin, WireEvent } from '@attune/protocol'

import { type Cells, parametersOf, writerOf } from '../database/columns.ts'
import { type Measure, measuresOf } from './measures.ts'
import { COUNT_KEY } from './queries.ts'
import type { Segment } from './segment.ts'

/** What a count is kept under. `''` and 0 stand for "does not apply". */
export interface CountKey extends Segment {
  lane: number
  project_id: string
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

/** Something that happened, and where it is filed. */
export interface Happening {
  lane: number
  project_id: string
  event: WireEvent
  /** The local day in the project's zone. */
  day: string
  segment: Segment
  origin: Origin
  /** The options chosen in an answer, as `followup:option`. */
  choices?: readonly string[]
  /** Whether it is proven whose it is. */
  trust?: 'verified' | 'unverified'
  /** Why it is kept and not counted, where that is so. */
  setAside?: string | null
}

/** What an event adds to: one key; more for an answer with words or with options that were chosen, fewer for one set aside. */
export function keysOf({ event, choices = [], trust, setAside, ...rest }: Happening): CountKey[] {
  const { lane, project_id, day, segment, origin } = rest
  const place = 'step' in event ? event.step : event.journey
  const [journey = '', step = ''] = place.split('/')
  const isOfPrompt = 'prompt' in event
  const { device, locale, release } = segment
  const key = ({ measure, value }: { measure: Measure; value: string }): CountKey => ({
    lane,
    project_id,
    day,
    journey,
    step,
    prompt: isOfPrompt ? event.prompt : '',
    version: isOfPrompt ? event.version : 0,
    variant: (isOfPrompt && event.variant) || '',
    measure,
    value,
    device,
    locale,
    release,
    origin,
  })
  if (event.type !== 'answered') return measuresOf(event).map(key)
  const keys = setAside ? [key({ measure: 'set_aside', value: setAside })] : measuresOf(event).map(key)
  if (origin === 'live') keys.push({ ...key({ measure: 'hour', value: event.at.slice(11, 13) }), ...UNDIVIDED })
  if (setAside) return keys
  for (const value of choices) keys.push(key({ measure: 'choice', value }))
  if (trust === 'verified') keys.push(key({ measure: 'verified', value: String(event.feel) }))
  return keys
}

/** Of a prompt as a whole, whoever was asked. */
const UNDIVIDED = { version: 0, variant: '', device: '', locale: '', release: '' }

/** A key that counts are filed under, and what is worked out of it once. */
export interface Place {
  key: CountKey
  /** Its place among all keys. */
  name: string
  /** The key as parameters. */
  cells: Cells
}

/** So many in one place. */
export interface Counted {
  place: Place
  n: number
}

export function countedAs(key: CountKey, n = 1): Counted {
  return { place: { key, name: nameOf(key), cells: writeKey(key) }, n }
}

/**
 * Adds up what is counted, one for each key, sorted.
 *
 * Every writer sorts by the same order, so that two that touch the same counts wait for each other and never in a circle;
 * and no key comes twice, which a single statement could not take.
 */
export function tally(counted: Iterable<Counted>): Counted[] {
  const sorted = addUp(counted).toSorted((a, b) => (a.place.name < b.place.name ? -1 : 1))
  const sums: Counted[] = []
  for (const one of sorted) {
    const last = sums.at(-1)
    if (last?.place.name === one.place.name) last.n += one.n
    else sums.push(one)
  }
  return sums
}

/** Adds up what is counted in the very same places; in no order. */
export function addUp(counted: Iterable<Counted>): Counted[] {
  const sums = new Map<Place, Counted>()
  for (const { place, n } of counted) {
    const sum = sums.get(place)
    if (sum) sum.n += n
    else sums.set(place, { place, n })
  }
  return [...sums.values()]
}

/** The parameters of `ADD_COUNTS`, of what `tally` gives. */
export function countValues(tallied: readonly Counted[]): string[] {
  const cells = tallied.map(({ place }) => place.cells)
  return [...parametersOf(KEY_COLUMNS, cells), `{${tallied.map(({ n }) => n).join(',')}}`]
}

const writeKey = writerOf(COUNT_KEY)
const KEY_COLUMNS = Object.keys(COUNT_KEY).length

/** NUL cannot be in any part: PostgreSQL's text does not hold it. */
function nameOf(key: CountKey): string {
  return `${key.lane}\0${key.project_id}\0${key.journey}\0${key.day}\0${key.step}\0${key.measure}\0${key.value}\0${key.prompt}\0${key.version}\0${key.variant}\0${key.device}\0${key.locale}\0${key.release}\0${key.origin}`
}

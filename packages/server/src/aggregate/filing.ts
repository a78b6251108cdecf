import type { WireEvent } from '@attune/protocol'

import { type CountKey, type Counted, countedAs, type Happening, keysOf } from './deltas.ts'
import { type Measure, measuresOf } from './measures.ts'

/** What holds for everything that is filed on one shelf. */
export type Shelved = Pick<Happening, 'lane' | 'project_id' | 'day' | 'segment' | 'origin'>
/** What decides besides what an event counts as. */
export type Particulars = Pick<Happening, 'choices' | 'trust' | 'setAside'>

/** Where a project's counts of a day, a segment and an origin are filed. */
export interface Shelf {
  /** One for each key of `keysOf`. Never changed by anybody: it is given out again. */
  file: (event: WireEvent, particulars?: Particulars) => readonly Counted[]
  /** What belongs to no step. */
  fileNowhere: (measure: Measure, value: string) => Counted
}

/**
 * The shelf for what happened so.
 *
 * Visitors of a page count under few keys, and working a key out costs as much as the rest of an answer: its place is remembered and
 * given out again. What is remembered is bounded; what is forgotten is worked out anew and is another object for the same key, which
 * `tally` adds up like any other.
 */
export function shelfOf(its: Shelved): Shelf {
  const { device, locale, release } = its.segment
  const name = `${its.project_id}\0${its.day}\0${device}\0${locale}\0${release}\0${its.origin}`
  const known = shelves.get(name)
  if (known) return known
  const shelf = createShelf(its)
  shelves.set(name, shelf)
  return shelf
}

const shelves = new Map<string, Shelf>()
/** How many keys, or few of them, are remembered on all shelves together. */
let remembered = 0
/** At about a kilobyte each. */
const MAX_REMEMBERED = 20_000

function createShelf(its: Shelved): Shelf {
  const filed = new Map<string, readonly Counted[]>()
  const remember = (name: string, make: () => readonly Counted[]): readonly Counted[] => {
    const known = filed.get(name)
    if (known) return known
    if (++remembered > MAX_REMEMBERED) {
      shelves.clear()
      remembered = 0
    }
    const made = make()
    filed.set(name, made)
    return made
  }
  return {
    file: (event, particulars = {}) =>
      remember(nameOf(event, particulars), () =>
        keysOf({ ...its, event, ...particulars }).map((key) => countedAs(key)),
      ),
    fileNowhere: (measure, value) =>
      remember(`${measure}\0${value}`, () => [countedAs({ ...nowhere(its), measure, value })])[0] as Counted,
  }
}

/** Everything of an event that `keysOf` looks at; a test holds the two together. */
function nameOf(event: WireEvent, { choices, trust, setAside }: Particulars): string {
  const place = 'step' in event ? event.step : event.journey
  const prompt = 'prompt' in event ? `${event.prompt}\0${event.version}\0${event.variant ?? ''}` : ''
  if (event.type !== 'answered') return `${event.type}\0${place}\0${prompt}\0${saidOf(event)}`
  const said = `${event.feel}\0${event.comment ? 1 : 0}\0${event.at.slice(11, 13)}`
  return `${place}\0${prompt}\0${said}\0${trust ?? ''}\0${setAside ?? ''}\0${choices?.join('\0') ?? ''}`
}

/** The last value is the one that differs: a step that was completed counts once as that, and once as how long it took. */
function saidOf(event: WireEvent): string {
  const measures = measuresOf(event)
  return `${measures.length}\0${measures.at(-1)?.value ?? ''}`
}

function nowhere({ lane, project_id, day, segment, origin }: Shelved): Omit<CountKey, 'measure' | 'value'> {
  const { device, locale, release } = segment
  return {
    lane,
    project_id,
    day,
    journey: '',
    step: '',
    prompt: '',
    version: 0,
    variant: '',
    device,
    locale,
    release,
    origin,
  }
}

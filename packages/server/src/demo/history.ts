import type { Context, WireEvent } from '@attune/protocol'

import { stableId } from '../import/ids.ts'
import { commentsFor, type DemoStep } from './comments.ts'
import { createRandom, draw, type Random } from './random.ts'
import { recommendation } from './recommend.ts'
import {
  DAYS_SINCE_RELEASE,
  DEVICE_WEIGHTS,
  DEVICES,
  HISTORY_DAYS,
  HOUR_WEIGHTS,
  LANGUAGE_WEIGHTS,
  LANGUAGES,
  type StepStory,
  storyOf,
  VISITS_PER_WEEKDAY,
} from './story.ts'

/** One day of the sample history. */
export interface SampleDay {
  day: string
  events: WireEvent[]
}

/**
 * The demo's made-up history: ten weeks up to yesterday, oldest day first.
 *
 * The same people say the same whatever the day, so that whoever tells of the demo tells of the same figures tomorrow; for the same day
 * with the same ids, so that an interrupted start can go on where it stopped. Its books balance: whoever is
 * asked is shown the prompt, whoever is shown it answers or dismisses it, and nobody enters a step without completing the last.
 *
 * @param today `2026-11-23`; nothing is dated today or later.
 */
export function* sampleHistory(today: string): Generator<SampleDay> {
  const end = Date.parse(`${today}T00:00:00Z`)
  const random = createRandom(SOWN / DAY_MS)
  const words = createWords(random)
  const releases: Releases = [releaseOf(end - HISTORY_DAYS * DAY_MS), releaseOf(end - DAYS_SINCE_RELEASE * DAY_MS)]
  for (let age = HISTORY_DAYS - 1; age >= 0; age--) {
    const start = end - (age + 1) * DAY_MS
    const events: WireEvent[] = []
    const busy = VISITS_PER_WEEKDAY[new Date(SOWN - (age + 1) * DAY_MS).getUTCDay()] ?? 0
    const visits = Math.round(busy * (0.9 + 0.2 * random()))
    for (let index = 0; index < visits; index++) {
      const id = stableId('demo', today, age, index)
      const seed = stableId('demo', SOWN_ON, age, index)
      events.push(...walk({ id, seed, start, age, random, words, releases }))
    }
    yield { day: new Date(start).toISOString().slice(0, 10), events }
  }
}

type Releases = readonly [before: string, after: string]
type Words = (step: DemoStep, language: (typeof LANGUAGES)[number], feel: number) => string

interface Visit {
  id: string
  /** The same for the same person, whatever the day. */
  seed: string
  start: number
  age: number
  random: Random
  words: Words
  releases: Releases
}

/** One person's pass through the checkout. */
function walk({ id, seed, start, age, random, words, releases }: Visit): WireEvent[] {
  const device = DEVICES[draw(random, DEVICE_WEIGHTS)] ?? 'mobile'
  const language = LANGUAGES[draw(random, LANGUAGE_WEIGHTS)] ?? 'en'
  const release = releases[age < DAYS_SINCE_RELEASE ? 1 : 0]
  // People differ more than steps do: whoever is pleased at one step is likelier to be pleased at the next.
  const mood = random() + random() - 1
  const events: WireEvent[] = []
  let at = start + draw(random, HOUR_WEIGHTS) * HOUR_MS + random() * HOUR_MS
  const feels = new Map<DemoStep, number>()
  let isReached = false

  for (const story of storyOf(age, device)) {
    const isLast = story.step === 'confirmation'
    const place = () => ({ step: `checkout/${story.step}`, at: when(at), context })
    const context: Context = { device, locale: language, release, page: story.page }
    events.push({ type: 'entered', ...place() })
    if (isLast) isReached = true
    at += (15 + 70 * random()) * SECOND_MS
    const hasFailed = random() < story.failed
    if (hasFailed) events.push({ type: 'failed', ...place(), reason: FAILURES[story.step] ?? 'error' })
    if (hasFailed && mood < 0) events.push({ type: 'signal', ...place(), signal: mood < -0.4 ? 'rage_click' : 'error' })
    if (!isLast && random() >= story.completed * (hasFailed ? 0.75 : 1)) break
    if (!isLast) {
      const took_ms = Math.round((15 + 90 * random()) * story.pace * SECOND_MS)
      if (took_ms > SLOW_MS) events.push({ type: 'signal', ...place(), signal: 'slow' })
      events.push({ type: 'completed', ...place(), took_ms })
    }
    askAt(story, hasFailed, place)
    at += 5 * SECOND_MS
  }
  const outcome = isReached ? 'reached' : 'abandoned'
  const context: Context = { device, locale: language, release }
  const after = isReached ? recommendation({ id, seed, at, context, mood, feels }) : []
  const isAnswered = feels.size > 0 || after.some(({ type }) => type === 'answered')
  const ended = { type: 'outcome', journey: 'checkout', outcome, at: when(at) } as const
  events.push(...after, { ...ended, context, ...(isAnswered ? { visit: id } : {}) })
  return events

  function askAt(story: StepStory, hasFailed: boolean, place: () => Place): void {
    const prompt = { prompt: `${story.step}-feel`, version: 1 }
    const isBusy = random() < BUSY_SHARE
    events.push({ type: 'considered', ...place(), ...prompt, result: isBusy ? 'busy' : 'asked' })
    if (isBusy) return
    events.push({ type: 'shown', ...place(), ...prompt, share: 1 })
    const took = Math.round((2 + 9 * random() * random()) * SECOND_MS)
    at += took
    if (random() >= story.answered) {
      events.push({ type: 'dismissed', ...place(), ...prompt, how: random() < 0.3 ? 'closed' : 'ignored' })
      return
    }
    const tilt = mood * 0.9 - (hasFailed ? 0.7 : 0)
    const feel =
      1 +
      draw(
        random,
        story.feels.map((weight, index) => weight * Math.exp(tilt * (index - 2))),
      )
    feels.set(story.step, feel)
    // Whoever is angry or delighted writes more often.
    const writes = random() < (feel === 1 ? 0.3 : feel === 3 ? 0.1 : 0.145)
    events.push({
      type: 'answered',
      id: stableId(id, story.step),
      ...place(),
      ...prompt,
      visit: id,
      feel,
      took_ms: took,
      share: 1,
      ...(writes ? { comment: words(story.step, language, feel) } : {}),
    })
  }
}

interface Place {
  step: string
  at: string
  context: Context
}

/** Goes round each list in an order of its own, so that no sentence comes twice before all have come once. */
function createWords(random: Random): Words {
  const queues = new Map<readonly string[], string[]>()
  return (step, language, feel) => {
    const list = commentsFor(step, language, feel)
    const queue = queues.get(list) ?? []
    if (queue.length === 0) queue.push(...shuffled(list, random))
    queues.set(list, queue)
    return queue.pop() ?? ''
  }
}

function shuffled(list: readonly string[], random: Random): string[] {
  return list
    .map((text) => ({ text, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ text }) => text)
}

const when = (at: number) => new Date(Math.round(at)).toISOString()
/** Named as the shop names its releases: by the month that they shipped in. */
const releaseOf = (at: number) => new Date(at).toISOString().slice(0, 7).replace('-', '.')

const FAILURES: Partial<Record<DemoStep, string>> = { payment: 'card_declined', delivery: 'postcode_refused' }
/** Typing, or a dialog open, when the prompt was due. */
const BUSY_SHARE = 0.04
const DAY_MS = 86_400_000
const SECOND_MS = 1_000
/** Every history is that of this day, moved to its own: weekends too, which then are two quiet days of some week. */
const SOWN_ON = '2026-11-27'
const SOWN = Date.parse(`${SOWN_ON}T00:00:00Z`)
/** What people call slow. */
const SLOW_MS = 170_000
const HOUR_MS = 3_600_000

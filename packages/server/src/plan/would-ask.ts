import {
  type Budget,
  decide,
  DEFAULT_BUDGET,
  type JourneyConfig,
  matchesGlob,
  type Pair,
  type Person,
  type PromptDocument,
  type Reason,
  type StepConfig,
  type Targeting,
  type WouldAsk,
  type WouldAskAnswer,
} from '@attune/protocol'

import { WORDS } from './reasons.ts'

/** What the verdict depends on besides the page and the person. */
export interface WouldAskParts {
  prompt: PromptDocument
  /** That it is of. */
  pair?: Pair | undefined
  journeys: readonly JourneyConfig[]
  budget: Partial<Budget>
  /** Whether its quota is full. */
  isFull: boolean
  /** Milliseconds since 1970. */
  now: number
}

/**
 * Whether a prompt would be asked of a person at its moment on a page: yes, or the one reason, by the page's own rule.
 *
 * The person has never been asked anything, is in the sample (unless it is empty), is not busy, and comes back unless
 * `is_returning` says otherwise; what the prompt comes after has happened. Where a step is noticed by its globs alone, a page
 * that fulfils none of them is of another step.
 */
export function wouldAsk(
  { prompt, pair, journeys, budget, isFull, now }: WouldAskParts,
  asked: WouldAsk,
): WouldAskAnswer {
  const { device, locale, release, traits, is_returning = true } = asked
  const page = pathOf(asked.page)
  const steps = stepsOf(journeys, prompt.step)
  const isHere = steps.some((step) => isPossible(step, page))
  const person: Person = {
    id: '',
    asked: [],
    session: is_returning ? 2 : 1,
    sessions: is_returning ? 2 : 1,
    context: {
      page: page.path,
      ...(device && { device }),
      ...(locale !== undefined && { locale }),
      ...(release !== undefined && { release }),
      ...(traits && { traits }),
    },
  }
  const whole = wholeOf(prompt, isFull)
  const before = (prompt.after?.moments ?? []).map(({ type, step = prompt.step }) => ({ type, step, at: now }))
  const moment = { type: whole.on, step: isHere ? prompt.step : '', before }
  const reason = decide(whole, moment, person, now, { ...DEFAULT_BUDGET, ...budget })
  const globs = steps.flatMap(({ match }) => match?.urls ?? []).join(', ')
  const facts = { page: page.path, steps: namesOf(steps), globs, wanted: wantedOf(reason, prompt.who ?? {}) }
  const text = [WORDS[reason](facts), ...caveatsOf(prompt, pair, reason, steps, page)].join(' ')
  return { asked: reason === 'ok', reason: reason === 'ok' ? 'asked' : reason, text }
}

/** A prompt as pages are given it; everybody is in a sample that is not empty, because nobody is named whom it could leave out. */
function wholeOf({ status: _status, quota: _quota, pairWith: _pairWith, ...prompt }: PromptDocument, isFull: boolean) {
  const { on = prompt.placement === 'tab' ? 'opened' : 'completed', share = 1, scale = 'faces', why = true } = prompt
  return { ...prompt, version: 0, on, share: share > 0 ? 1 : 0, scale, why, isFull }
}

/** The one step; every step of the journey for what stands at it as a whole. */
function stepsOf(journeys: readonly JourneyConfig[], place: string): StepConfig[] {
  const [journey, step] = place.split('/')
  const steps = journeys.find(({ id }) => id === journey)?.steps ?? []
  return step === undefined ? steps : steps.filter(({ id }) => id === step)
}

interface Page {
  /** '' where a path alone was given. */
  host: string
  path: string
}

/** What stands in a browser's address bar will do, too. Query strings are never looked at. */
function pathOf(page: string): Page {
  if (/^https?:\/\//i.test(page) && URL.canParse(page)) {
    const { host, pathname } = new URL(page)
    return { host, path: pathname }
  }
  const path = page.replace(/[?#].*$/s, '')
  return { host: '', path: path.startsWith('/') ? path : `/${path}` }
}

/** An element or the page's own code may say a step anywhere; globs alone say where it is. */
function isPossible({ match }: StepConfig, page: Page): boolean {
  const { urls, appears, clicked } = match ?? {}
  return !urls || appears !== undefined || clicked !== undefined || isAt(urls, page)
}

function isAt(urls: readonly string[], { host, path }: Page): boolean {
  return urls.some((glob) => {
    if (!glob.startsWith('//')) return matchesGlob(glob, path)
    // Without a host to compare, the path decides.
    return host ? matchesGlob(glob, `//${host}${path}`) : matchesGlob(glob.replace(/^\/\/[^/]*/, ''), path)
  })
}

function wantedOf(reason: 'ok' | Reason, { devices, locales, releases, pages, returning, traits }: Targeting): string {
  const list = (values: readonly string[] = []) => values.join(', ') || 'nobody'
  switch (reason) {
    case 'device':
      return list(devices)
    case 'locale':
      return list(locales)
    case 'release':
      return list(releases)
    case 'page':
      return list(pages)
    case 'visitor':
      return returning ? 'people who come back' : 'people who are new'
    case 'traits':
      return Object.entries(traits ?? {})
        .map(([name, values]) => `${name} is ${values.join(' or ') || 'nothing'}`)
        .join(', ')
    default:
      return ''
  }
}

/** What the answer takes for granted. */
function* caveatsOf(
  { id, share = 1, status = 'live' }: PromptDocument,
  pair: Pair | undefined,
  reason: 'ok' | Reason,
  steps: readonly StepConfig[],
  page: Page,
): Iterable<string> {
  if (reason === 'other_step') yield "Unless the page's own code says that the step begins there."
  if (reason !== 'ok') return
  if (pair && pair.outcome !== id && pair.steps.length > 1)
    yield `Provided that it is the one of ${pair.steps.length} prompts that is drawn for them.`
  if (pair?.outcome === id)
    yield 'Whoever has just answered at one of its steps is asked it in any case, as the second of a pair.'
  if (share < 1) yield `Provided that they are among the ${percent(share)} of people who may be asked.`
  if (!steps.some(({ match }) => match?.urls && isAt(match.urls, page)))
    yield `Provided that ${namesOf(steps)} happens there: its globs do not say so.`
  if (status === 'paused') yield 'It is paused at present.'
  if (status === 'ended' || status === 'imported') yield 'It is over, and nobody is asked it at present.'
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}

function namesOf(steps: readonly StepConfig[]): string {
  return steps.map(({ name }) => `“${name}”`).join(', ')
}

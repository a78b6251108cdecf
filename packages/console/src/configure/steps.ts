import type { JourneyConfig, StepConfig, StepMatch } from '@attune/protocol'

import { idFrom } from './id-from.ts'
import { either } from './sentence.ts'

/** A step while it is written: one that is new has no id yet, but a key that stays while it is moved about. */
export interface StepDraft extends Omit<StepConfig, 'id'> {
  key: string
  /** Null: it is new, and its name will make one. */
  id: string | null
}

/** A journey while it is written. */
export interface JourneyDraft {
  id: string | null
  name: string
  steps: StepDraft[]
  /** The key of the step that reaches the outcome; null where the page says so by code. */
  goal: string | null
}

export function draftOf(journey: JourneyConfig): JourneyDraft {
  return {
    id: journey.id,
    name: journey.name,
    steps: journey.steps.map((step) => ({ ...step, key: step.id })),
    goal: journey.goal ?? null,
  }
}

/** What is stored of a draft: steps without a name are left away, and new ones are given ids by their names. */
export function journeyOf(draft: JourneyDraft, taken: readonly string[]): JourneyConfig {
  const named = draft.steps.filter(({ name }) => name.trim() !== '')
  const ids = named.flatMap(({ id }) => (id === null ? [] : [id]))
  const steps = named.map(({ key, id, match, ...step }) => {
    const own = id ?? idFrom(step.name, ids, 'step')
    if (id === null) ids.push(own)
    const kept = match === undefined ? undefined : matchOf(match)
    return { key, step: { ...step, id: own, name: step.name.trim(), ...(kept && { match: kept }) } }
  })
  const goal = steps.find(({ key }) => key === draft.goal)?.step.id
  return {
    id: draft.id ?? idFrom(draft.name, taken, 'journey'),
    name: draft.name.trim(),
    steps: steps.map(({ step }) => step),
    ...(goal !== undefined && { goal }),
  }
}

/**
 * A journey with an address more at one of its steps, or at a new one, which is named after it.
 *
 * @param step Its id; '' for a new one.
 * @param glob As `/checkout/payment`.
 */
export function withAddress(draft: JourneyDraft, step: string, glob: string): JourneyDraft {
  const add = (urls: readonly string[] = []): string[] => (urls.includes(glob) ? [...urls] : [...urls, glob])
  if (draft.steps.some(({ id }) => id === step && step !== '')) {
    const steps = draft.steps.map((one) =>
      one.id === step ? { ...one, match: { ...one.match, urls: add(one.match?.urls) } } : one,
    )
    return { ...draft, steps }
  }
  return { ...draft, steps: [...draft.steps, { key: 'new', id: null, name: nameFrom(glob), match: { urls: [glob] } }] }
}

/** `/checkout/gift-wrap.html` is `Gift wrap`. */
function nameFrom(glob: string): string {
  const last = glob.split('/').findLast((part) => /[\p{L}\p{N}]/u.test(part)) ?? ''
  const words = last
    .replace(/\.\w+$/u, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The same steps with one of them somewhere else. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from]
  if (item === undefined || to < 0 || to >= list.length) return [...list]
  return list.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** How a step is noticed, in words: `At /checkout/payment, or when .pay is clicked.` */
export function matchSentence(match: StepMatch | undefined, place: string): string {
  const kept = matchOf(match ?? {})
  if (kept === undefined) return `When your code says attune('step', '${place}').`
  const ways = [
    kept.urls === undefined ? [] : [`at ${either(kept.urls)}`],
    kept.appears === undefined ? [] : [`when ${kept.appears} appears`],
    kept.clicked === undefined ? [] : [`when ${kept.clicked} is clicked`],
  ].flat()
  const said = ways.join(', or ')
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

/** Without what is empty; undefined where nothing is left. */
function matchOf({ urls = [], appears = '', clicked = '' }: StepMatch): StepMatch | undefined {
  const kept = {
    ...(urls.length > 0 && { urls }),
    ...(appears.trim() !== '' && { appears: appears.trim() }),
    ...(clicked.trim() !== '' && { clicked: clicked.trim() }),
  }
  return Object.keys(kept).length > 0 ? kept : undefined
}

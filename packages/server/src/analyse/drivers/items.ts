import { type Scale, type ScaleRange, SCALES } from '@attune/protocol'

import { AppError } from '../../errors.ts'
import type { AskedVersion } from '../queries.ts'
import { type Item, NOT_SAID, type Person } from './people.ts'
import { placeKey } from './queries.ts'
import type { DriversQuery } from './query.ts'

/** The prompt that is the outcome, with the versions that were asked on its scale. */
export interface OutcomePrompt {
  prompt: string
  step: string
  range: ScaleRange
  versions: number[]
  /** The prompts at steps that it makes pairs with. */
  pairWith: readonly string[]
}

/** An item, and its place among a person's feels. */
export interface PlacedItem {
  item: Item
  scale: Scale
  at: number
}

/** What is held against the outcome. */
export interface Items {
  /** As people walk. */
  steps: PlacedItem[]
  /** About the journey as a whole: outcomes themselves, never steps. */
  wholes: PlacedItem[]
  /** By `placeKey` of each version, the place of its item among a person's feels. */
  places: Record<string, number>
  /** How many places there are. */
  size: number
}

/**
 * The outcome's prompt; null where it is how visits ended.
 *
 * @throws AppError `not_found` where there is no such prompt; `bad_request` where it is asked in another journey.
 */
export function outcomeOf(
  versions: readonly AskedVersion[],
  { journey, outcome }: Pick<DriversQuery, 'journey' | 'outcome'>,
): OutcomePrompt | null {
  if (outcome === null) return null
  const own = versions.filter(({ prompt }) => prompt === outcome)
  const current = currentOf(own)
  if (!current) throw new AppError('not_found', `There is no prompt "${outcome}" in this project.`)
  if (current.journey !== journey)
    throw new AppError(
      'bad_request',
      `The prompt "${outcome}" is asked in the journey "${current.journey}", not in "${journey}". Give one of this journey as "outcome".`,
    )
  return {
    prompt: outcome,
    step: current.step,
    range: SCALES[current.scale],
    versions: fitting(own, current).map(({ version }) => version),
    pairWith: current.pairWith,
  }
}

/**
 * What a journey asks besides the outcome. What is asked at the outcome's own step is left out: it would be the outcome again.
 *
 * A prompt that moved to another step or scale is taken as it is now; what was answered before that is left out.
 *
 * @param order The journey's steps, as people walk. @throws AppError `not_found` for a step that nothing is asked at.
 */
export function itemsOf(
  versions: readonly AskedVersion[],
  { journey, steps }: DriversQuery,
  outcome: OutcomePrompt | null,
  order: readonly string[],
): Items {
  const here = [...Map.groupBy(versions, ({ prompt }) => prompt).values()].flatMap((own) => {
    const current = currentOf(own)
    if (!current || current.journey !== journey || current.prompt === outcome?.prompt) return []
    if (current.step !== '' && current.step === outcome?.step) return []
    return [{ current, versions: fitting(own, current) }]
  })
  const unknown = steps.find((step) => !order.includes(step) && !here.some(({ current }) => current.step === step))
  if (unknown !== undefined)
    throw new AppError('not_found', `There is no step "${unknown}" in the journey "${journey}".`)
  const wanted = here.filter(({ current: { step } }) => step === '' || steps.length === 0 || steps.includes(step))
  const placeOf = (step: string) => (order.includes(step) ? order.indexOf(step) : order.length)
  const sorted = wanted.toSorted((a, b) => placeOf(a.current.step) - placeOf(b.current.step))
  const placed = sorted.map(({ current: { prompt, step, scale } }, at) => ({
    item: { prompt, step, range: SCALES[scale] },
    scale,
    at,
  }))
  return {
    steps: placed.filter(({ item }) => item.step !== ''),
    wholes: placed.filter(({ item }) => item.step === ''),
    places: Object.fromEntries(sorted.flatMap((one, at) => one.versions.map((version) => [placeKey(version), at]))),
    size: sorted.length,
  }
}

/**
 * The steps without prompts that none of these people answered where another one at the same step was: last year's, for one. Nothing
 * can be said of it, and beside it nobody would have answered everything.
 */
export function heardSteps(steps: readonly PlacedItem[], people: readonly Person[]): PlacedItem[] {
  const heard = new Set(steps.filter(({ at }) => people.some(({ feels }) => feels[at] !== NOT_SAID)))
  return steps.filter((one, i) => {
    const others = steps.filter((other) => other !== one && other.item.step === one.item.step)
    return heard.has(one) || !others.some((other) => heard.has(other) || steps.indexOf(other) < i)
  })
}

/** The version that pages are given, else the newest. */
export function currentOf(own: readonly AskedVersion[]): AskedVersion | undefined {
  return own.find(({ isCurrent }) => isCurrent) ?? own.at(-1)
}

/** The versions whose answers can be added to the current one's. */
export function fitting(own: readonly AskedVersion[], current: AskedVersion): AskedVersion[] {
  const range = SCALES[current.scale]
  return own.filter(
    ({ scale, journey, step }) =>
      journey === current.journey &&
      step === current.step &&
      SCALES[scale].min === range.min &&
      SCALES[scale].max === range.max,
  )
}

import type { CompareOptions, CompareStep } from '@attune/protocol'

import { addDays, daysFrom } from '../../days.ts'
import { type Changes, type Kind, kindOf } from './asked.ts'
import { capital } from './names.ts'

/** A comparison that is worth a look: what it is called, and its sides. */
export interface Look {
  name: string
  sides: Changes
}

/**
 * What is most likely to be asked, the likeliest first: the newest release that had time to show, the last four weeks, the last two
 * years, variants, devices. Only what there is.
 */
export function looksAt(options: CompareOptions, step: CompareStep | undefined): Look[] {
  return [
    releaseLook(options),
    weeksLook(options),
    yearsLook(options),
    variantsLook(step),
    devicesLook(options),
  ].filter((look) => look !== null)
}

/** The step that the page opens at: the one that feels worst of those with enough answers, else the busiest. */
export function worstStep({ steps }: CompareOptions): CompareStep | undefined {
  const known = steps.filter(({ id, n, net }) => id !== '' && n >= ENOUGH && net !== null)
  const [worst] = known.toSorted((a, b) => (a.net ?? 0) - (b.net ?? 0))
  return worst ?? steps.toSorted((a, b) => b.n - a.n)[0]
}

/** What is asked for with nothing left open; null where there is nothing to compare yet. @returns With its question mark. */
export function completed(search: URLSearchParams, options: CompareOptions): string | null {
  const next = new URLSearchParams(search)
  const stepId = next.get('step')
  const step = stepId === null ? worstStep(options) : options.steps.find(({ id }) => id === stepId)
  if (stepId === null && step !== undefined) next.set('step', step.id)
  if (kindOf(next) === null) {
    const [first] = looksAt(options, step)
    const sides = first?.sides ?? middle(options)
    if (sides === null) return null
    for (const [name, value] of Object.entries(sides)) if (value !== null) next.set(name, value)
  }
  return `?${next}`
}

/** The sides that a kind begins with; null where there are none of it. */
export function firstSidesOf(kind: Kind, options: CompareOptions, step: CompareStep | undefined): Changes | null {
  return FIRST_SIDES[kind](options, step)
}

const FIRST_SIDES: Record<Kind, (options: CompareOptions, step: CompareStep | undefined) => Changes | null> = {
  release: (options) => releaseLook(options)?.sides ?? one(options.releases, (release) => ({ release })),
  date: ({ last_final }) => ({ date: addDays(last_final, -FOUR_WEEKS) }),
  period: (options) => yearsLook(options)?.sides ?? monthsSides(options),
  releases: ({ releases }) => two('release', releases.toReversed().slice(-2)),
  device: ({ devices }) => two('device', devices),
  locale: ({ locales }) => two('locale', locales),
  variant: (_, step) => variantsLook(step)?.sides ?? null,
  version: (_, step) => {
    const prompt = step?.prompts.find(({ versions }) => versions.length > 1)
    const [b, a] = prompt?.versions ?? []
    return prompt && a && b ? { by: 'version', a: String(a.version), b: String(b.version), prompt: prompt.id } : null
  },
}

function releaseLook({ releases, answered, last_final }: CompareOptions): Look | null {
  const known = releases.filter(({ first }) => answered !== null && first > answered.from)
  const tellable = known.find(({ first }) => first <= addDays(last_final, -2 * WEEK))
  const release = (tellable ?? known[0])?.value
  return release === undefined ? null : { name: `Since release ${release}`, sides: { release } }
}

function weeksLook({ answered, last_final }: CompareOptions): Look | null {
  const change = addDays(last_final, -FOUR_WEEKS)
  // In a survey of last year these weeks are empty, and before the first answer there is nothing to hold them against.
  return answered !== null && answered.to > change && answered.from < change
    ? { name: 'The last four weeks', sides: { date: change } }
    : null
}

function yearsLook({ years }: CompareOptions): Look | null {
  const [a, b] = years.slice(-2)
  return a === undefined || b === undefined ? null : { name: `${b} against ${a}`, sides: { by: 'period', a, b } }
}

function monthsSides({ months }: CompareOptions): Changes | null {
  const [a, b] = months.slice(-2)
  return a === undefined || b === undefined ? null : { by: 'period', a, b }
}

function variantsLook(step: CompareStep | undefined): Look | null {
  const prompt = step?.prompts.find(({ variants }) => variants.length > 1)
  const [a, b] = prompt?.variants.map(({ value }) => value).toSorted() ?? []
  return prompt && a !== undefined && b !== undefined
    ? { name: `Variant ${b} against ${a}`, sides: { by: 'variant', a, b, prompt: prompt.id } }
    : null
}

function devicesLook({ devices }: CompareOptions): Look | null {
  const sides = two('device', devices)
  return sides === null ? null : { name: `${capital(sides.b)} against ${sides.a}`, sides }
}

function two(by: string, values: readonly { value: string }[]): { by: string; a: string; b: string } | null {
  const [a, b] = values
  return a && b ? { by, a: a.value, b: b.value } : null
}

function one(values: readonly { value: string }[], sidesOf: (value: string) => Changes): Changes | null {
  const [first] = values
  return first ? sidesOf(first.value) : null
}

/** The middle of a time too short for anything else: it says at least what is still missing. */
function middle({ answered }: CompareOptions): Changes | null {
  if (answered === null) return null
  const days = Math.floor((daysFrom(answered.from, answered.to) - 1) / 2)
  // The day of the change itself is on neither side.
  return { date: answered.from === answered.to ? addDays(answered.from, -1) : addDays(answered.to, -days) }
}

const WEEK = 7
const FOUR_WEEKS = 28
/** From so many answers on, a step's net feel is more than an early signal. */
const ENOUGH = 30

import { isDeepStrictEqual } from 'node:util'

import type { PromptDocument } from '@attune/protocol'

import { changesBetween } from './changes.ts'
import type { AppliedChange } from './configuration.ts'

/**
 * What applying a document changes, a line each: `+` comes, `-` goes, `~` becomes something else, and then what is published.
 * Empty where nothing changes.
 *
 * Journeys, steps and prompts are named by their ids, which stay when others come before them.
 */
export function linesOfChange({ before, after, published }: AppliedChange): string[] {
  const lines = [...differencesOf('', before ?? { project: {}, journeys: [], prompts: [] }, after)]
  for (const { prompt, version } of published) {
    const [was, is] = [before, after].map((document) => document?.prompts.find(({ id }) => id === prompt))
    const isNewSeries = was && is && changesBetween(was, is).some(({ breaks }) => breaks)
    lines.push(`  prompts.${prompt}: version ${version} is published${isNewSeries ? SERIES : ''}`)
  }
  return lines
}

const SERIES = ', and begins a new series: its answers are not added to the earlier ones'

function* differencesOf(place: string, before: unknown, after: unknown): Iterable<string> {
  if (isDeepStrictEqual(before, after)) return
  const at = (name: string) => (place === '' ? name : `${place}.${name}`)
  if (isListOfNamed(before) && isListOfNamed(after)) {
    const [was, is] = [byId(before), byId(after)]
    for (const [id, one] of was) if (!is.has(id)) yield `- ${at(id)}: ${titleOf(one)}`
    for (const [id, one] of is)
      if (was.has(id)) yield* differencesOf(at(id), was.get(id), one)
      else yield `+ ${at(id)}: ${titleOf(one)}`
    const [kept, order] = [[...was.keys()].filter((id) => is.has(id)), [...is.keys()].filter((id) => was.has(id))]
    if (!isDeepStrictEqual(kept, order)) yield `~ ${place}: in another order: ${order.join(', ')}`
  } else if (isObject(before) && isObject(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* differencesOf(at(name), before[name], after[name])
  } else if (before === undefined) yield `+ ${place}: ${short(after)}`
  else if (after === undefined) yield `- ${place}: ${short(before)}`
  else yield `~ ${place}: ${short(before)} → ${short(after)}`
}

type Named = { id: string; [field: string]: unknown }

function isListOfNamed(value: unknown): value is Named[] {
  return Array.isArray(value) && value.every((one) => isObject(one) && typeof one['id'] === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function byId(list: Named[]): Map<string, Named> {
  return new Map(list.map((one) => [one.id, one]))
}

/** What a person calls it: a prompt by its question and step, a journey by its name and how long it is. */
function titleOf({ name, step, steps, wording, ...rest }: Named): string {
  const question = (wording as PromptDocument['wording'] | undefined)?.default.question
  if (question !== undefined && step !== undefined) return `“${question}” at ${String(step)}`
  if (Array.isArray(steps)) return `“${String(name)}”, ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`
  return name === undefined ? short(rest) : `“${String(name)}”`
}

function short(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text
}

const MAX_SHOWN = 160

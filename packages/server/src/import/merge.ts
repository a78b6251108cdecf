import type { ConfigurationDocument, JourneyConfig, PromptDocument } from '@attune/protocol'

import { commentColumns } from './columns.ts'
import { codingOf, type Mapping, type MappingItem, promptIdOf } from './mapping.ts'

/**
 * A project's configuration with what a mapping needs added: its journey, its steps and a prompt for each item.
 *
 * Nothing is ever removed or renamed: a journey that is there keeps its steps and their names, and new steps are put after the
 * one that comes before them in the mapping.
 *
 * @param existing Null where the project does not exist yet.
 */
export function mergeMapping(
  existing: ConfigurationDocument | null,
  mapping: Mapping,
  project: string,
): ConfigurationDocument {
  const { name = project, zone = 'UTC' } = mapping.project ?? {}
  const base = existing ?? { project: { name, zone }, journeys: [], prompts: [] }
  const prompts = promptsOf(mapping)
  const ours = new Set(prompts.map((prompt) => prompt.id))
  return {
    ...base,
    journeys: mergeJourney(base.journeys, mapping),
    prompts: [...base.prompts.filter((prompt) => !ours.has(prompt.id)), ...prompts],
  }
}

function mergeJourney(journeys: readonly JourneyConfig[], { journey: { id, name }, steps }: Mapping): JourneyConfig[] {
  const found = journeys.find((journey) => journey.id === id)
  const merged: JourneyConfig = { ...(found ?? { id, name }), steps: [...(found?.steps ?? [])] }
  let place = 0
  for (const step of steps) {
    const at = merged.steps.findIndex((other) => other.id === step.id)
    if (at === -1) merged.steps.splice(place, 0, { id: step.id, name: step.name })
    place = (at === -1 ? place : at) + 1
  }
  return found ? journeys.map((journey) => (journey === found ? merged : journey)) : [...journeys, merged]
}

function promptsOf(mapping: Mapping): PromptDocument[] {
  const promptOf = (item: MappingItem, step: string): PromptDocument => ({
    id: promptIdOf(mapping, item.id),
    step,
    scale: codingOf(mapping, item).scale ?? 'csat',
    why: commentColumns(item).length > 0,
    wording: {
      default: {
        question: item.question ?? item.name,
        ...(item.low === undefined ? {} : { low: item.low }),
        ...(item.high === undefined ? {} : { high: item.high }),
      },
    },
    status: 'imported',
  })
  return [
    ...mapping.steps.map((item) => promptOf(item, `${mapping.journey.id}/${item.id}`)),
    ...(mapping.overall ?? []).map((item) => promptOf(item, mapping.journey.id)),
  ]
}

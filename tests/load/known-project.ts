import type { KnownProject, KnownVersion } from '../../packages/server/src/configure/directory.ts'
import { placesOf } from '../../packages/server/src/configure/places.ts'
import { laneOf } from '../../packages/server/src/database/lane.ts'
import { projectOf } from './ingest-bodies.ts'

/** What the directory would know of the benchmark's project of a number. */
export function knownProject(n: number): KnownProject {
  const { id, document } = projectOf(n)
  const { journeys, prompts } = document
  const version = (step: string): KnownVersion => ({
    step,
    scale: 'faces',
    isUnprompted: false,
    followUps: [],
    variants: [],
  })
  return {
    id,
    lane: laneOf(id),
    zone: document.project.zone ?? 'UTC',
    privacy: 'open',
    revision: 1,
    origins: [],
    impressions: false,
    config: { project: id, journeys, prompts: [], settings: { privacy: 'open' } },
    places: new Set(placesOf(journeys)),
    prompts: new Map(prompts.map((prompt) => [prompt.id, new Map([[1, version(prompt.step)]])])),
    quotas: [],
    asking: [],
  }
}

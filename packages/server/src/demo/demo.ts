import { commitBatch } from '../collect/commit.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory, type KnownProject } from '../configure/directory.ts'
import { laneOf } from '../database/lane.ts'
import { learnSizes } from '../database/learn-sizes.ts'
import type { Db } from '../database/open.ts'
import { stableId } from '../import/ids.ts'
import { DEMO_CONFIGURATION, DEMO_PROJECT } from './configuration.ts'
import { type SampleDay, sampleHistory } from './history.ts'
import { findFirstBatch } from './queries.ts'

/** What `ensureDemo` found or did. */
export interface EnsuredDemo {
  created: boolean
}

/**
 * Makes the demo project with ten weeks of sample history, unless the project exists.
 *
 * What somebody removed stays removed: an existing project is left alone, with or without its history. The history is written
 * first and the project last, so a start that was interrupted goes on from where it stopped: the days, and with them all ids,
 * are those of the first try. Two services that start at once write the same and disturb nobody.
 */
export async function ensureDemo(db: Db, now: Date = new Date()): Promise<EnsuredDemo> {
  if (await createDirectory(db).byId(DEMO_PROJECT)) return { created: false }
  const first = await findFirstBatch(db, LANE, DEMO_PROJECT)
  const receivedAt = first?.received_at ?? now
  const today = receivedAt.toISOString().slice(0, 10)
  for (const days of inWeeks(sampleHistory(today))) {
    await commitBatch(db, {
      project: PROJECT,
      batch: stableId(DEMO_PROJECT, 'sample', today, days[0]?.day ?? ''),
      receivedAt,
      origin: 'sample',
      visitor: null,
      context: {},
      receipt: { accepted: days.reduce((sum, { events }) => sum + events.length, 0), rejected: [] },
      events: days.flatMap(({ events }) => events),
    })
  }
  await learnSizes(db)
  await applyConfiguration(db, DEMO_PROJECT, DEMO_CONFIGURATION)
  return { created: true }
}

/** A week is a commit of a good size. */
function* inWeeks(days: Iterable<SampleDay>): Generator<SampleDay[]> {
  let week: SampleDay[] = []
  for (const day of days) {
    week.push(day)
    if (week.length < 7) continue
    yield week
    week = []
  }
  if (week.length > 0) yield week
}

const LANE = laneOf(DEMO_PROJECT)

/** As much of the project as a commit asks for; the project itself is made last. */
const PROJECT: KnownProject = {
  id: DEMO_PROJECT,
  lane: LANE,
  zone: 'UTC',
  privacy: 'open',
  revision: 0,
  origins: [],
  impressions: false,
  config: { project: DEMO_PROJECT, journeys: DEMO_CONFIGURATION.journeys, prompts: [], settings: { privacy: 'open' } },
  places: new Set(),
  prompts: new Map(),
  quotas: [],
  asking: [],
}

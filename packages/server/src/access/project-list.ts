import type { ProjectListItem } from '@attune/protocol'

import { findJourneys, findKeys, type WriteKey } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { findDeletion } from '../privacy/deletion.ts'
import type { VisibleProject } from './queries.ts'

/** What the console needs of each project to choose one and to say how a page embeds it. */
export async function listProjects(db: Db, projects: readonly VisibleProject[]): Promise<ProjectListItem[]> {
  const items: ProjectListItem[] = []
  for (const { lane, id, name, zone, privacy } of projects) {
    const journeys = (await findJourneys(db, lane, id)).map((journey) => ({ id: journey.id, name: journey.name }))
    const keys = liveKeys(await findKeys(db, lane, id), new Date())
    const delete_after = (await findDeletion(db, lane, id))?.toISOString() ?? null
    items.push({ id, name, zone, privacy, journeys, keys, sample: await hasSample(db, lane, id), delete_after })
  }
  return items
}

/** The keys that open something now, those that last first. */
function liveKeys(keys: readonly WriteKey[], now: Date): string[] {
  const live = keys.filter(({ expires }) => expires === null || expires > now)
  return live.toSorted((a, b) => Number(a.expires !== null) - Number(b.expires !== null)).map(({ key }) => key)
}

/** Whether generated sample data is among its figures. */
export async function hasSample(db: Db, lane: number, project: string): Promise<boolean> {
  const row = await db
    .selectFrom('counts')
    .select('n')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('origin', '=', 'sample')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

import { sql } from 'kysely'

import type { Db } from '../database/open.ts'

/** Whether a batch of this id was applied before. */
export async function isKnownBatch(db: Db, lane: number, project: string, batch: string): Promise<boolean> {
  const row = await db
    .selectFrom('batches')
    .select('id')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('id', '=', batch)
    .executeTakeFirst()
  return row !== undefined
}

/** The scores of those of these answers that are stored already, by id. */
export async function findFeels(
  db: Db,
  lane: number,
  project: string,
  ids: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('answers')
    .select(['id', 'feel'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map(({ id, feel }) => [id, feel]))
}

/** Those of these visits whose end is known already. */
export async function findVisits(db: Db, lane: number, project: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('visits')
    .select('id')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The current version of each prompt of a project. */
export async function findPromptVersions(db: Db, lane: number, project: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('prompts')
    .select(['id', 'version'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .execute()
  return new Map(rows.map(({ id, version }) => [id, version]))
}

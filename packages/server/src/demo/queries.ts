import { sql } from 'kysely'

import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'

/** The first batch of a project; null where it never had one. */
export async function findFirstBatch(db: Db, lane: number, project: string): Promise<{ received_at: Date } | null> {
  const row = await db
    .selectFrom('batches')
    .select('received_at')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** What was removed. */
export interface RemovedSample {
  answers: number
  journeys: string[]
}

/**
 * Removes a project's sample data: answers, ends of visits and counts, in one transaction, so that no figure is ever half gone.
 *
 * What people and imports gave is never touched, and neither is the configuration.
 */
export async function removeSample(db: Db, project: string): Promise<RemovedSample> {
  const lane = laneOf(project)
  return await db.transaction().execute((tx) => remove(tx, lane, project))
}

async function remove(tx: Tx, lane: number, project: string): Promise<RemovedSample> {
  const { rows } = await sql<{ journey: string }>`
    select distinct journey from counts
    where lane = ${lane} and project_id = ${project} and origin = 'sample' and journey <> ''`.execute(tx)
  const of = sql`where lane = ${lane} and project_id = ${project} and origin = 'sample'`
  const answers = await sql`delete from answers ${of}`.execute(tx)
  await sql`delete from visits ${of}`.execute(tx)
  await sql`delete from counts ${of}`.execute(tx)
  await sql`delete from told ${of}`.execute(tx)
  return { answers: Number(answers.numAffectedRows ?? 0), journeys: rows.map((row) => row.journey) }
}

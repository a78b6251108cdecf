import { sql } from 'kysely'

import { type Actor, recordChange } from '../access/audit.ts'
import { lockProject, touchProject } from '../configure/writes.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'

/** How long one may change one's mind. */
export const DELETE_AFTER_DAYS = 7

/**
 * Says that all of a project goes in a week. Its keys open nothing from now on, so that nothing new comes in; everything can still
 * be read. Said again, the first time stands.
 *
 * @returns when it goes.
 */
export async function planDeletion(db: Db, project: string, by: Actor, now: Date): Promise<Date> {
  return await db.transaction().execute((tx) => plan(tx, project, by, now))
}

/** Takes it back: the project's keys open again what they opened. Without a plan, nothing happens. */
export async function callOffDeletion(db: Db, project: string, by: Actor): Promise<void> {
  await db.transaction().execute((tx) => callOff(tx, project, by))
}

/**
 * Removes every project whose week is over, for good: answers, counts and all that is known of it; people and their accounts stay.
 *
 * In small steps, so that nobody waits for it; stopped half-way, the next call goes on, because the project itself goes last.
 *
 * @returns the projects that are gone.
 */
export async function deleteDueProjects(db: Db, now: Date): Promise<string[]> {
  const due = await db.selectFrom('projects').select(['lane', 'id']).where('delete_after', '<=', now).execute()
  for (const { lane, id } of due) {
    for (const table of WITH_IDS) await deleteRows(db, table, lane, id)
    for (const table of WITH_DAYS) await deleteCounts(db, table, lane, id)
    // Whoever has the same id one day is none of theirs.
    await db.deleteFrom('sql_readers').where('project_id', '=', id).execute()
    // Everything else hangs on the project by a foreign key.
    await db
      .deleteFrom('projects')
      .where('lane', '=', lane)
      .where('id', '=', id)
      .where('delete_after', '<=', now)
      .execute()
  }
  return due.map(({ id }) => id)
}

async function plan(tx: Tx, project: string, by: Actor, now: Date): Promise<Date> {
  const row = await lockProject(tx, laneOf(project), project)
  const planned = await findDeletion(tx, row.lane, project)
  if (planned) return planned
  const at = new Date(now.getTime() + DELETE_AFTER_DAYS * 86_400_000)
  await setPlan(tx, project, at)
  await touchProject(tx, row)
  await recordChange(tx, project, by, { action: 'project.deletion_planned', subject: '', after: at.toISOString() })
  return at
}

async function callOff(tx: Tx, project: string, by: Actor): Promise<void> {
  const row = await lockProject(tx, laneOf(project), project)
  const planned = await findDeletion(tx, row.lane, project)
  if (!planned) return
  await setPlan(tx, project, null)
  await touchProject(tx, row)
  const before = planned.toISOString()
  await recordChange(tx, project, by, { action: 'project.deletion_called_off', subject: '', before })
}

/** When a project goes; null where nobody has said so. */
export async function findDeletion(db: Db, lane: number, project: string): Promise<Date | null> {
  const row = await db
    .selectFrom('projects')
    .select('delete_after')
    .where('lane', '=', lane)
    .where('id', '=', project)
    .executeTakeFirst()
  return row?.delete_after ?? null
}

async function setPlan(tx: Tx, project: string, at: Date | null): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ delete_after: at })
    .where('lane', '=', laneOf(project))
    .where('id', '=', project)
    .execute()
}

/** What grows with what people do, and hangs on no foreign key: its rows are many. */
const WITH_IDS = ['answers', 'visits', 'turns', 'batches', 'quarantine'] as const

const WITH_DAYS = ['counts', 'told'] as const

async function deleteRows(db: Db, table: (typeof WITH_IDS)[number], lane: number, project: string): Promise<void> {
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from ${sql.table(table)} where lane = ${lane} and project_id = ${project} and id in (
        select id from ${sql.table(table)} where lane = ${lane} and project_id = ${project} limit ${AT_ONCE})`.execute(
      db,
    )
    if (numAffectedRows < AT_ONCE) return
  }
}

/** Day by day: a count has no id. */
async function deleteCounts(db: Db, table: (typeof WITH_DAYS)[number], lane: number, project: string): Promise<void> {
  for (;;) {
    const first = await db
      .selectFrom(table)
      .select((eb) => eb.fn.min('day').as('day'))
      .where('lane', '=', lane)
      .where('project_id', '=', project)
      .executeTakeFirst()
    if (!first?.day) return
    await db
      .deleteFrom(table)
      .where('lane', '=', lane)
      .where('project_id', '=', project)
      .where('day', '=', first.day)
      .execute()
  }
}

const AT_ONCE = 5_000

import type { ZoneMove } from '@attune/protocol'
import { type Selectable, sql } from 'kysely'

import type { Db, Tx } from '../database/open.ts'
import type { Tables } from '../database/tables.ts'

export type ZoneMoveRow = Selectable<Tables['zone_moves']>
/** Which project. */
export interface Place {
  lane: number
  id: string
}

/** The last change of a project's zone that there was anything to move for, or null. */
export async function findZoneMove(db: Db, { lane, id }: Place): Promise<ZoneMoveRow | null> {
  const row = await db
    .selectFrom('zone_moves')
    .selectAll()
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** The same as it is told. */
export async function readZoneMove(db: Db, place: Place): Promise<ZoneMove | null> {
  const row = await findZoneMove(db, place)
  if (!row) return null
  const { from_zone: from, to_zone: to, since, done_at } = row
  return {
    from,
    to,
    since: since.toISOString(),
    progress: progressOf(row),
    done_at: done_at?.toISOString() ?? null,
  }
}

/** From 0 to 1, in whole hundredths; 1 only once all is done. */
export function progressOf({ done_at, round, total, seen }: ZoneMoveRow): number {
  if (done_at) return 1
  if (round > 1) return ALMOST
  return total ? Math.min(ALMOST, Math.floor((100 * seen) / total) / 100) : 0
}

/** The projects whose days move now. */
export async function findMoving(db: Db, project: string | null = null): Promise<Place[]> {
  return await db
    .selectFrom('zone_moves')
    .select(['lane', 'project_id as id'])
    .where('done_at', 'is', null)
    .$if(project !== null, (query) => query.where('project_id', '=', project ?? ''))
    .orderBy('lane')
    .orderBy('project_id')
    .execute()
}

/**
 * Takes the next step of a move for oneself until the transaction ends; null where another node has it, or where all is done.
 *
 * The age is by the database's clock, like `since`: nodes may disagree about the time.
 */
export async function claimZoneMove(tx: Tx, { lane, id }: Place): Promise<(ZoneMoveRow & { ageMs: number }) | null> {
  const row = await tx
    .selectFrom('zone_moves')
    .selectAll()
    .select(sql<number>`(extract(epoch from clock_timestamp() - since) * 1000)::float8`.as('ageMs'))
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('done_at', 'is', null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

/** Begins a move, or begins it anew towards another zone. */
export async function beginZoneMove(
  tx: Tx,
  { lane, id }: Place,
  move: Pick<ZoneMoveRow, 'from_zone' | 'to_zone' | 'answers_from' | 'words_from'>,
): Promise<void> {
  const fresh = { round: 1, after: null, total: null, seen: 0, moved: 0, done_at: null }
  await tx
    .insertInto('zone_moves')
    .values({ lane, project_id: id, ...move, ...fresh, since: sql`clock_timestamp()` })
    .onConflict((conflict) =>
      conflict
        .columns(['lane', 'project_id'])
        .doUpdateSet((eb) => ({ ...move, ...fresh, since: eb.ref('excluded.since') })),
    )
    .execute()
}

/** Writes down how far it has come. */
export async function saveZoneMove(
  tx: Tx,
  { lane, id }: Place,
  change: Partial<Pick<ZoneMoveRow, 'round' | 'after' | 'total' | 'seen' | 'moved' | 'done_at'>>,
): Promise<void> {
  await tx.updateTable('zone_moves').set(change).where('lane', '=', lane).where('project_id', '=', id).execute()
}

const ALMOST = 0.99

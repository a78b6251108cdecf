import { sql } from 'kysely'

import type { Db, Tx } from './open.ts'

/**
 * Spreads the tables of projects over the nodes of a cluster by their lane, all alike, where the database is a cluster (it has the
 * extension Citus) and they are not spread yet. What belongs to no project stays on the node that coordinates.
 *
 * @returns the tables that were spread now; none on a single PostgreSQL.
 */
export async function distribute(db: Db): Promise<string[]> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('citus_tables') is not null as found`.execute(db)
  return rows[0]?.found ? await db.transaction().execute(spread) : []
}

async function spread(tx: Tx): Promise<string[]> {
  // Whoever migrates at the same time waits here, and then finds nothing to do.
  await sql`select pg_advisory_xact_lock(${ATTUNE}, 3)`.execute(tx)
  const spreadNow: string[] = []
  for (const table of SPREAD_BY_LANE) {
    const { rows } = await sql`select from citus_tables where table_name = ${table}::regclass`.execute(tx)
    if (rows.length > 0) continue
    const beside = table === SPREAD_BY_LANE[0] ? 'none' : SPREAD_BY_LANE[0]
    await sql`select create_distributed_table(${table}::regclass, 'lane', colocate_with => ${beside})`.execute(tx)
    spreadNow.push(table)
  }
  return spreadNow
}

/** Every table with a lane; `projects` first, because others point at it. */
export const SPREAD_BY_LANE = [
  'projects',
  'write_keys',
  'journeys',
  'prompts',
  'prompt_versions',
  'prompt_drafts',
  'members',
  'tokens',
  'audit',
  'invitations',
  'links',
  'batches',
  'answers',
  'visits',
  'turns',
  'counts',
  'told',
  'quarantine',
  'zone_moves',
  'answer_tags',
  'theme_rules',
] as const

/** "attu": the first number of every advisory lock of ours. */
const ATTUNE = 0x61747475

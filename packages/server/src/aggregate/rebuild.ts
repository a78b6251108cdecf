import { sql } from 'kysely'

import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { runIn } from '../database/run.ts'
import type { CountKey } from './deltas.ts'
import { countedAs, countValues, tally } from './deltas.ts'
import { ADD_COUNTS } from './queries.ts'
import { type Difference, verifyCounts } from './verify.ts'

/**
 * Makes the counts of answers what the answers say. Whoever sends answers waits meanwhile.
 *
 * @param project One project, or null for all of them.
 * @returns what differed.
 */
export async function rebuildCounts(db: Db, project: string | null = null): Promise<Difference[]> {
  return await db.transaction().execute((tx) => mend(tx, project))
}

async function mend(tx: Tx, project: string | null): Promise<Difference[]> {
  // Readers go on; nobody adds an answer between the comparison and its mending.
  await sql`lock table answers, counts in share row exclusive mode`.execute(tx)
  const differences = await verifyCounts(tx, project)
  const deltas = tally(differences.map((one) => countedAs(keyOf(one), one.stored - one.counted)))
  await runIn(tx)(ADD_COUNTS, countValues(deltas))
  await sql`delete from counts where n = 0`.execute(tx)
  return differences
}

function keyOf({ counted: _counted, stored: _stored, ...key }: Difference): CountKey {
  return { ...key, lane: laneOf(key.project_id) } as CountKey
}

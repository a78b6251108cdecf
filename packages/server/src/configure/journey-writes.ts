import type { JourneyConfig } from '@attune/protocol'
import { sql } from 'kysely'

import type { Tx } from '../database/open.ts'
import type { Place } from './writes.ts'

/** Stores a journey where it stands; a new one at the end. */
export async function upsertJourney(tx: Tx, { lane, id }: Place, journey: JourneyConfig): Promise<void> {
  const { last } = await tx
    .selectFrom('journeys')
    .select((eb) => eb.fn.coalesce(eb.fn.max('position'), sql<number>`-1`).as('last'))
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .executeTakeFirstOrThrow()
  const { name, goal = null, steps } = journey
  const said = { name, goal, steps: JSON.stringify(steps) }
  await tx
    .insertInto('journeys')
    .values({ lane, project_id: id, id: journey.id, position: last + 1, ...said })
    .onConflict((conflict) => conflict.columns(['lane', 'project_id', 'id']).doUpdateSet(said))
    .execute()
}

export async function deleteJourney(tx: Tx, { lane, id }: Place, journey: string): Promise<void> {
  await tx
    .deleteFrom('journeys')
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('id', '=', journey)
    .execute()
}

/** @param order The ids of all journeys. */
export async function orderJourneys(tx: Tx, { lane, id }: Place, order: readonly string[]): Promise<void> {
  for (const [position, journey] of order.entries())
    await tx
      .updateTable('journeys')
      .set({ position })
      .where('lane', '=', lane)
      .where('project_id', '=', id)
      .where('id', '=', journey)
      .execute()
}

import type { Tx } from '../database/open.ts'
import { firstWholeDay } from './whole-days.ts'
import { beginZoneMove, findZoneMove, type Place } from './zone-moves.ts'

/**
 * Begins to move everything of a project that was counted to the days of another zone; nothing where nothing was counted.
 *
 * To be called in the transaction that changes the project's zone, which holds its row. What is moved is done step by step
 * afterwards, by whichever node comes to it: see move-days.ts.
 *
 * The days from which on everything is kept are worked out anew. Where a move is under way they come from where it began, not from
 * where it was going: nothing is removed meanwhile, so nothing more is missing.
 *
 * @param project As it is before.
 */
export async function changeZone(tx: Tx, project: Place & { zone: string }, to: string): Promise<void> {
  if (to === project.zone || !(await hasCounted(tx, project))) return
  const last = await findZoneMove(tx, project)
  const { zone_epoch, ...kept } = await findKeptFrom(tx, project)
  const { from_zone, answers_from, words_from } = last && !last.done_at ? last : { from_zone: project.zone, ...kept }
  await beginZoneMove(tx, project, { from_zone, to_zone: to, answers_from, words_from })
  const moved = (day: string | null) => (day === null ? null : firstWholeDay(day, from_zone, to))
  await tx
    .updateTable('projects')
    .set({ zone_epoch: zone_epoch + 1, answers_from: moved(answers_from), words_from: moved(words_from) })
    .where('lane', '=', project.lane)
    .where('id', '=', project.id)
    .execute()
}

async function findKeptFrom(tx: Tx, { lane, id }: Place) {
  return await tx
    .selectFrom('projects')
    .select(['zone_epoch', 'answers_from', 'words_from'])
    .where('lane', '=', lane)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Whether anything was ever filed under a day. */
async function hasCounted(tx: Tx, { lane, id }: Place): Promise<boolean> {
  for (const table of ['counts', 'answers'] as const) {
    const row = await tx
      .selectFrom(table)
      .select('day')
      .where('lane', '=', lane)
      .where('project_id', '=', id)
      .limit(1)
      .executeTakeFirst()
    if (row) return true
  }
  return false
}

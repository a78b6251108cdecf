import type { Receipt } from '@attune/protocol'
import { sql } from 'kysely'

import type { ProjectKey } from '../aggregate/queries.ts'
import type { Tx } from '../database/open.ts'
import type { AnswerRow, VisitRow } from './rows.ts'

/**
 * Takes a batch's id for this transaction. Whoever sends the same batch meanwhile waits here until it is committed.
 *
 * @returns false where the batch was applied before.
 */
export async function claimBatch(
  tx: Tx,
  project: ProjectKey,
  id: string,
  receivedAt: Date,
  receipt: Receipt,
): Promise<boolean> {
  const claimed = await tx
    .insertInto('batches')
    .values({ ...placeOf(project), id, received_at: receivedAt, receipt: JSON.stringify(receipt) })
    .onConflict((conflict) => conflict.columns(['lane', 'project_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return claimed !== undefined
}

/** What was answered to a batch that was applied before. */
export async function findReceipt(tx: Tx, { lane, id: project }: ProjectKey, id: string): Promise<Receipt> {
  const { receipt } = await tx
    .selectFrom('batches')
    .select('receipt')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return receipt as Receipt
}

/**
 * Stores answers, sorted by id, whatever their number: each column is one parameter.
 *
 * @returns the ids of those that were not stored before.
 */
export async function insertAnswers(
  tx: Tx,
  { lane, id }: ProjectKey,
  rows: readonly AnswerRow[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const column = <K extends keyof AnswerRow>(name: K) => rows.map((row) => row[name])
  const inserted = await sql<{ id: string }>`
    insert into answers (lane, project_id, id, at, received_at, day, journey, step, prompt, version, variant, feel,
      comment, answers, visit, visitor, page, device, locale, release, traits, share, took_ms, origin)
    select ${lane}::smallint, ${id}::text, * from unnest(
      ${column('id')}::uuid[], ${column('at')}::timestamptz[], ${column('received_at')}::timestamptz[],
      ${column('day')}::date[], ${column('journey')}::text[], ${column('step')}::text[], ${column('prompt')}::text[],
      ${column('version')}::int[], ${column('variant')}::text[], ${column('feel')}::smallint[],
      ${column('comment')}::text[], ${column('answers')}::jsonb[], ${column('visit')}::uuid[],
      ${column('visitor')}::text[], ${column('page')}::text[], ${column('device')}::text[], ${column('locale')}::text[],
      ${column('release')}::text[], ${column('traits')}::jsonb[], ${column('share')}::real[],
      ${column('took_ms')}::int[], ${column('origin')}::text[])
    on conflict (lane, project_id, id) do nothing returning id`.execute(tx)
  return new Set(inserted.rows.map((row) => row.id))
}

/**
 * Stores how visits ended, sorted by id. The first end that is reported stands.
 *
 * @returns the ids of those whose end was not known before.
 */
export async function insertVisits(tx: Tx, { lane, id }: ProjectKey, rows: readonly VisitRow[]): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const column = <K extends keyof VisitRow>(name: K) => rows.map((row) => row[name])
  const inserted = await sql<{ id: string }>`
    insert into visits (lane, project_id, id, journey, outcome, at, origin)
    select ${lane}::smallint, ${id}::text, * from unnest(
      ${column('id')}::uuid[], ${column('journey')}::text[], ${column('outcome')}::text[], ${column('at')}::timestamptz[],
      ${column('origin')}::text[])
    on conflict (lane, project_id, id) do nothing returning id`.execute(tx)
  return new Set(inserted.rows.map((row) => row.id))
}

const placeOf = ({ lane, id }: ProjectKey) => ({ lane, project_id: id })

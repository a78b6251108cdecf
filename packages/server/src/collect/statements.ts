import { ADD_UP, COUNT_KEY } from '../aggregate/queries.ts'
import { type Columns, namesOf, unnest } from '../database/columns.ts'
import type { Statement } from '../database/run.ts'
import { ANSWER, type AnswerRow, BATCH, type BatchRow, VISIT, type VisitRow } from './rows.ts'

/**
 * The statements that store batches. None of them changes with what is stored, and each takes its rows sorted by key.
 */

const ON_KEY = 'on conflict (lane, project_id, id) do nothing'

/** Takes the ids of batches. Whoever sends the same batch meanwhile waits here until this one is committed. */
export const CLAIM_BATCHES: Statement = {
  name: 'claim_batches',
  text: `insert into batches (${namesOf(BATCH)}) select * from ${unnest(BATCH, 1)} ${ON_KEY} returning project_id, id`,
}

/** Stores answers; returns those that were not stored before. */
export const INSERT_ANSWERS: Statement = {
  name: 'insert_answers',
  text: `insert into answers (${namesOf(ANSWER)}) select * from ${unnest(ANSWER, 1)} ${ON_KEY} returning project_id, id`,
}

/** Stores how visits ended; the first end that is reported stands. Returns those that had none before. */
export const INSERT_VISITS: Statement = {
  name: 'insert_visits',
  text: `insert into visits (${namesOf(VISIT)}) select * from ${unnest(VISIT, 1)} ${ON_KEY} returning project_id, id`,
}

/** What was answered to batches that were applied before. */
export const FIND_RECEIPTS: Statement = {
  name: 'find_receipts',
  text: `select project_id, id, receipt from batches
    where lane = any($1::smallint[]) and project_id = any($2::text[]) and id = any($3::uuid[])`,
}

/** A batch, and the key that those of its answers and visits are counted under which are stored already. */
export type BatchInGroup = BatchRow & { duplicate: number | null }
export const BATCH_IN_GROUP: Columns<BatchInGroup> = { ...BATCH, duplicate: 'int' }
export const ANSWER_IN_GROUP: Columns<AnswerRow> = { ...ANSWER, batch: 'int' }
export const VISIT_IN_GROUP: Columns<VisitRow> = { ...VISIT, batch: 'int' }

/** How much to add to a count where a batch is new, and of it a row: 0 for none, an answer's number, or a visit's, negative. */
export interface DeltaInGroup {
  batch: number
  row: number
  key: number
  n: number
}
export const DELTA_IN_GROUP: Columns<DeltaInGroup> = { batch: 'int', row: 'int', key: 'int', n: 'bigint' }

/**
 * Everything above at once, for one PostgreSQL: claims batches, stores the answers and visits of those that are new, and counts
 * what of these was really stored.
 *
 * One round trip and no gap between statements, so that the next group's statement is there when this one's commit is done. On a
 * cluster it would reach every node (docs/decisions/0011): there the plain statements are used.
 *
 * @returns the numbers of the batches that were applied before, if any.
 */
export const STORE_GROUP: Statement = { name: 'store_group', text: storeGroup() }

function storeGroup(): string {
  let next = 1
  const take = <Row>(columns: Columns<Row>): string => {
    const rows = unnest(columns, next)
    next += Object.keys(columns).length
    return rows
  }
  return `
with batch as materialized (
  select * from ${take(BATCH_IN_GROUP)} with ordinality as b (${namesOf(BATCH_IN_GROUP)}, number)
), claimed as (
  insert into batches (${namesOf(BATCH)}) select ${namesOf(BATCH)} from batch order by number ${ON_KEY}
  returning project_id, id
), fresh as materialized (
  select number, duplicate from batch join claimed using (project_id, id)
), answer as materialized (
  select * from ${take(ANSWER_IN_GROUP)} with ordinality as a (${namesOf(ANSWER_IN_GROUP)}, number)
  where batch in (select number from fresh)
), first_answer as materialized (
  select distinct on (lane, project_id, id) * from answer order by lane, project_id, id, number
), new_answer as (
  insert into answers (${namesOf(ANSWER)}) select ${namesOf(ANSWER)} from first_answer
  order by lane, project_id, id ${ON_KEY} returning project_id, id
), visit as materialized (
  select * from ${take(VISIT_IN_GROUP)} with ordinality as v (${namesOf(VISIT_IN_GROUP)}, number)
  where batch in (select number from fresh)
), first_visit as materialized (
  select distinct on (lane, project_id, id) * from visit order by lane, project_id, id, number
), new_visit as (
  insert into visits (${namesOf(VISIT)}) select ${namesOf(VISIT)} from first_visit
  order by lane, project_id, id ${ON_KEY} returning project_id, id
), stored as materialized (
  select 0::bigint as row
  union all select number from first_answer join new_answer using (project_id, id)
  union all select -number from first_visit join new_visit using (project_id, id)
), added as (
  select key, sum(n) as n from (
    select key, n from ${take(DELTA_IN_GROUP)} as d (${namesOf(DELTA_IN_GROUP)})
    where batch in (select number from fresh) and row in (select row from stored)
    union all
    select duplicate, 1 from answer join fresh on fresh.number = answer.batch
    where duplicate is not null and answer.number not in (select row from stored)
    union all
    select duplicate, 1 from visit join fresh on fresh.number = visit.batch
    where duplicate is not null and -visit.number not in (select row from stored)
  ) as delta group by key
), counted as (
  insert into counts (${namesOf(COUNT_KEY)}, n)
  select ${namesOf(COUNT_KEY)}, added.n
  from ${take(COUNT_KEY)} with ordinality as k (${namesOf(COUNT_KEY)}, number)
  join added on added.key = k.number order by k.number
  ${ADD_UP}
)
select number::int from batch where number not in (select number from fresh)`
}

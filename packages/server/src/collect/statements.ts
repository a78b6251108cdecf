import { type Columns, namesOf, unnest } from '../database/columns.ts'
import type { Statement } from '../database/run.ts'
import { ANSWER, BATCH, TURN, VISIT } from './rows.ts'

/**
 * The statements that store batches. Their text never changes, each takes its rows sorted by key, and none names another table, so
 * that a cluster sends it to one node.
 *
 * The first kind fails where a row is there already; the second leaves such rows alone and says which ones were not.
 */
export const INSERT_TURNS = insert('insert_turns', 'turns', TURN)
export const INSERT_BATCHES = insert('insert_batches', 'batches', BATCH)
export const INSERT_ANSWERS = insert('insert_answers', 'answers', ANSWER)
export const INSERT_VISITS = insert('insert_visits', 'visits', VISIT)

/** Whoever has the same turn meanwhile waits here until this one is committed. */
export const CLAIM_TURNS = insertNew('claim_turns', 'turns', TURN)
/** Whoever sends the same batch meanwhile waits here until this one is committed. */
export const CLAIM_BATCHES = insertNew('claim_batches', 'batches', BATCH)
export const INSERT_NEW_ANSWERS = insertNew('insert_new_answers', 'answers', ANSWER)
/** The first end of a visit that is reported stands. */
export const INSERT_NEW_VISITS = insertNew('insert_new_visits', 'visits', VISIT)

/** Which answers have these turns. */
export const FIND_TURNS: Statement = {
  name: 'find_turns',
  text: `select project_id, id, answer from turns
    where lane = any($1::smallint[]) and project_id = any($2::text[]) and id = any($3::uuid[])`,
}

/** What was answered to batches that were applied before. */
export const FIND_RECEIPTS: Statement = {
  name: 'find_receipts',
  text: `select project_id, id, receipt from batches
    where lane = any($1::smallint[]) and project_id = any($2::text[]) and id = any($3::uuid[])`,
}

function insert<Row>(name: string, table: string, columns: Columns<Row>): Statement {
  return { name, text: `insert into ${table} (${namesOf(columns)}) select * from ${unnest(columns, 1)}` }
}

function insertNew<Row>(name: string, table: string, columns: Columns<Row>): Statement {
  const { text } = insert(name, table, columns)
  return { name, text: `${text} on conflict (lane, project_id, id) do nothing returning project_id, id` }
}

import type { Receipt } from '@attune/protocol'

import { type Counted, tally } from '../aggregate/deltas.ts'
import { ADD_COUNTS, DELTA } from '../aggregate/queries.ts'
import { type Columns, valuesOf } from '../database/columns.ts'
import type { Run, Statement } from '../database/run.ts'
import type { Prepared } from './prepare.ts'
import { ANSWER, BATCH, byKey, VISIT } from './rows.ts'
import {
  CLAIM_BATCHES,
  FIND_RECEIPTS,
  INSERT_ANSWERS,
  INSERT_BATCHES,
  INSERT_NEW_ANSWERS,
  INSERT_NEW_VISITS,
  INSERT_VISITS,
} from './statements.ts'

/** A statement with its values, to be run whatever came of the one before. */
export interface Step {
  statement: Statement
  values: readonly unknown[]
}

/**
 * The steps that store a group of which everything is new, as nearly always; to be run in one transaction, without looking at what
 * comes back. Where something is not new, they fail by a unique key and nothing is stored: `storeInTurn` sorts it out then.
 *
 * @param group No batch twice.
 * @returns null where an answer or a visit comes twice in the group, so that not all of it can be new.
 */
export function stepsOf(group: readonly Prepared[]): Step[] | null {
  const answers = group.flatMap((one) => one.answers).toSorted(byKey)
  const visits = group.flatMap((one) => one.visits).toSorted(byKey)
  if (firsts(answers).length < answers.length || firsts(visits).length < visits.length) return null
  const batches = group.map(({ batch }) => batch).toSorted(byKey)
  const counts = tally(group.flatMap(({ moments, rows }) => [...moments, ...rows.flatMap(({ counted }) => counted)]))
  return [
    ...stepOf(INSERT_BATCHES, BATCH, batches),
    ...stepOf(INSERT_ANSWERS, ANSWER, answers),
    ...stepOf(INSERT_VISITS, VISIT, visits),
    ...stepOf(ADD_COUNTS, DELTA, counts),
  ]
}

/**
 * Stores a group, whatever of it is stored already, step by step: each looks at what really came of the one before.
 *
 * @param run Inside a transaction.
 * @param group No batch twice.
 * @returns those of them that were applied before, of which nothing was stored now.
 */
export async function storeInTurn(run: Run, group: readonly Prepared[]): Promise<Prepared[]> {
  const batches = group.toSorted((a, b) => byKey(a.batch, b.batch))
  const insert = async <Row>(statement: Statement, columns: Columns<Row>, rows: readonly Row[]) =>
    rows.length > 0 ? namesOf(await run<Name>(statement, valuesOf(columns, rows))) : NONE
  const claimed = await insert(
    CLAIM_BATCHES,
    BATCH,
    batches.map(({ batch }) => batch),
  )
  const fresh = batches.filter(({ batch }) => claimed.has(nameOf(batch)))
  const answers = firsts(fresh.flatMap((one) => one.answers).toSorted(byKey))
  const visits = firsts(fresh.flatMap((one) => one.visits).toSorted(byKey))
  const newAnswers = await insert(INSERT_NEW_ANSWERS, ANSWER, answers)
  const newVisits = await insert(INSERT_NEW_VISITS, VISIT, visits)
  const stored = new Set<object>([
    ...answers.filter((row) => newAnswers.has(nameOf(row))),
    ...visits.filter((row) => newVisits.has(nameOf(row))),
  ])
  const counts = tally(fresh.flatMap((one) => countsOf(one, stored)))
  for (const { statement, values } of stepOf(ADD_COUNTS, DELTA, counts)) await run(statement, values)
  return batches.filter(({ batch }) => !claimed.has(nameOf(batch)))
}

/** What was answered to batches that were applied before. */
export async function findReceipts(run: Run, old: readonly Prepared[]): Promise<Map<Prepared, Receipt>> {
  const column = (name: 'lane' | 'project_id' | 'id') => [...new Set(old.map(({ batch }) => batch[name]))]
  const found = await run<Name & { receipt: Receipt }>(FIND_RECEIPTS, [
    column('lane'),
    column('project_id'),
    column('id'),
  ])
  const receipts = new Map(found.map((row) => [nameOf(row), row.receipt]))
  return new Map(old.map((one) => [one, receipts.get(nameOf(one.batch)) ?? one.receipt]))
}

/**
 * Steps that store nothing, one for each statement. A connection runs them first: the driver takes a statement for prepared once it
 * was sent, even where the server refused to look at it because an earlier step had failed.
 */
export function emptySteps(): Step[] {
  const empty = <Row>(columns: Columns<Row>) => valuesOf(columns, [])
  return [
    ...[INSERT_BATCHES, CLAIM_BATCHES].map((statement) => ({ statement, values: empty(BATCH) })),
    ...[INSERT_ANSWERS, INSERT_NEW_ANSWERS].map((statement) => ({ statement, values: empty(ANSWER) })),
    ...[INSERT_VISITS, INSERT_NEW_VISITS].map((statement) => ({ statement, values: empty(VISIT) })),
    { statement: ADD_COUNTS, values: empty(DELTA) },
    { statement: FIND_RECEIPTS, values: ['{}', '{}', '{}'] },
  ]
}

function stepOf<Row>(statement: Statement, columns: Columns<Row>, rows: readonly Row[]): Step[] {
  return rows.length > 0 ? [{ statement, values: valuesOf(columns, rows) }] : []
}

function countsOf({ moments, rows, duplicate }: Prepared, stored: ReadonlySet<object>): Counted[] {
  const again = rows.filter(({ row }) => !stored.has(row)).length
  return [
    ...moments,
    ...rows.flatMap(({ row, counted }) => (stored.has(row) ? counted : [])),
    ...(duplicate && again > 0 ? [{ ...duplicate, n: again }] : []),
  ]
}

/** Of sorted rows, the first of each key. */
function firsts<Row extends Name & { lane: number }>(rows: Row[]): Row[] {
  return rows.filter((row, i) => i === 0 || byKey(row, rows[i - 1] as Row) !== 0)
}

interface Name {
  project_id: string
  id: string
}

const nameOf = ({ project_id, id }: Name): string => `${project_id} ${id}`
const namesOf = (rows: readonly Name[]): Set<string> => new Set(rows.map(nameOf))
const NONE: ReadonlySet<string> = new Set()

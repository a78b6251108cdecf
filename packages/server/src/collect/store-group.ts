import type { Receipt } from '@attune/protocol'

import { type Counted, countValues, tally } from '../aggregate/deltas.ts'
import { ADD_COUNTS } from '../aggregate/queries.ts'
import { type Columns, valuesOf } from '../database/columns.ts'
import type { Run, Statement } from '../database/run.ts'
import { type Prepared, prepare } from './prepare.ts'
import { ANSWER, BATCH, byKey, TURN, type TurnRow, VISIT } from './rows.ts'
import {
  CLAIM_BATCHES,
  CLAIM_TURNS,
  FIND_RECEIPTS,
  FIND_TURNS,
  INSERT_ANSWERS,
  INSERT_BATCHES,
  INSERT_NEW_ANSWERS,
  INSERT_NEW_VISITS,
  INSERT_TURNS,
  INSERT_VISITS,
} from './statements.ts'
import { withoutTurns } from './turns.ts'

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
 * @returns null where an answer, a visit or a turn comes twice in the group, so that not all of it can be new.
 */
export function stepsOf(group: readonly Prepared[]): Step[] | null {
  const answers = group.flatMap((one) => one.answers).toSorted(byKey)
  const visits = group.flatMap((one) => one.visits).toSorted(byKey)
  const turns = group.flatMap((one) => one.turns.map(({ row }) => row)).toSorted(byKey)
  if ([answers, visits, turns].some((rows) => firsts<Name & { lane: number }>(rows).length < rows.length)) return null
  const batches = group.map(({ batch }) => batch).toSorted(byKey)
  const counts = tally(group.flatMap((one) => countsOf(one, () => true)))
  return [
    ...stepOf(INSERT_TURNS, TURN, turns),
    ...stepOf(INSERT_BATCHES, BATCH, batches),
    ...stepOf(INSERT_ANSWERS, ANSWER, answers),
    ...stepOf(INSERT_VISITS, VISIT, visits),
    ...countsStep(counts),
  ]
}

/**
 * Stores a group, whatever of it is stored already, step by step: each looks at what really came of the one before.
 *
 * @param run Inside a transaction.
 * @param group No batch twice.
 * @returns `settled`: the group, in order, as it was stored; `old`: those of it that were applied before, of which nothing was stored now.
 */
export async function storeInTurn(
  run: Run,
  group: readonly Prepared[],
): Promise<{ settled: Prepared[]; old: Prepared[] }> {
  const settled = await takeTurns(run, group)
  const batches = settled.toSorted((a, b) => byKey(a.batch, b.batch))
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
  const counts = tally(fresh.flatMap((one) => countsOf(one, (row) => stored.has(row))))
  for (const { statement, values } of countsStep(counts)) await run(statement, values)
  return { settled, old: batches.filter(({ batch }) => !claimed.has(nameOf(batch))) }
}

/**
 * Takes the turns of a group's answers; the group as it may be stored then: an answer whose impression is used is refused, one whose
 * person had their turn is set aside. In this order, so that what is refused takes nobody's turn.
 */
async function takeTurns(run: Run, group: readonly Prepared[]): Promise<Prepared[]> {
  let settled = [...group]
  for (const kind of ['impression', 'person'] as const) {
    const rows = settled.flatMap((one) => one.turns.flatMap((turn) => (turn.kind === kind ? [turn.row] : [])))
    const holders = rows.length > 0 ? await holdersOf(run, firsts(rows.toSorted(byKey))) : null
    if (!holders) continue
    settled = settled.map((one) => {
      const lost = one.turns.filter((turn) => turn.kind === kind && holders.get(nameOf(turn.row)) !== turn.row.answer)
      return lost.length > 0 ? prepare(withoutTurns(one.commit, lost)) : one
    })
  }
  return settled
}

/** Takes turns that nobody has; which answer has each then. Of a batch that was applied before, the answers have their own. */
async function holdersOf(run: Run, turns: readonly TurnRow[]): Promise<Map<string, string>> {
  const taken = namesOf(await run<Name>(CLAIM_TURNS, valuesOf(TURN, turns)))
  const holders = new Map(turns.map((row) => [nameOf(row), row.answer]))
  const missed = turns.filter((row) => !taken.has(nameOf(row)))
  if (missed.length > 0)
    for (const found of await run<Name & { answer: string }>(FIND_TURNS, keysOf(missed)))
      holders.set(nameOf(found), found.answer)
  return holders
}

/** What was answered to batches that were applied before. */
export async function findReceipts(run: Run, old: readonly Prepared[]): Promise<Map<Prepared, Receipt>> {
  const found = await run<Name & { receipt: Receipt }>(FIND_RECEIPTS, keysOf(old.map(({ batch }) => batch)))
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
    ...[INSERT_TURNS, CLAIM_TURNS].map((statement) => ({ statement, values: empty(TURN) })),
    ...[INSERT_BATCHES, CLAIM_BATCHES].map((statement) => ({ statement, values: empty(BATCH) })),
    ...[INSERT_ANSWERS, INSERT_NEW_ANSWERS].map((statement) => ({ statement, values: empty(ANSWER) })),
    ...[INSERT_VISITS, INSERT_NEW_VISITS].map((statement) => ({ statement, values: empty(VISIT) })),
    { statement: ADD_COUNTS, values: countValues([]) },
    ...[FIND_TURNS, FIND_RECEIPTS].map((statement) => ({ statement, values: ['{}', '{}', '{}'] })),
  ]
}

function stepOf<Row>(statement: Statement, columns: Columns<Row>, rows: readonly Row[]): Step[] {
  return rows.length > 0 ? [{ statement, values: valuesOf(columns, rows) }] : []
}

function countsStep(counts: readonly Counted[]): Step[] {
  return counts.length > 0 ? [{ statement: ADD_COUNTS, values: countValues(counts) }] : []
}

/** What a batch counts, given which of its rows are stored with it. */
function countsOf({ moments, rows, books }: Prepared, isStored: (row: object) => boolean): Counted[] {
  const counts = [...moments]
  let stored = 0
  for (const { row, counted } of rows) {
    if (!isStored(row)) continue
    stored++
    counts.push(...counted)
  }
  if (books && stored > 0) counts.push({ ...books.stored, n: stored })
  if (books && stored < rows.length) counts.push({ ...books.duplicate, n: rows.length - stored })
  return counts
}

/** The parameters that name rows by their keys. */
function keysOf(rows: readonly (Name & { lane: number })[]): unknown[][] {
  const column = (name: 'lane' | 'project_id' | 'id') => [...new Set(rows.map((row) => row[name]))]
  return [column('lane'), column('project_id'), column('id')]
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

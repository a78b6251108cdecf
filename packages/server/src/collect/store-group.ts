import type { Receipt } from '@attune/protocol'

import { addUp, type Counted, tally } from '../aggregate/deltas.ts'
import { addCounts, COUNT_KEY } from '../aggregate/queries.ts'
import { valuesOf } from '../database/columns.ts'
import type { Run } from '../database/run.ts'
import type { Prepared } from './prepare.ts'
import { ANSWER, BATCH, byKey, VISIT } from './rows.ts'
import {
  ANSWER_IN_GROUP,
  BATCH_IN_GROUP,
  CLAIM_BATCHES,
  DELTA_IN_GROUP,
  type DeltaInGroup,
  FIND_RECEIPTS,
  INSERT_ANSWERS,
  INSERT_VISITS,
  STORE_GROUP,
  VISIT_IN_GROUP,
} from './statements.ts'

/**
 * Stores a group of batches by one statement, which is a transaction of its own.
 *
 * @param group No batch twice.
 * @returns those of them that were applied before, of which nothing was stored now.
 */
export async function storeAtOnce(run: Run, group: readonly Prepared[]): Promise<Prepared[]> {
  const batches = group.toSorted((a, b) => byKey(a.batch, b.batch))
  const answers = batches.flatMap((one, i) => numbered(one.answers, i + 1)).toSorted(byKey)
  const visits = batches.flatMap((one, i) => numbered(one.visits, i + 1)).toSorted(byKey)
  const numberOf = new Map<object, number>()
  answers.forEach((row, i) => numberOf.set(row, i + 1))
  visits.forEach((row, i) => numberOf.set(row, -i - 1))

  const keys = keysOf(batches)
  const deltas: DeltaInGroup[] = []
  const keyOf = ({ name }: Counted): number => keys.numbers.get(name) ?? 0
  batches.forEach(({ moments, rows }, i) => {
    for (const one of moments) deltas.push({ batch: i + 1, row: 0, key: keyOf(one), n: one.n })
    for (const { row, counted } of rows)
      for (const one of counted) deltas.push({ batch: i + 1, row: numberOf.get(row) ?? 0, key: keyOf(one), n: one.n })
  })
  const batchRows = batches.map(({ batch, duplicate }) => ({ ...batch, duplicate: duplicate && keyOf(duplicate) }))
  const old = await run<{ number: number }>(STORE_GROUP, [
    ...valuesOf(BATCH_IN_GROUP, batchRows),
    ...valuesOf(ANSWER_IN_GROUP, answers),
    ...valuesOf(VISIT_IN_GROUP, visits),
    ...valuesOf(DELTA_IN_GROUP, deltas),
    ...valuesOf(COUNT_KEY, keys.rows),
  ])
  return old.flatMap(({ number }) => batches[number - 1] ?? [])
}

/**
 * The same by plain statements, inside a transaction: what a cluster routes to one node, where all are of one lane.
 *
 * @param run Inside a transaction.
 */
export async function storeInTurn(run: Run, group: readonly Prepared[]): Promise<Prepared[]> {
  const batches = group.toSorted((a, b) => byKey(a.batch, b.batch))
  const rows = valuesOf(
    BATCH,
    batches.map(({ batch }) => batch),
  )
  const claimed = namesOf(await run<Name>(CLAIM_BATCHES, rows))
  const fresh = batches.filter(({ batch }) => claimed.has(nameOf(batch)))
  const answers = firsts(fresh.flatMap((one) => one.answers).toSorted(byKey))
  const visits = firsts(fresh.flatMap((one) => one.visits).toSorted(byKey))
  const newAnswers = answers.length > 0 ? namesOf(await run<Name>(INSERT_ANSWERS, valuesOf(ANSWER, answers))) : NONE
  const newVisits = visits.length > 0 ? namesOf(await run<Name>(INSERT_VISITS, valuesOf(VISIT, visits))) : NONE
  const stored = new Set<object>([
    ...answers.filter((row) => newAnswers.has(nameOf(row))),
    ...visits.filter((row) => newVisits.has(nameOf(row))),
  ])
  await addCounts(run, tally(fresh.flatMap((one) => countsOf(one, stored))))
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

/** Rows that know the number of their batch. */
function numbered<Row extends { batch: number }>(rows: Row[], number: number): Row[] {
  for (const row of rows) row.batch = number
  return rows
}

/** Every key that a group may count under, sorted, and the number of each from 1. */
function keysOf(batches: readonly Prepared[]) {
  const all = addUp(
    batches.flatMap(({ moments, rows, duplicate }) => [
      ...moments,
      ...rows.flatMap(({ counted }) => counted),
      ...(duplicate ? [duplicate] : []),
    ]),
  )
  return { rows: all.map(({ key }) => key), numbers: new Map(all.map(({ name }, i) => [name, i + 1])) }
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

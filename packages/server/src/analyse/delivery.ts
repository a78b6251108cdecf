import type { DeliveryAnswer, DeliveryBooks } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn as localDayIn } from '../aggregate/day.ts'
import type { Db } from '../database/open.ts'
import { findBursts } from './bursts.ts'
import { addDays } from './days.ts'
import { allowOnly, dayIn, type RawQuery, refuse } from './parameters.ts'

/** Which days are asked for; null: the last thirty, today. */
export interface DeliveryQuery {
  from: string | null
  to: string | null
}

/** @throws AppError `bad_request` that names the parameter. */
export function readDeliveryQuery(query: RawQuery): DeliveryQuery {
  allowOnly(query, ['from', 'to'])
  const from = dayIn(query, 'from')
  const to = dayIn(query, 'to')
  if (from !== null && to !== null && from > to) throw refuse('from', `is after "to" (${to})`, 'Both are inclusive.')
  return { from, to }
}

/** The books of a project: what pages sent, and what became of it, by the day of its receipt. */
export async function findDelivery(
  db: Db,
  { lane, id, zone }: VisibleProject,
  asked: DeliveryQuery,
  now: Date,
): Promise<DeliveryAnswer> {
  const to = asked.to ?? localDayIn(zone)(now)
  const from = asked.from ?? addDays(to, -DAYS + 1)
  const rows = await db
    .selectFrom('counts')
    .select(['day', 'measure', 'value', (eb) => eb.fn.sum<string>('n').as('n')])
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('journey', '=', '')
    .where('origin', '=', 'live')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['day', 'measure', 'value'])
    .orderBy('day')
    .orderBy('value')
    .execute()
  const total = emptyBooks()
  const days = new Map<string, { day: string } & DeliveryBooks>()
  for (const { day, measure, value, n } of rows) {
    const books = days.get(day) ?? { day, ...emptyBooks() }
    days.set(day, books)
    for (const each of [books, total]) enter(each, measure, value, Number(n))
  }
  const bursts = await findBursts(db, { lane, project: id, from, to })
  return { project: id, from, to, zone, total, days: [...days.values()], bursts }
}

function enter(books: DeliveryBooks, measure: string, value: string, n: number): void {
  switch (measure) {
    case 'received':
    case 'stored':
    case 'duplicate':
      books[measure] += n
      break
    case 'refused':
    case 'dropped':
    case 'stripped':
      if (value === 'quarantined') books.quarantined += n
      else books[measure][value] = (books[measure][value] ?? 0) + n
      break
    default:
  }
}

function emptyBooks(): DeliveryBooks {
  return { received: 0, stored: 0, duplicate: 0, quarantined: 0, refused: {}, dropped: {}, stripped: {} }
}

const DAYS = 30

import type { FeelRow, Scale } from '@attune/protocol'

import { isoWeekOf, mondayOf } from '../aggregate/week.ts'
import { addDays, daysOfMonth, isPartial } from './days.ts'
import type { FeelQuery } from './feel-query.ts'
import type { CountsRow } from './queries.ts'

/** What counts are put into rows by. */
export interface KeyContext {
  query: FeelQuery
  /** By `prompt@version`. */
  scaleOf: ReadonlyMap<string, Scale>
  from: string
  to: string
  today: string
}

export type Keys = Pick<FeelRow, 'journey' | (typeof KEYS)[number]>

/** The keys of a row that a count belongs to, in a fixed order. */
export function keysOf(row: CountsRow, { query, scaleOf, from, to, today }: KeyContext): Keys {
  const keys: Keys = { journey: row.journey }
  for (const key of PLAIN) {
    if (!query.by.includes(key)) continue
    if (key === 'week') keys.week = isoWeekOf(row.bucket ?? '')
    else if (key === 'month') keys.month = (row.bucket ?? '').slice(0, 7)
    else if (key === 'version') keys.version = row.version ?? 0
    else if (key === 'scale') keys.scale = scaleOf.get(`${row.prompt}@${row.version}`) ?? ''
    else if (key === 'origin') keys.origin = row.origin
    else if (key === 'day') keys.day = row.bucket ?? ''
    else if (key === 'trust') keys.trust = row.trust ?? 'unverified'
    else keys[key] = row[key] ?? ''
  }
  if (row.traits) keys.traits = row.traits
  if (query.by.some(isPeriod)) {
    const { first, last } = daysOf(row.bucket ?? '', query.by)
    keys.partial = first < from || last > to || isPartial(last, today)
  }
  return keys
}

export function isPeriod(key: string): key is 'day' | 'week' | 'month' {
  return key === 'day' || key === 'week' || key === 'month'
}

/** First and last day of the asked period that a day is in: of what a week and a month have in common, where both are asked. */
function daysOf(day: string, by: FeelQuery['by']): { first: string; last: string } {
  if (by.includes('day')) return { first: day, last: day }
  const monday = mondayOf(day)
  const week = by.includes('week') ? { first: monday, last: addDays(monday, 6) } : null
  const month = by.includes('month') ? daysOfMonth(day.slice(0, 7)) : null
  if (!week || !month) return week ?? month ?? { first: day, last: day }
  return {
    first: week.first > month.first ? week.first : month.first,
    last: week.last < month.last ? week.last : month.last,
  }
}

const PLAIN = [
  'step',
  'day',
  'week',
  'month',
  'device',
  'locale',
  'release',
  'origin',
  'prompt',
  'version',
  'variant',
  'scale',
  'page',
  'trust',
] as const
const KEYS = [...PLAIN, 'traits', 'partial'] as const

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

/** Gives the keys of the row that a count belongs to, in a fixed order. What a day says is worked out once, and not for each count of it. */
export function createKeys(context: KeyContext): (row: CountsRow) => Keys {
  const { by } = context.query
  const plain = PLAIN.filter((key) => by.includes(key))
  const isDated = by.some(isPeriod)
  const periods = new Map<string, Period>()
  const periodOf = (day: string): Period => {
    const period = periods.get(day) ?? periodAt(day, context)
    periods.set(day, period)
    return period
  }
  return (row) => {
    const day = row.bucket ?? ''
    const keys: Keys = { journey: row.journey }
    for (const key of plain) {
      if (key === 'week') keys.week = periodOf(day).week
      else if (key === 'month') keys.month = day.slice(0, 7)
      else if (key === 'version') keys.version = row.version ?? 0
      else if (key === 'scale') keys.scale = context.scaleOf.get(`${row.prompt}@${row.version}`) ?? ''
      else if (key === 'origin') keys.origin = row.origin
      else if (key === 'day') keys.day = day
      else if (key === 'trust') keys.trust = row.trust ?? 'unverified'
      else keys[key] = row[key] ?? ''
    }
    if (row.traits) keys.traits = row.traits
    if (isDated) keys.partial = periodOf(day).partial
    return keys
  }
}

interface Period {
  week: string
  partial: boolean
}

function periodAt(day: string, { query, from, to, today }: KeyContext): Period {
  const { first, last } = daysOf(day, query.by)
  return { week: isoWeekOf(day), partial: first < from || last > to || isPartial(last, today) }
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

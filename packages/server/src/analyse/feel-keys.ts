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

/** Says which row a count belongs to. */
export interface KeysOf {
  /** The same for all counts of a row, and of no other. */
  nameOf: (row: CountsRow) => string
  /** The keys of that row, in a fixed order. */
  keysOf: (row: CountsRow) => Keys
}

/** What a day says is worked out once, and not for each count of it. */
export function createKeys(context: KeyContext): KeysOf {
  const { by } = context.query
  const plain = PLAIN.filter((key) => by.includes(key))
  const isDated = by.some(isPeriod)
  const periods = new Map<string, Period>()
  const periodOf = ({ bucket: day = '' }: CountsRow): Period => {
    const period = periods.get(day) ?? periodAt(day, context)
    periods.set(day, period)
    return period
  }
  const valueOf = (key: (typeof PLAIN)[number], row: CountsRow): string | number => {
    if (key === 'week') return periodOf(row).week
    if (key === 'month') return row.bucket?.slice(0, 7) ?? ''
    if (key === 'day') return row.bucket ?? ''
    if (key === 'scale') return context.scaleOf.get(`${row.prompt}@${row.version}`) ?? ''
    return row[key] ?? ABSENT[key] ?? ''
  }
  return {
    nameOf: (row) => {
      let name = row.journey
      // No text of the database has this sign in it.
      for (const key of plain) name += `\0${valueOf(key, row)}`
      return row.traits ? `${name}\0${JSON.stringify(row.traits)}` : name
    },
    keysOf: (row) => {
      const keys: Record<string, unknown> = { journey: row.journey }
      for (const key of plain) keys[key] = valueOf(key, row)
      if (row.traits) keys['traits'] = row.traits
      if (isDated) keys['partial'] = periodOf(row).partial
      return keys as Keys
    },
  }
}

/** What stands where a count has no such key, if it is not empty. */
const ABSENT: Partial<Record<(typeof PLAIN)[number], string | number>> = { version: 0, trust: 'unverified' }

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

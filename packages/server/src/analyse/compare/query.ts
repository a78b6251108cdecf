import type { CompareBy } from '@attune/protocol'

import { allowOnly, dayIn, idIn, idsIn, integerIn, oneOf, type RawQuery, refuse, single } from '../parameters.ts'
import { aValue, readWhere } from '../where.ts'
import { type Period, readPeriod } from './period.ts'

/** The columns of the counts that sides can be told apart by. */
export const SIDES = ['device', 'locale', 'release', 'variant', 'version'] as const satisfies CompareBy[]
export type SideSplit = (typeof SIDES)[number]

/** What `by` takes: a column, or `period` for two stretches of time. */
export const BY = [...SIDES, 'period'] as const satisfies CompareBy[]

/** What both sides can be narrowed to. */
export const NARROWED = ['device', 'locale', 'release', 'origin', 'variant', 'version'] as const
export type Narrowed = (typeof NARROWED)[number]

/** Before and after a day, or the first day of a release. */
export interface TimeSides {
  by: 'time'
  date: string | null
  release: string | null
  weeks: number
  /** Days left out from the change on. */
  washout: number
}

/** Two values of a column, in the same days. */
export interface ValueSides {
  by: SideSplit
  a: string
  b: string
  from: string | null
  to: string | null
}

/** Two stretches of time, such as two years. */
export interface PeriodSides {
  by: 'period'
  a: Period
  b: Period
}

/** What `GET …/compare` is asked. */
export interface CompareQuery {
  journey: string
  /** `''`: the journey as a whole. */
  step: string
  /** Empty: all. */
  prompts: string[]
  sides: TimeSides | ValueSides | PeriodSides
  where: Map<Narrowed, string[]>
  /** Steps to hold it against; empty: all others of the journey. */
  control: string[]
}

/** @throws AppError `bad_request` that names the parameter and what it takes. */
export function readCompareQuery(query: RawQuery): CompareQuery {
  allowOnly(query, [...COMMON, ...TIME, ...VALUES])
  const journey = journeyIn(query)
  const step = idIn(query, 'step') ?? ''
  const control = idsIn(query, 'control')
  if (control.includes(step)) throw refuse('control', `has "${step}"`, 'A step is no control of itself.')
  const by = oneOf(query, 'by', BY)
  const sides = by === null ? readTime(query) : by === 'period' ? readPeriods(query) : readValues(query, by)
  const where = readWhere(query['where'], NARROWED)
  if (by !== null && by !== 'period' && where.has(by))
    throw refuse('where', `narrows ${by}`, `The sides are told apart by it already.`)
  return { journey, step, prompts: idsIn(query, 'prompt'), sides, where, control }
}

/** @returns the journey. @throws AppError `bad_request` */
export function readOptionsQuery(query: RawQuery): string {
  allowOnly(query, ['journey'])
  return journeyIn(query)
}

function journeyIn(query: RawQuery): string {
  const journey = idIn(query, 'journey')
  if (journey === null) throw refuse('journey', 'is missing', 'A comparison is within one journey: give its id.')
  return journey
}

function readTime(query: RawQuery): TimeSides {
  refuseOthers(query, VALUES, 'goes with "by"')
  const date = dayIn(query, 'date')
  const release = single(query, 'release')
  if ((date === null) === (release === null)) {
    const what = date === null ? 'is missing' : 'came with "release"'
    throw refuse('date', what, 'Give a date, a release, or "by" with the two sides "a" and "b": one of the three.')
  }
  const weeks = integerIn(query, 'weeks', 2, 52, 4)
  return {
    by: 'time',
    date,
    release: release && aValue(release, 'release', 'release'),
    weeks,
    washout: integerIn(query, 'washout', 1, 28, 1),
  }
}

function readValues(query: RawQuery, by: SideSplit): ValueSides {
  const { a, b } = readBoth(query, `two values of ${by}`)
  const [from, to] = [dayIn(query, 'from'), dayIn(query, 'to')]
  if (from !== null && to !== null && from > to) throw refuse('from', `is after "to" (${to})`, 'Both are inclusive.')
  return { by, a: aValue(a, 'a', by), b: aValue(b, 'b', by), from, to }
}

function readPeriods(query: RawQuery): PeriodSides {
  refuseOthers(query, ['from', 'to'], 'does not go with "by=period"')
  const said = readBoth(query, 'two periods')
  const [a, b] = [readPeriod(said.a, 'a'), readPeriod(said.b, 'b')]
  if (a.from <= b.to && b.from <= a.to)
    throw refuse('b', 'overlaps "a"', 'A day can be on one side only: compare two periods apart from each other.')
  return { by: 'period', a, b }
}

function readBoth(query: RawQuery, what: string): { a: string; b: string } {
  refuseOthers(query, TIME, 'does not go with "by"')
  const [a, b] = [single(query, 'a'), single(query, 'b')]
  if (a === null || b === null) throw refuse(a === null ? 'a' : 'b', 'is missing', `Give both sides: ${what}.`)
  if (a === b) throw refuse('b', 'is the same as "a"', 'Compare two different values.')
  return { a, b }
}

function refuseOthers(query: RawQuery, names: readonly string[], what: string): void {
  const other = names.find((name) => single(query, name) !== null)
  if (other !== undefined) throw refuse(other, what, 'Compare before and after, or two values, not both at once.')
}

const COMMON = ['journey', 'step', 'prompt', 'where', 'control', 'by']
const TIME = ['date', 'release', 'weeks', 'washout']
const VALUES = ['a', 'b', 'from', 'to']

import type { VisibleProject } from '../../access/queries.ts'
import type { Db } from '../../database/open.ts'
import { AppError } from '../../errors.ts'
import { addDays, LATE_DAYS } from '../days.ts'
import type { SideWords } from './findings.ts'
import type { Period } from './period.ts'
import { firstDayOf, type SidesAsked } from './queries.ts'
import type { CompareQuery, PeriodSides, TimeSides, ValueSides } from './query.ts'
import { type Days, daysAround, wholeWeeks } from './window.ts'

/** Both sides, and what they are called. */
export interface Placed {
  asked: SidesAsked
  names: { a: string; b: string }
  words: SideWords
  change: string | null
  /** Whole weeks on each side that are over and counted; null where both lie in the same days. */
  weeks: number | null
  /** Periods that are not over, and are told up to a day. */
  clipped: { name: string; to: string }[]
}

interface Known {
  /** The first day that anything was counted on. */
  first: string | null
  today: string
}

/**
 * Says which days and which people each side is.
 *
 * @throws AppError `not_found` for a release that there never was; `bad_request` for what is yet to come.
 */
export async function placeSides(
  db: Db,
  project: VisibleProject,
  { journey, sides }: CompareQuery,
  { first, today }: Known,
): Promise<Placed> {
  const known = { first, today, lastFinal: addDays(today, -LATE_DAYS - 1) }
  if (sides.by === 'time') return await aroundChange(db, project, sides, { ...known, journey })
  if (sides.by === 'period') return inPeriods(sides, known)
  return inSameDays(sides, known)
}

async function aroundChange(
  db: Db,
  { lane, id, privacy }: VisibleProject,
  { date, release, weeks, washout }: TimeSides,
  { journey, first, today, lastFinal }: { journey: string; first: string | null; today: string; lastFinal: string },
): Promise<Placed> {
  const change = release === null ? date : await firstDayOf(db, { lane, project: id, privacy, journey, release })
  if (change === null)
    throw new AppError('not_found', `Nothing is told of release "${release}" in journey "${journey}".`)
  if (change > today)
    throw new AppError('bad_request', `The parameter "date" is after today (${today}). Compare once it has happened.`)
  const days = daysAround(change, { weeks, washout }, { first, lastFinal })
  const names = { a: 'before', b: 'after' }
  const words = { a: 'before', b: release === null ? 'after the change' : `after release ${release}` }
  return { asked: { a: days.a, b: days.b, values: null }, names, words, change, weeks: days.weeks, clipped: [] }
}

/** Days that late answers may still come to are left out: they would come to both sides, but not to both alike. */
function inSameDays(
  { by, a, b, from, to }: ValueSides,
  { first, lastFinal }: { first: string | null; lastFinal: string },
): Placed {
  const last = to !== null && to < lastFinal ? to : lastFinal
  if (from !== null && from > last)
    throw new AppError('bad_request', `The parameter "from" is after ${last}, the last day whose answers are all in.`)
  const days = { from: from ?? (first !== null && first < last ? first : last), to: last }
  const words = by === 'device' ? { a: `on ${a}`, b: `on ${b}` } : { a: `of ${by} ${a}`, b: `of ${by} ${b}` }
  return {
    asked: { a: days, b: days, values: { by, a, b } },
    names: { a, b },
    words,
    change: null,
    weeks: null,
    clipped: [],
  }
}

/** A period ends where late answers may still come to it, and counts as long as anything was counted. */
function inPeriods({ a, b }: PeriodSides, { first, lastFinal }: { first: string | null; lastFinal: string }): Placed {
  const early = Object.entries({ a, b }).find(([, { from }]) => from > lastFinal)
  if (early) {
    const [name] = early
    throw new AppError(
      'bad_request',
      `The parameter "${name}" begins after ${lastFinal}, the last day whose answers are all in.`,
    )
  }
  const isOver = ({ to }: Days) => to <= lastFinal
  const told = (period: Period): Days => ({ from: period.from, to: isOver(period) ? period.to : lastFinal })
  const weeksOf = ({ from, to }: Days) => (first === null ? 0 : wholeWeeks(from < first ? first : from, addDays(to, 1)))
  const days = { a: told(a), b: told(b) }
  return {
    asked: { ...days, values: null },
    names: { a: a.name, b: b.name },
    words: { a: a.words, b: b.words },
    change: null,
    weeks: Math.min(weeksOf(days.a), weeksOf(days.b)),
    clipped: [a, b].filter((period) => !isOver(period)).map(({ name }) => ({ name, to: lastFinal })),
  }
}

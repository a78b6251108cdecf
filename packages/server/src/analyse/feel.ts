import type { FeelAnswer, FeelRow, JourneyConfig, Privacy, ScaleRange } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn } from '../aggregate/day.ts'
import { isoWeekOf, mondayOf } from '../aggregate/week.ts'
import { findJourneys } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { addDays, isPartial } from './days.ts'
import type { FeelQuery } from './feel-query.ts'
import { figuresOf } from './figures.ts'
import { inJourneyOrder } from './order.ts'
import { type CountsRow, findScales, firstDay, type Grouping, sumCounts } from './queries.ts'
import { chooseScale } from './scale-of.ts'
import { addTo, emptyTally, type Tally } from './tally.ts'

/** An answer with the scale that its scores stand on, which a table of them needs. */
export interface FeelFound {
  answer: FeelAnswer
  range: ScaleRange
}

/**
 * What people felt, by the asked keys: from the counts alone, never from answers.
 *
 * @throws AppError `not_found` for a journey or prompt that there never was; `bad_request` where the days are none.
 */
export async function findFeel(db: Db, project: VisibleProject, query: FeelQuery, now: Date): Promise<FeelFound> {
  const { lane, id, zone, privacy } = project
  const today = dayIn(zone)(now)
  const [journeys, scales, first] = await Promise.all([
    findJourneys(db, lane, id),
    findScales(db, lane, id),
    query.from === null ? firstDay(db, lane, id, query.journey) : null,
  ])
  const { range, without } = chooseScale(scales, query.prompt)
  const to = query.to ?? today
  const from = query.from ?? first ?? to
  if (query.from !== null && query.from > to) {
    throw new AppError('bad_request', `The parameter "from" is after today (${today}). Days are inclusive.`)
  }

  const by = groupingsOf(query)
  const { journey, where, prompt } = query
  const counts = await sumCounts(db, { lane, project: id, privacy, journey, from, to, by, where, prompt, without })
  if (journey !== null && counts.length === 0 && !journeys.some((known) => known.id === journey)) {
    throw new AppError('not_found', `There is no journey "${journey}" in project "${id}".`)
  }
  const rows = rowsOf(counts, { query, privacy, range, from, to, today, journeys })
  return { answer: { project: id, from: from > to ? to : from, to, zone, by: query.by, rows }, range }
}

/** Days tell their weeks too. */
function groupingsOf({ by }: FeelQuery): Grouping[] {
  return by.includes('day') ? by.filter((key) => key !== 'week') : by
}

interface RowContext {
  query: FeelQuery
  privacy: Privacy
  range: ScaleRange
  from: string
  to: string
  today: string
  journeys: JourneyConfig[]
}

function rowsOf(counts: readonly CountsRow[], context: RowContext): FeelRow[] {
  const { query, privacy, range } = context
  const groups = new Map<string, { keys: Keys; tally: Tally }>()
  for (const row of counts) {
    const keys = keysOf(row, context)
    const name = JSON.stringify(keys)
    const group = groups.get(name) ?? { keys, tally: emptyTally(range) }
    groups.set(name, group)
    addTo(group.tally, row, range)
  }
  return [...groups.values()]
    .map(({ keys, tally }): FeelRow => Object.assign(keys, figuresOf(tally, range, privacy)))
    .filter((row) => query.prompt === null || row.n + row.shown + (row.dismissed ?? 0) > 0)
    .toSorted(inJourneyOrder(context.journeys))
}

type Keys = Pick<FeelRow, 'journey' | (typeof KEYS)[number]>

/** The keys of a row that a count belongs to, in a fixed order. */
function keysOf(row: CountsRow, { query, from, to, today }: RowContext): Keys {
  const keys: Keys = { journey: row.journey }
  for (const key of KEYS) {
    if (key === 'partial' || !query.by.includes(key)) continue
    if (key === 'week') keys.week = isoWeekOf(row.bucket ?? '')
    else if (key === 'origin') keys.origin = row.origin
    else if (key === 'day') keys.day = row.bucket ?? ''
    else keys[key] = row[key] ?? ''
  }
  if (query.by.includes('day')) keys.partial = isPartial(row.bucket ?? '', today)
  else if (query.by.includes('week')) keys.partial = isWeekPartial(row.bucket ?? '', from, to, today)
  return keys
}

/** A week is partial also where the asked days hold only a part of it. */
function isWeekPartial(day: string, from: string, to: string, today: string): boolean {
  const monday = mondayOf(day)
  const sunday = addDays(monday, 6)
  return monday < from || sunday > to || isPartial(sunday, today)
}

const KEYS = ['step', 'day', 'week', 'device', 'locale', 'release', 'origin', 'partial'] as const

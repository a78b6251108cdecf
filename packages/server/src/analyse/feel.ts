import type { FeelAnswer, FeelRow, JourneyConfig, Privacy, Scale, ScaleRange } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn } from '../aggregate/day.ts'
import { isoWeekOf, mondayOf } from '../aggregate/week.ts'
import { findJourneys } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { addDays, daysOfMonth, isPartial } from './days.ts'
import type { FeelQuery } from './feel-query.ts'
import { figuresOf } from './figures.ts'
import { inJourneyOrder } from './order.ts'
import { type CountsRow, findScales, firstDay, type Grouping, OF_PROMPT, sumCounts } from './queries.ts'
import { chooseScales, type RowScales } from './scale-of.ts'
import { addTo, emptyTally, type Tally } from './tally.ts'

/** An answer with the scale that each row's scores stand on, which a table of them needs. */
export interface FeelFound {
  answer: FeelAnswer
  /** One for each row. */
  ranges: ScaleRange[]
}

/**
 * What people felt, by the asked keys: from the counts alone, never from answers.
 *
 * @throws AppError `not_found` for a journey or prompt that there never was; `bad_request` where the days are none, or another zone's.
 */
export async function findFeel(db: Db, project: VisibleProject, query: FeelQuery, now: Date): Promise<FeelFound> {
  const { lane, id, zone, privacy } = project
  if (query.zone !== null && query.zone !== zone) {
    throw new AppError(
      'bad_request',
      `Days are those of the project's zone, which is ${zone}: counts are kept by day, and no other zone's can be made of them. Leave "zone" away, or change the project's.`,
    )
  }
  const today = dayIn(zone)(now)
  const [journeys, scales, first] = await Promise.all([
    findJourneys(db, lane, id),
    findScales(db, lane, id),
    query.from === null ? firstDay(db, lane, id, query.journey) : null,
  ])
  const { rangeOf, without } = chooseScales(scales, query)
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
  const scaleOf = new Map(scales.map(({ prompt: of, version, scale }) => [`${of}@${version}`, scale]))
  const found = rowsOf(counts, { query, privacy, rangeOf, scaleOf, from, to, today, journeys })
  const rows = found.map(({ row }) => row)
  const answer = { project: id, from: from > to ? to : from, to, zone, by: query.by, rows }
  return { answer, ranges: found.map(({ range }) => range) }
}

/** Days tell their weeks and months too, and a week in two months has to be told by its days. Scales are those of versions. */
function groupingsOf({ by }: FeelQuery): Grouping[] {
  const periods = by.filter(isPeriod)
  const others = by.filter((key) => key !== 'scale' && !isPeriod(key)) as Grouping[]
  const ofPrompt = by.includes('scale') ? (['prompt', 'version'] as const) : []
  return [...new Set([...others, ...ofPrompt, ...(periods.length > 1 ? (['day'] as const) : periods)])]
}

function isPeriod(key: string): key is 'day' | 'week' | 'month' {
  return key === 'day' || key === 'week' || key === 'month'
}

interface RowContext {
  query: FeelQuery
  privacy: Privacy
  rangeOf: RowScales['rangeOf']
  /** By `prompt@version`. */
  scaleOf: ReadonlyMap<string, Scale>
  from: string
  to: string
  today: string
  journeys: JourneyConfig[]
}

interface FoundRow {
  row: FeelRow
  range: ScaleRange
}

function rowsOf(counts: readonly CountsRow[], context: RowContext): FoundRow[] {
  const { query, privacy } = context
  const groups = new Map<string, { keys: Keys; tally: Tally; range: ScaleRange }>()
  for (const count of counts) {
    const keys = keysOf(count, context)
    const name = JSON.stringify(keys)
    const known = groups.get(name)
    const range = known?.range ?? context.rangeOf(count)
    const group = known ?? { keys, range, tally: emptyTally(range) }
    groups.set(name, group)
    addTo(group.tally, count, range)
  }
  const inOrder = inJourneyOrder(context.journeys)
  const isOfPrompts = query.prompt !== null || query.scales.length > 0 || OF_PROMPT.some((key) => query.where.has(key))
  return [...groups.values()]
    .map(({ keys, tally, range }): FoundRow => ({ row: Object.assign(keys, figuresOf(tally, range, privacy)), range }))
    .filter(({ row }) => !isOfPrompts || row.n + row.shown + (row.dismissed ?? 0) > 0)
    .toSorted((a, b) => inOrder(a.row, b.row))
}

type Keys = Pick<FeelRow, 'journey' | (typeof KEYS)[number]>

/** The keys of a row that a count belongs to, in a fixed order. */
function keysOf(row: CountsRow, { query, scaleOf, from, to, today }: RowContext): Keys {
  const keys: Keys = { journey: row.journey }
  for (const key of KEYS) {
    if (key === 'partial' || !query.by.includes(key)) continue
    if (key === 'week') keys.week = isoWeekOf(row.bucket ?? '')
    else if (key === 'month') keys.month = (row.bucket ?? '').slice(0, 7)
    else if (key === 'version') keys.version = row.version ?? 0
    else if (key === 'scale') keys.scale = scaleOf.get(`${row.prompt}@${row.version}`) ?? ''
    else if (key === 'origin') keys.origin = row.origin
    else if (key === 'day') keys.day = row.bucket ?? ''
    else keys[key] = row[key] ?? ''
  }
  if (query.by.some(isPeriod)) {
    const { first, last } = daysOf(row.bucket ?? '', query.by)
    keys.partial = first < from || last > to || isPartial(last, today)
  }
  return keys
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

const KEYS = [
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
  'partial',
] as const

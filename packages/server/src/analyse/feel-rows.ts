import type { FeelRow, Privacy, Scale, ScaleRange, WordingKey } from '@attune/protocol'

import { isoWeekOf, mondayOf } from '../aggregate/week.ts'
import type { Comparison } from './comparable.ts'
import { addDays, daysOfMonth, isPartial } from './days.ts'
import type { FeelQuery } from './feel-query.ts'
import { figuresOf } from './figures.ts'
import { funnelOf } from './funnel.ts'
import { type CountsRow, OF_PROMPT } from './queries.ts'
import type { RowScales } from './scale-of.ts'
import { addTo, emptyTally, type Tally } from './tally.ts'

/** What counts are put into rows by. */
interface GroupContext {
  query: FeelQuery
  rangeOf: RowScales['rangeOf']
  /** By `prompt@version`. */
  scaleOf: ReadonlyMap<string, Scale>
  from: string
  to: string
  today: string
}

/** The counts of one row. */
export interface Group {
  keys: Keys
  tally: Tally
  range: ScaleRange
  /** What its answers were given to. */
  asked: Map<string, WordingKey>
}

export function groupsOf(counts: readonly CountsRow[], context: GroupContext): Group[] {
  const groups = new Map<string, Group>()
  for (const count of counts) {
    const keys = keysOf(count, context)
    const name = JSON.stringify(keys)
    const known = groups.get(name)
    const range = known?.range ?? context.rangeOf(count)
    const group = known ?? { keys, range, tally: emptyTally(range), asked: new Map<string, WordingKey>() }
    groups.set(name, group)
    addTo(group.tally, count, range)
    if (count.measure !== 'feel') continue
    const { prompt = '', version = 0, variant = '' } = count
    group.asked.set(`${prompt}@${version} ${variant}`, { prompt, version, variant })
  }
  return [...groups.values()]
}

/** A row, and the scale that its scores stand on. */
interface FoundRow {
  row: FeelRow
  range: ScaleRange
}

export function rowsOf(
  groups: readonly Group[],
  { query, privacy, isComparable }: { query: FeelQuery; privacy: Privacy; isComparable: Comparison },
): FoundRow[] {
  const isOfPrompts = query.prompt !== null || query.scales.length > 0 || OF_PROMPT.some((key) => query.where.has(key))
  return groups
    .map(({ keys, tally, range, asked }): FoundRow => {
      const versions = [...asked.values()].toSorted(byPrompt)
      const guard = isComparable(versions) ? { comparable: true } : { comparable: false, versions }
      const funnel = funnelOf(tally, privacy, Boolean(keys.prompt ?? keys.scale))
      return { row: Object.assign(keys, guard, figuresOf(tally, range, privacy), { funnel }), range }
    })
    .filter(({ row }) => !isOfPrompts || row.n + row.shown + (row.dismissed ?? 0) + row.funnel.eligible > 0)
}

function byPrompt(a: WordingKey, b: WordingKey): number {
  return compare(a.prompt, b.prompt) || a.version - b.version || compare(a.variant, b.variant)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type Keys = Pick<FeelRow, 'journey' | (typeof KEYS)[number]>

/** The keys of a row that a count belongs to, in a fixed order. */
function keysOf(row: CountsRow, { query, scaleOf, from, to, today }: GroupContext): Keys {
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

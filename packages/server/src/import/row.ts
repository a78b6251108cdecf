import {
  type AnsweredEvent,
  type Context,
  type Device,
  MAX_COMMENT,
  type Outcome,
  SCALES,
  type WireEvent,
} from '@attune/protocol'

import { type Columns, commentColumns } from './columns.ts'
import { stableId } from './ids.ts'
import { codingOf, type Mapping, type MappingItem, promptIdOf, type SegmentCoding } from './mapping.ts'
import { codesOf, createScoreReader } from './scores.ts'
import type { Tally } from './tally.ts'
import { createTimeReader, readDate } from './time.ts'

/** What a row is turned into events with. */
export interface RowSource {
  mapping: Mapping
  columns: Columns
  project: string
  /** IANA name: the zone of times that carry no offset. */
  zone: string
  /** The published version of each prompt. */
  versions: ReadonlyMap<string, number>
  tally: Tally
  now: Date
}

/** The events of one row, and how many of its cells were not asked; null where the whole row is left out, which `tally` says. */
export type ReadRow = (record: readonly string[], line: number) => { events: WireEvent[]; notAsked: number } | null

/** Makes the reader of a file's rows: every row becomes one visit with an answer at each step that was scored. */
export function createRowReader(source: RowSource): ReadRow {
  const { mapping, columns, project, tally } = source
  const readTime = createRowTime(source)
  const readContext = createContextReader(source)
  const readOutcome = createOutcomeReader(source)
  const respondent = mapping.respondent === undefined ? null : columns(mapping.respondent)
  const items = [
    ...mapping.steps.map((item) => createItemReader(source, item, `${mapping.journey.id}/${item.id}`)),
    ...(mapping.overall ?? []).map((item) => createItemReader(source, item, mapping.journey.id)),
  ]
  return (record, line) => {
    const person = respondent === null ? `line ${line}` : record[respondent]!.trim()
    if (!person) return leave(`row without a respondent in column "${mapping.respondent}"`, line)
    const at = readTime(record, line)
    if (at === null) return null
    const row: Row = { record, line, person, at, visit: stableId(project, mapping.id, person), notAsked: 0 }
    const context = readContext(record, line)
    if (context) row.context = context
    const events: WireEvent[] = []
    for (const read of items) {
      const event = read(row)
      if (event) events.push(event)
    }
    const outcome = readOutcome(record, line)
    if (outcome)
      events.push({ type: 'outcome', journey: mapping.journey.id, outcome, at, visit: row.visit, ...contextOf(row) })
    return { events, notAsked: row.notAsked }
  }

  function leave(reason: string, line: number): null {
    tally.skip(reason, line)
    return null
  }
}

interface Row {
  record: readonly string[]
  line: number
  person: string
  at: string
  visit: string
  context?: Context
  notAsked: number
}

function createItemReader(
  { mapping, columns, project, versions, tally }: RowSource,
  item: MappingItem,
  step: string,
): (row: Row) => AnsweredEvent | null {
  const coding = codingOf(mapping, item)
  const readScore = createScoreReader(coding)
  const { min, max } = SCALES[coding.scale ?? 'csat']
  const place = columns(item.column)
  const words = commentColumns(item).map(columns)
  const prompt = promptIdOf(mapping, item.id)
  const version = versions.get(prompt) ?? 1
  return (row) => {
    const cell = row.record[place]!
    const feel = readScore(cell)
    const comment = wordsOf(row.record, words)
    if (typeof feel === 'string') {
      if (feel === 'not_asked') row.notAsked++
      else tally.skip(`no score from ${min} to ${max} in column "${item.column}"`, row.line, cell)
      if (comment) tally.skip(`words without a score at "${item.name}"`, row.line, comment)
      return null
    }
    if (comment.length > MAX_COMMENT) tally.skip(`words cut at ${MAX_COMMENT} characters`, row.line, comment)
    return {
      type: 'answered',
      id: stableId(project, mapping.id, row.person, item.id),
      prompt,
      version,
      step,
      at: row.at,
      visit: row.visit,
      feel,
      ...(comment ? { comment: cut(comment) } : {}),
      ...contextOf(row),
    }
  }
}

function contextOf(row: Row): { context?: Context } {
  return row.context ? { context: row.context } : {}
}

/** Of several columns each gives a line; what PostgreSQL cannot hold in a text (NUL) goes, with the other control characters. */
function wordsOf(record: readonly string[], places: readonly number[]): string {
  if (places.length === 0) return ''
  const lines = places.map((place) => record[place]!.replaceAll(CONTROL, '').trim()).filter(Boolean)
  return lines.join('\n').toWellFormed()
}

function cut(words: string): string {
  return words.length > MAX_COMMENT ? words.slice(0, MAX_COMMENT).replace(/[\uD800-\uDBFF]$/, '') : words
}

function createRowTime({ mapping: { time }, columns, zone, tally, now }: RowSource) {
  if ('date' in time) {
    const at = readDate(time.date, zone)
    return (_record: readonly string[], line: number) => checkTime(at, time.date, line)
  }
  const place = columns(time.column)
  const read = createTimeReader(time.format, time.zone ?? zone, time.prefix)
  return (record: readonly string[], line: number) => {
    const cell = record[place]!.trim()
    return checkTime(read(cell), cell, line)
  }

  function checkTime(at: string | null, text: string, line: number): string | null {
    if (at === null) tally.skip('row whose time cannot be read', line, text)
    else if (at > now.toISOString()) tally.skip('row whose time is in the future', line, text)
    else return at
    return null
  }
}

function createOutcomeReader({ mapping: { outcome }, columns, tally }: RowSource) {
  if (!outcome) return () => null
  const place = columns(outcome.column)
  const none = codesOf(outcome.notAsked)
  const values = new Map(Object.entries(outcome.values).map(([text, value]) => [text.trim().toLowerCase(), value]))
  return (record: readonly string[], line: number): Outcome | null => {
    const text = record[place]!.trim().toLowerCase()
    const value = values.get(text)
    if (value === undefined && !none.has(text))
      tally.skip(`no outcome in column "${outcome.column}"`, line, record[place])
    return value ?? null
  }
}

function createContextReader({ mapping: { segments }, columns, tally }: RowSource) {
  if (!segments) return () => null
  const readers = [
    segments.device && reader(segments.device, 16, (context, device) => (context.device = device as Device)),
    segments.locale && reader(segments.locale, 35, (context, locale) => (context.locale = locale)),
    segments.release && reader(segments.release, 64, (context, release) => (context.release = release)),
    ...Object.entries(segments.traits ?? {}).map(([name, segment]) =>
      reader(segment, 64, (context, trait) => ((context.traits ??= {})[name] = trait)),
    ),
  ].filter((read) => read !== undefined)
  return (record: readonly string[], line: number): Context | null => {
    const context: Context = {}
    for (const read of readers) read(context, record, line)
    return Object.keys(context).length > 0 ? context : null
  }

  function reader({ column, values, notAsked }: SegmentCoding, max: number, put: (to: Context, text: string) => void) {
    const place = columns(column)
    const none = codesOf(notAsked)
    const kept = values && new Map(Object.entries(values).map(([text, value]) => [text.trim().toLowerCase(), value]))
    return (context: Context, record: readonly string[], line: number) => {
      const cell = record[place]!.replaceAll(CONTROL, '').trim()
      if (none.has(cell.toLowerCase())) return
      const value = kept ? kept.get(cell.toLowerCase()) : cell
      if (value === undefined) tally.skip(`no known value in column "${column}"`, line, cell)
      else if (value.length > max) tally.skip(`value longer than ${max} characters in column "${column}"`, line, cell)
      else put(context, value)
    }
  }
}

/** All but line feeds and tabs. */
const CONTROL = /(?![\n\t])\p{Cc}/gu

import type { Privacy, Voice } from '@attune/protocol'
import { type RawBuilder, sql } from 'kysely'

import { isGated } from '../analyse/privacy-gate/sources.ts'
import { dayBounds } from '../analyse/statistics/day-bounds.ts'
import type { Db } from '../database/open.ts'
import type { AnswerFilters } from './answer-filters.ts'
import type { Place } from './cursor.ts'
import { newestOf } from './newest.ts'
import { viewOf } from './view.ts'
import { type VoiceRow, voiceOf } from './voice-row.ts'

/** Which answers. */
export interface VoiceFilters extends AnswerFilters {
  version: number | null
  /** Only these answers; null: all. */
  ids: readonly string[] | null
  tag: string | null
  /** What would tell apart those who were told of together: null behind the privacy gate. */
  variant: string | null
  device: string | null
  locale: string | null
  release: string | null
}

/** Every answer of a project. */
export const EVERY_ANSWER: VoiceFilters = {
  journey: null,
  step: null,
  feel: [],
  onlyWords: false,
  prompt: null,
  version: null,
  origin: null,
  ids: null,
  tag: null,
  from: null,
  to: null,
  variant: null,
  device: null,
  locale: null,
  release: null,
}

export interface VoicesAsked extends VoiceFilters {
  lane: number
  project: string
  zone: string
  /** What people were promised. */
  privacy: Privacy
  /** Only answers before this one. */
  before: Place | null
  limit: number
}

/** An answer, and its place in the order of time. */
export interface PlacedVoice {
  voice: Voice
  place: Place
}

/**
 * Answers as people gave them, newest first.
 *
 * Behind the privacy gate these are only answers that were told of, by the day of that and in no order within it, without what
 * would tell apart those who were told of together.
 */
export async function findVoices(db: Db, asked: VoicesAsked): Promise<PlacedVoice[]> {
  const { step, ids, tag, privacy } = asked
  // Which answers these are is known: they are looked up, and not looked for among all others.
  if (ids !== null) return await findAmong(db, asked, isOneOf(ids))
  if (tag !== null) return await findAmong(db, asked, hasTag(asked, tag))
  const moments = step === null ? [] : [sql`m.step = ${step}`]
  const { columns } = viewOf(privacy)
  const { rows } = await newestOf(asked, { columns, filters: filtersOf(asked), moments }).execute(db)
  return (rows as VoiceRow[]).map((row) => placed(row, privacy))
}

/**
 * The same where few answers fit: these are found first, and of them the newest.
 *
 * @param few What few answers fit, and an index knows.
 */
export async function findAmong(
  db: Db,
  asked: VoicesAsked,
  few: RawBuilder<unknown>,
  { exact = sql`true`, namesProject = false }: Among = {},
): Promise<PlacedVoice[]> {
  const { lane, project, journey, step, privacy, limit } = asked
  const { time, isTold, columns } = viewOf(privacy)
  const own = sql`lane = ${lane} and project_id = ${project}`
  const filters = [
    ...(namesProject ? [own] : []),
    isTold,
    ...(journey === null ? [] : [sql`journey = ${journey}`]),
    ...(step === null ? [] : [sql`step = ${step}`]),
    ...filtersOf(asked),
  ]
  const newestFirst = sql`order by ${time} desc, id desc`
  // Each "offset" keeps what is outside of it from being looked for in an index of its own, among all answers.
  const { rows } = await sql<VoiceRow>`
    select ${columns} from (
      select * from (
        select * from (
          select * from answers where ${namesProject ? few : sql`${own} and ${few}`} offset 0) few
        where ${sql.join(filters, sql` and `)} ${newestFirst} offset 0) fitting
      where ${exact} ${newestFirst} limit ${limit}) a
    left join prompt_versions v
      on v.lane = ${lane} and v.project_id = ${project} and v.prompt = a.prompt and v.version = a.version
    order by a.${time} desc, a.id desc`.execute(db)
  return rows.map((row) => placed(row, privacy))
}

interface Among {
  /** What is dear to know of each: the newest are asked first. */
  exact?: RawBuilder<unknown>
  /** The index knows the project, too: it is not asked for beside it, so that no other index is taken for it. */
  namesProject?: boolean
}

/** What an answer must be, besides of its journey and step. */
export function filtersOf(asked: VoicesAsked): RawBuilder<unknown>[] {
  const { feel, onlyWords, ids, tag, before, privacy } = asked
  const { time } = viewOf(privacy)
  const same = (['prompt', 'version', 'origin', 'variant', 'device', 'locale', 'release'] as const).flatMap((name) =>
    asked[name] === null ? [] : [sql`${sql.ref(name)} = ${asked[name]}`],
  )
  return [
    ...same,
    ...(feel.length > 0 ? [sql`feel in (${sql.join([...feel])})`] : []),
    ...(onlyWords ? [sql`comment is not null`] : []),
    ...(ids === null ? [] : [isOneOf(ids)]),
    ...(tag === null ? [] : [hasTag(asked, tag)]),
    ...timesOf(asked),
    ...(before ? [sql`(${time}, id) < (${before.at}, ${before.id}::uuid)`] : []),
  ]
}

function isOneOf(ids: readonly string[]): RawBuilder<unknown> {
  return sql`id = any(${[...ids]}::uuid[])`
}

function hasTag({ lane, project }: VoicesAsked, tag: string): RawBuilder<unknown> {
  return sql`id in (select answer from answer_tags where lane = ${lane} and project_id = ${project} and tag = ${tag})`
}

/** Days are the project's where an answer has its time, and those of being told where it has none. */
export function timesOf({ from, to, zone, privacy }: VoicesAsked): RawBuilder<unknown>[] {
  if (isGated(privacy))
    return [
      ...(from === null ? [] : [sql`told_on >= ${from}::date`]),
      ...(to === null ? [] : [sql`told_on <= ${to}::date`]),
    ]
  return [
    ...(from === null ? [] : [sql`at >= ${dayBounds(from, zone).start}`]),
    ...(to === null ? [] : [sql`at < ${dayBounds(to, zone).end}`]),
  ]
}

function placed(row: VoiceRow, privacy: Privacy): PlacedVoice {
  return { voice: voiceOf(row, privacy), place: { at: row.place, id: row.id } }
}

import type { Device, Origin, Voice } from '@attune/protocol'
import { sql } from 'kysely'

import type { PromptContent } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import type { Place } from './cursor.ts'
import { newestOf } from './newest.ts'
import { wordsOf } from './wording.ts'

export interface VoicesAsked {
  lane: number
  project: string
  /** Null: every journey. */
  journey: string | null
  /** Null: every step; `''`: the journey as a whole. */
  step: string | null
  /** Empty: every score. */
  feel: readonly number[]
  /** Only answers in people's own words. */
  onlyWords: boolean
  prompt: string | null
  origin: Origin | null
  /** Only these answers; null: all. */
  ids: readonly string[] | null
  /** Only answers before this one. */
  before: Place | null
  /** Moments with fewer answers than this are left out whole. */
  minAnswers: number
  limit: number
}

/** An answer, and its place in the order of time. */
export interface PlacedVoice {
  voice: Voice
  place: Place
}

/** Answers as people gave them, newest first. */
export async function findVoices(db: Db, asked: VoicesAsked): Promise<PlacedVoice[]> {
  const { step, feel, onlyWords, prompt, origin, ids, before } = asked
  const filters = [
    ...(feel.length > 0 ? [sql`feel in (${sql.join([...feel])})`] : []),
    ...(onlyWords ? [sql`comment is not null`] : []),
    ...(prompt === null ? [] : [sql`prompt = ${prompt}`]),
    ...(origin === null ? [] : [sql`origin = ${origin}`]),
    ...(ids === null ? [] : [sql`id = any(${[...ids]}::uuid[])`]),
    ...(before ? [sql`(at, id) < (${before.at}::timestamptz, ${before.id}::uuid)`] : []),
  ]
  const moments = step === null ? [] : [sql`m.step = ${step}`]
  const { rows } = await newestOf(asked, { columns: COLUMNS, filters, moments }).execute(db)
  return (rows as VoiceRow[]).map((row) => ({ voice: voiceOf(row), place: { at: row.place, id: row.id } }))
}

export interface NewestAsked {
  lane: number
  project: string
  journey: string
  steps: readonly string[]
  perStep: number
}

/** The newest words of each of these steps, newest first, in one query. */
export async function newestWords(db: Db, { lane, project, journey, steps, perStep }: NewestAsked): Promise<Voice[]> {
  const { rows } = await sql<VoiceRow>`
    select ${COLUMNS} from unnest(${[...steps]}::text[]) m (step) cross join lateral (
      select * from answers
      where lane = ${lane} and project_id = ${project} and journey = ${journey} and step = m.step and comment is not null
      order by at desc, id desc limit ${perStep}) a
    left join prompt_versions v
      on v.lane = ${lane} and v.project_id = ${project} and v.prompt = a.prompt and v.version = a.version
    order by a.at desc, a.id desc`.execute(db)
  return rows.map(voiceOf)
}

interface VoiceRow {
  id: string
  at: Date
  place: string
  journey: string
  step: string
  prompt: string
  version: number
  variant: string
  feel: number
  comment: string | null
  answers: Record<string, string[]> | null
  visit: string | null
  page: string | null
  device: string
  locale: string
  release: string
  traits: Record<string, string> | null
  took_ms: number | null
  origin: Origin
  trust: Voice['trust']
  set_aside: Voice['set_aside']
  content: PromptContent | null
}

const COLUMNS = sql`a.id, a.at, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place, a.journey, a.step,
  a.prompt, a.version, a.variant, a.feel, a.comment, a.answers, a.visit, a.page, a.device, a.locale, a.release, a.traits, a.took_ms,
  a.origin, a.trust, a.set_aside, v.content`

function voiceOf(row: VoiceRow): Voice {
  const { place: _place, content, at, device, locale, release, ...same } = row
  return {
    ...same,
    at: at.toISOString(),
    ...wordsOf(content, row),
    scale: content?.scale ?? 'faces',
    device: device === '' ? null : (device as Device),
    locale: locale === '' ? null : locale,
    release: release === '' ? null : release,
  }
}

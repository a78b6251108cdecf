import type { Device, Origin, Privacy, Voice } from '@attune/protocol'
import { sql } from 'kysely'

import { isGated } from '../analyse/privacy-gate/sources.ts'
import type { PromptContent } from '../configure/queries.ts'
import type { Db } from '../database/open.ts'
import type { Place } from './cursor.ts'
import { newestOf } from './newest.ts'
import { viewOf } from './view.ts'
import { wordsOf } from './wording.ts'

export interface VoicesAsked {
  lane: number
  project: string
  /** What people were promised. */
  privacy: Privacy
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
  const { step, feel, onlyWords, prompt, origin, ids, before } = asked
  const { time, columns } = viewOf(asked.privacy)
  const filters = [
    ...(feel.length > 0 ? [sql`feel in (${sql.join([...feel])})`] : []),
    ...(onlyWords ? [sql`comment is not null`] : []),
    ...(prompt === null ? [] : [sql`prompt = ${prompt}`]),
    ...(origin === null ? [] : [sql`origin = ${origin}`]),
    ...(ids === null ? [] : [sql`id = any(${[...ids]}::uuid[])`]),
    ...(before ? [sql`(${time}, id) < (${before.at}, ${before.id}::uuid)`] : []),
  ]
  const moments = step === null ? [] : [sql`m.step = ${step}`]
  const { rows } = await newestOf(asked, { columns, filters, moments }).execute(db)
  return (rows as VoiceRow[]).map((row) => ({
    voice: voiceOf(row, asked.privacy),
    place: { at: row.place, id: row.id },
  }))
}

export interface NewestAsked {
  lane: number
  project: string
  privacy: Privacy
  journey: string
  steps: readonly string[]
  perStep: number
}

/** The newest words of each of these steps, newest first, in one query. */
export async function newestWords(db: Db, asked: NewestAsked): Promise<Voice[]> {
  const { lane, project, privacy, journey, steps, perStep } = asked
  const { time, isTold, columns } = viewOf(privacy)
  const { rows } = await sql<VoiceRow>`
    select ${columns} from unnest(${[...steps]}::text[]) m (step) cross join lateral (
      select * from answers
      where lane = ${lane} and project_id = ${project} and journey = ${journey} and step = m.step and comment is not null and ${isTold}
      order by ${time} desc, id desc limit ${perStep}) a
    left join prompt_versions v
      on v.lane = ${lane} and v.project_id = ${project} and v.prompt = a.prompt and v.version = a.version
    order by a.${time} desc, a.id desc`.execute(db)
  return rows.map((row) => voiceOf(row, privacy))
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
  tags: string[]
  content: PromptContent | null
}

/** What tells apart people who were told of together, or says who they are. */
const UNTOLD = {
  variant: '',
  visit: null,
  page: null,
  device: '',
  locale: '',
  release: '',
  traits: null,
  took_ms: null,
  trust: 'unverified',
} as const

function voiceOf(whole: VoiceRow, privacy: Privacy): Voice {
  const row = isGated(privacy) ? { ...whole, ...UNTOLD } : whole
  const { place: _place, content, at, device, locale, release, ...same } = row
  return {
    ...same,
    marks: [],
    at: at.toISOString(),
    ...wordsOf(content, row),
    scale: content?.scale ?? 'faces',
    device: device === '' ? null : (device as Device),
    locale: locale === '' ? null : locale,
    release: release === '' ? null : release,
  }
}

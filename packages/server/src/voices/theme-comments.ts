import { type Origin, type Scale, SCALES } from '@attune/protocol'
import { type RawBuilder, sql } from 'kysely'

import type { Db } from '../database/open.ts'
import { newestOf, type NewestOf } from './newest.ts'

export interface CommentsAsked extends NewestOf {
  /** Only at this step; null: at every one. */
  step: string | null
  /** Not at this step; null: at every one. */
  notStep: string | null
  /** From this instant on, and before that one. */
  from: Date | null
  to: Date | null
  prompt: string | null
  origin: Origin | null
}

/** Somebody's words, as far as themes look at them. */
export interface Comment {
  id: string
  at: Date
  /** The same for all that one person is known to have said. */
  person: string
  text: string
  locale: string
  origin: Origin
  /** On the scale that was asked. */
  face: 'bad' | 'middle' | 'good'
}

/** The newest comments that count, newest first; fewer where they are very long. Answers that are kept and not counted have no part in themes either. */
export async function findComments(db: Db, asked: CommentsAsked): Promise<Comment[]> {
  const { step, notStep, from, to, prompt, origin } = asked
  const filters = [
    sql`comment is not null and set_aside is null`,
    ...(from ? [sql`at >= ${from}`] : []),
    ...(to ? [sql`at < ${to}`] : []),
    ...(prompt === null ? [] : [sql`prompt = ${prompt}`]),
    ...(origin === null ? [] : [sql`origin = ${origin}`]),
  ]
  const moments: RawBuilder<unknown>[] = [
    ...(step === null ? [] : [sql`m.step = ${step}`]),
    ...(notStep === null ? [] : [sql`m.step <> ${notStep}`]),
  ]
  const { rows } = await newestOf(asked, { columns: COLUMNS, filters, moments }).execute(db)
  return upTo(asked.limit * MEAN_CHARACTERS, rows as CommentRow[]).map(({ feel, scale, ...same }) =>
    Object.assign(same, { face: faceOf(feel, scale ?? 'faces') }),
  )
}

/** The first of them that are no more characters than that together: long comments are as much work as many. */
function upTo(characters: number, rows: readonly CommentRow[]): readonly CommentRow[] {
  let left = characters
  const end = rows.findIndex(({ text }) => (left -= text.length) < 0)
  return end < 0 ? rows : rows.slice(0, end)
}

type CommentRow = Omit<Comment, 'face'> & { feel: number; scale: Scale | null }

function faceOf(feel: number, scale: Scale): Comment['face'] {
  const { bad, good } = SCALES[scale]
  if (feel <= bad) return 'bad'
  return feel >= good ? 'good' : 'middle'
}

// Who left no id is known by the visit, and else is somebody new with every answer.
const COLUMNS = sql`a.id, a.at, coalesce(a.visitor, a.visit::text, a.id::text) as person, a.comment as text, a.locale, a.origin,
  a.feel, v.content ->> 'scale' as scale`

/** Most people write less. */
const MEAN_CHARACTERS = 150

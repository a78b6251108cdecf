import type { Privacy, Voice } from '@attune/protocol'
import { sql } from 'kysely'

import type { Db } from '../database/open.ts'
import { viewOf } from './view.ts'
import { type VoiceRow, voiceOf } from './voice-row.ts'

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

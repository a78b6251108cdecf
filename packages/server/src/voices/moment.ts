import type { VoiceMoment } from '@attune/protocol'
import { sql } from 'kysely'

import type { VisibleProject } from '../access/queries.ts'
import { isGated } from '../analyse/privacy-gate/sources.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { EVERY_ANSWER, findAmong, type VoicesAsked } from './queries.ts'

/**
 * An answer with everything that is known of its moment: what was asked, and what else the same person said on their way.
 *
 * Behind the privacy gate it is the voice as it stands among the others, and what everybody knows of its prompt.
 *
 * @throws AppError `not_found` where there is no such answer, or it may not be told of.
 */
export async function findMoment(db: Db, project: VisibleProject, id: string): Promise<VoiceMoment> {
  const { lane, zone, privacy } = project
  const asked: VoicesAsked = { ...EVERY_ANSWER, lane, project: project.id, zone, privacy, before: null, limit: MOST }
  const [found] = await findAmong(db, asked, sql`id = ${id}::uuid`)
  if (!found) throw new AppError('not_found', `There is nothing with the id "${id}".`)
  const { voice } = found
  const prompt = await findAsked(db, project, id)
  const { published_at, current_version } = prompt
  const publicly = { published_at: published_at?.toISOString() ?? null, current_version }
  if (isGated(privacy))
    return { voice, asked: { ...publicly, share: null }, received_at: null, outcome: null, path: [] }
  const { share, received_at, outcome, ended_at } = prompt
  return {
    voice,
    asked: { ...publicly, share },
    received_at: received_at.toISOString(),
    outcome: outcome === null || ended_at === null ? null : { outcome, at: ended_at.toISOString() },
    path: voice.visit === null ? [] : await pathOf(db, asked, voice.visit),
  }
}

interface Asked {
  share: number | null
  received_at: Date
  published_at: Date | null
  current_version: number | null
  outcome: 'reached' | 'abandoned' | null
  ended_at: Date | null
}

async function findAsked(db: Db, { lane, id: project }: VisibleProject, id: string): Promise<Asked> {
  const { rows } = await sql<Asked>`
    select a.share, a.received_at, v.published_at, p.version as current_version, w.outcome, w.at as ended_at from answers a
    left join prompt_versions v
      on v.lane = ${lane} and v.project_id = ${project} and v.prompt = a.prompt and v.version = a.version
    left join prompts p on p.lane = ${lane} and p.project_id = ${project} and p.id = a.prompt
    left join visits w on w.lane = ${lane} and w.project_id = ${project} and w.id = a.visit
    where a.lane = ${lane} and a.project_id = ${project} and a.id = ${id}::uuid`.execute(db)
  const [row] = rows
  if (!row) throw new AppError('not_found', `There is nothing with the id "${id}".`)
  return row
}

async function pathOf(db: Db, asked: VoicesAsked, visit: string): Promise<VoiceMoment['path']> {
  const found = await findAmong(db, asked, sql`visit = ${visit}::uuid`)
  return found.map(({ voice }) => voice).toReversed()
}

/** Nobody answers more often in one visit. */
const MOST = 100

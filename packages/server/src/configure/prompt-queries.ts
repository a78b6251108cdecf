import type { PromptDocument } from '@attune/protocol'
import { sql } from 'kysely'

import type { Db } from '../database/open.ts'
import type { PromptContent } from './queries.ts'
import type { Place } from './writes.ts'

/** A draft as it is stored. */
export interface DraftRow {
  prompt: string
  content: PromptDocument
  revision: number
  updated_at: Date
  updated_by: string
}

/** The drafts of a project, by prompt. @param id Of the only prompt that is asked for; null: all. */
export async function findDrafts(db: Db, { lane, id: project }: Place, id: string | null): Promise<DraftRow[]> {
  const all = db
    .selectFrom('prompt_drafts')
    .select(['prompt', 'content', 'revision', 'updated_at', 'updated_by'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
  const rows = await (id === null ? all : all.where('prompt', '=', id)).orderBy('prompt').execute()
  return rows as DraftRow[]
}

/** A version of a prompt, whole. */
export interface WholeVersionRow {
  version: number
  content: PromptContent
  published_at: Date
  published_by: string
}

/** Every version of a prompt, oldest first; of a prompt that was removed, too. */
export async function findVersionsOf(db: Db, { lane, id }: Place, prompt: string): Promise<WholeVersionRow[]> {
  const rows = await db
    .selectFrom('prompt_versions')
    .select(['version', 'content', 'published_at', 'published_by'])
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('prompt', '=', prompt)
    .orderBy('version')
    .execute()
  return rows as WholeVersionRow[]
}

/** How many answers are counted under each version of a prompt. @param journeys All that it has ever been asked in. */
export async function countAnswers(
  db: Db,
  { lane, id }: Place,
  prompt: string,
  journeys: readonly string[],
): Promise<Map<number, number>> {
  if (journeys.length === 0) return new Map()
  const rows = await db
    .selectFrom('counts')
    .select(['version', sql<number>`sum(n)::bigint`.as('n')])
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('journey', 'in', [...journeys])
    .where('measure', '=', 'feel')
    .where('prompt', '=', prompt)
    .groupBy('version')
    .execute()
  return new Map(rows.map(({ version, n }) => [version, n]))
}

/** Whether a moment was ever counted at a step. */
export async function hasMoments(db: Db, { lane, id }: Place, journey: string, step: string): Promise<boolean> {
  const row = await db
    .selectFrom('counts')
    .select('n')
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('journey', '=', journey)
    .where('step', '=', step)
    .where('measure', 'in', ['entered', 'completed', 'failed', 'left', 'signal'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** How often steps were entered since a day, by the locale of who did; '' where it is unknown. */
export async function countLocales(
  db: Db,
  { lane, id }: Place,
  journeys: readonly string[],
  since: string,
): Promise<Map<string, number>> {
  if (journeys.length === 0) return new Map()
  const rows = await db
    .selectFrom('counts')
    .select(['locale', sql<number>`sum(n)::bigint`.as('n')])
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('journey', 'in', [...journeys])
    .where('day', '>=', since)
    .where('measure', '=', 'entered')
    .where('origin', '=', 'live')
    .groupBy('locale')
    .execute()
  return new Map(rows.map(({ locale, n }) => [locale, n]))
}

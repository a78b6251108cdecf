import type {
  Budget,
  FollowUp,
  JourneyConfig,
  MomentType,
  Privacy,
  PromptConfig,
  PromptDocument,
  Retention,
  Scale,
  Signal,
  StepConfig,
  Theme,
} from '@attune/protocol'
import { sql } from 'kysely'

import type { Db } from '../database/open.ts'

/** A project as its row says. */
export interface ProjectRow {
  lane: number
  id: string
  name: string
  zone: string
  privacy: Privacy
  budget: Partial<Budget>
  theme: Theme
  signals: Signal[]
  origins: string[]
  impressions: boolean
  retention: Retention
  traits: string[]
  revision: number
  created_at: Date
}

/** The columns of a `ProjectRow`. */
export const PROJECT = [
  'projects.lane',
  'projects.id',
  'projects.name',
  'projects.zone',
  'projects.privacy',
  'projects.budget',
  'projects.theme',
  'projects.signals',
  'projects.origins',
  'projects.impressions',
  'projects.retention',
  'projects.traits',
  'projects.revision',
  'projects.created_at',
] as const

/** The project that a public key opens now: the first that claimed it, where two did at the same instant. */
export async function findProjectByKey(db: Db, key: string): Promise<ProjectRow | null> {
  const row = await db
    .selectFrom('write_keys')
    .innerJoin('projects', (join) =>
      join.onRef('projects.lane', '=', 'write_keys.lane').onRef('projects.id', '=', 'write_keys.project_id'),
    )
    .select(PROJECT)
    .where('write_keys.key', '=', key)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date())]))
    .where('projects.delete_after', 'is', null)
    .orderBy('write_keys.created_at')
    .orderBy('projects.id')
    .limit(1)
    .executeTakeFirst()
  return row ? (row as ProjectRow) : null
}

export async function findProject(db: Db, lane: number, id: string): Promise<ProjectRow | null> {
  const row = await db
    .selectFrom('projects')
    .select(PROJECT)
    .where('lane', '=', lane)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? (row as ProjectRow) : null
}

/** The journeys of a project, in order. */
export async function findJourneys(db: Db, lane: number, project: string): Promise<JourneyConfig[]> {
  const rows = await db
    .selectFrom('journeys')
    .select(['id', 'name', 'goal', 'steps'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .orderBy('position')
    .execute()
  return rows.map(journeyOf)
}

function journeyOf(row: { id: string; name: string; goal: string | null; steps: unknown }): JourneyConfig {
  const journey = { id: row.id, name: row.name, steps: row.steps as StepConfig[] }
  return row.goal === null ? journey : { ...journey, goal: row.goal }
}

/** A prompt and the version that is current. */
export interface PromptRow {
  id: string
  status: 'live' | 'paused' | 'ended' | 'imported'
  content: PromptContent
  term: PromptTerm
  version: number
  published_at: Date
  /** The name of who did it. */
  published_by: string
}

/** What a version says, in a column that nobody ever changes. */
export type PromptContent = Omit<PromptConfig, 'schedule' | 'isFull' | 'pair'> & Pick<PromptDocument, 'pairWith'>

/** When and how long a prompt is asked: of the prompt, and not of a version, because it changes no answer's meaning. */
export type PromptTerm = Pick<PromptDocument, 'schedule' | 'quota' | 'answersPerWeek'>

/** The prompts of a project with their current versions, by id. @param id Of the only one that is asked for; absent: all. */
export async function findPrompts(db: Db, lane: number, project: string, id?: string): Promise<PromptRow[]> {
  const all = db
    .selectFrom('prompts')
    .innerJoin('prompt_versions', (join) =>
      join
        .onRef('prompt_versions.lane', '=', 'prompts.lane')
        .onRef('prompt_versions.project_id', '=', 'prompts.project_id')
        .onRef('prompt_versions.prompt', '=', 'prompts.id')
        .onRef('prompt_versions.version', '=', 'prompts.version'),
    )
    .select(['prompts.id', 'prompts.status', 'prompts.term', 'prompts.version'])
    .select(['prompt_versions.content', 'prompt_versions.published_at', 'prompt_versions.published_by'])
    .where('prompts.lane', '=', lane)
    .where('prompts.project_id', '=', project)
  const rows = await (id === undefined ? all : all.where('prompts.id', '=', id)).orderBy('prompts.id').execute()
  return rows as PromptRow[]
}

/** What an answer to a version is checked by, and when it began to be asked. */
export interface VersionRow {
  prompt: string
  version: number
  step: string
  on: MomentType
  scale: Scale
  /** Null where there are none, as below. */
  follow_ups: FollowUp[] | null
  variants: { id: string }[] | null
  published_at: Date
}

/** Every version ever published, of prompts that are gone too: a page that was open all night may still answer one. */
export async function findVersions(db: Db, lane: number, project: string): Promise<VersionRow[]> {
  return await db
    .selectFrom('prompt_versions')
    .select([
      'prompt',
      'version',
      'published_at',
      sql<string>`content->>'step'`.as('step'),
      sql<MomentType>`content->>'on'`.as('on'),
      sql<Scale>`content->>'scale'`.as('scale'),
      sql<FollowUp[] | null>`content->'followUps'`.as('follow_ups'),
      sql<{ id: string }[] | null>`content->'variants'`.as('variants'),
    ])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .orderBy('prompt')
    .orderBy('version')
    .execute()
}

/** A public key, and until when it opens anything; null: for ever. */
export interface WriteKey {
  key: string
  expires: Date | null
}

/** Every key of a project, by name; those that have expired, too. */
export async function findKeys(db: Db, lane: number, project: string): Promise<WriteKey[]> {
  return await db
    .selectFrom('write_keys')
    .select(['key', 'expires_at as expires'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .orderBy('key')
    .execute()
}

/** The same with when they were made, newest first. */
export async function findKeyItems(
  db: Db,
  lane: number,
  project: string,
): Promise<{ key: string; created_at: Date; expires_at: Date | null }[]> {
  return await db
    .selectFrom('write_keys')
    .select(['key', 'created_at', 'expires_at'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .orderBy('created_at', 'desc')
    .orderBy('key')
    .execute()
}

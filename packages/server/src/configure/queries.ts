import type { Budget, JourneyConfig, Privacy, PromptConfig, Scale, StepConfig } from '@attune/protocol'
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
  revision: number
  created_at: Date
}

const PROJECT = [
  'projects.lane',
  'projects.id',
  'projects.name',
  'projects.zone',
  'projects.privacy',
  'projects.budget',
  'projects.revision',
  'projects.created_at',
] as const

/** The project that a public key belongs to: the first that claimed it, where two did at the same instant. */
export async function findProjectByKey(db: Db, key: string): Promise<ProjectRow | null> {
  const row = await db
    .selectFrom('write_keys')
    .innerJoin('projects', (join) =>
      join.onRef('projects.lane', '=', 'write_keys.lane').onRef('projects.id', '=', 'write_keys.project_id'),
    )
    .select(PROJECT)
    .where('write_keys.key', '=', key)
    .orderBy('write_keys.created_at')
    .orderBy('projects.id')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

export async function findProject(db: Db, lane: number, id: string): Promise<ProjectRow | null> {
  const row = await db
    .selectFrom('projects')
    .select(PROJECT)
    .where('lane', '=', lane)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
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
  status: 'live' | 'paused' | 'imported'
  content: PromptConfig
}

/** The prompts of a project with their current versions, by id. */
export async function findPrompts(db: Db, lane: number, project: string): Promise<PromptRow[]> {
  const rows = await db
    .selectFrom('prompts')
    .innerJoin('prompt_versions', (join) =>
      join
        .onRef('prompt_versions.lane', '=', 'prompts.lane')
        .onRef('prompt_versions.project_id', '=', 'prompts.project_id')
        .onRef('prompt_versions.prompt', '=', 'prompts.id')
        .onRef('prompt_versions.version', '=', 'prompts.version'),
    )
    .select(['prompts.id', 'prompts.status', 'prompt_versions.content'])
    .where('prompts.lane', '=', lane)
    .where('prompts.project_id', '=', project)
    .orderBy('prompts.id')
    .execute()
  return rows.map(({ id, status, content }) => ({ id, status, content: content as PromptConfig }))
}

/** What an answer to a version is checked by. */
export interface VersionRow {
  prompt: string
  version: number
  step: string
  scale: Scale
}

/** Every version ever published, of prompts that are gone too: a page that was open all night may still answer one. */
export async function findVersions(db: Db, lane: number, project: string): Promise<VersionRow[]> {
  return await db
    .selectFrom('prompt_versions')
    .select(['prompt', 'version', sql<string>`content->>'step'`.as('step'), sql<Scale>`content->>'scale'`.as('scale')])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .execute()
}

export async function findKeys(db: Db, lane: number, project: string): Promise<string[]> {
  const rows = await db
    .selectFrom('write_keys')
    .select('key')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .orderBy('key')
    .execute()
  return rows.map((row) => row.key)
}

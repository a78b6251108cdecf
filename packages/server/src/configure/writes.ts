import { isDeepStrictEqual } from 'node:util'

import type { Budget, JourneyConfig, Privacy, Retention, Signal, Theme } from '@attune/protocol'
import { sql } from 'kysely'

import type { Tx } from '../database/open.ts'
import { PROJECT, type ProjectRow, type PromptContent, type PromptTerm, type WriteKey } from './queries.ts'

/** Which project. */
export type Place = Pick<ProjectRow, 'lane' | 'id'>

/** @returns whether the project is new. */
export async function createProject(tx: Tx, lane: number, id: string, name: string): Promise<boolean> {
  const made = await tx
    .insertInto('projects')
    .values({ lane, id, name, zone: 'UTC', privacy: 'open', budget: '{}' })
    .onConflict((conflict) => conflict.columns(['lane', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** Reads a project and keeps every other change of it waiting until the transaction ends. */
export async function lockProject(tx: Tx, lane: number, id: string): Promise<ProjectRow> {
  const row = await tx
    .selectFrom('projects')
    .select(PROJECT)
    .where('lane', '=', lane)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row as ProjectRow
}

/** What `updateProject` sets. */
interface ProjectSettings {
  name: string
  zone: string
  privacy: Privacy
  budget: Partial<Budget>
  theme?: Theme
  signals?: Signal[]
  origins?: string[]
  impressions?: boolean
  retention?: Retention
  traits?: string[]
  revision: number
}

export async function updateProject(tx: Tx, { lane, id }: Place, settings: ProjectSettings): Promise<void> {
  const {
    name,
    zone,
    privacy,
    budget,
    theme = {},
    signals = [],
    origins = [],
    impressions = false,
    retention = {},
    traits = [],
    revision,
  } = settings
  await tx
    .updateTable('projects')
    .set({
      name,
      zone,
      privacy,
      budget: JSON.stringify(budget),
      theme: JSON.stringify(theme),
      signals: JSON.stringify(signals),
      origins: JSON.stringify(origins),
      impressions,
      retention: JSON.stringify(retention),
      traits: JSON.stringify(traits),
      retention_since: sql`case when retention = ${JSON.stringify(retention)}::jsonb then retention_since else now() end`,
      revision,
    })
    .where('lane', '=', lane)
    .where('id', '=', id)
    .execute()
}

/** Says that something of a project has changed, so that every node reads it again. */
export async function touchProject(tx: Tx, { lane, id }: Place): Promise<void> {
  await tx
    .updateTable('projects')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('lane', '=', lane)
    .where('id', '=', id)
    .execute()
}

/** One of the keys that belongs to another project, or null. */
export async function findForeignKey(tx: Tx, { id }: Place, keys: string[]): Promise<string | null> {
  if (keys.length === 0) return null
  const row = await tx
    .selectFrom('write_keys')
    .select('key')
    .where('key', 'in', keys)
    .where('project_id', '!=', id)
    .limit(1)
    .executeTakeFirst()
  return row?.key ?? null
}

/** Keys that stay keep their age. */
export async function replaceKeys(tx: Tx, { lane, id }: Place, before: WriteKey[], after: WriteKey[]): Promise<void> {
  const kept = new Set(after.map(({ key }) => key))
  const gone = before.flatMap(({ key }) => (kept.has(key) ? [] : [key]))
  if (gone.length > 0)
    await tx
      .deleteFrom('write_keys')
      .where('lane', '=', lane)
      .where('project_id', '=', id)
      .where('key', 'in', gone)
      .execute()
  if (after.length > 0)
    await tx
      .insertInto('write_keys')
      .values(after.map(({ key, expires }) => ({ lane, project_id: id, key, expires_at: expires })))
      .onConflict((conflict) =>
        conflict
          .columns(['lane', 'project_id', 'key'])
          .doUpdateSet((eb) => ({ expires_at: eb.ref('excluded.expires_at') })),
      )
      .execute()
}

export async function replaceJourneys(tx: Tx, { lane, id }: Place, journeys: JourneyConfig[]): Promise<void> {
  await tx.deleteFrom('journeys').where('lane', '=', lane).where('project_id', '=', id).execute()
  if (journeys.length === 0) return
  const rows = journeys.map(({ id: journey, name, goal, steps }, position) => ({
    lane,
    project_id: id,
    id: journey,
    name,
    position,
    goal: goal ?? null,
    steps: JSON.stringify(steps),
  }))
  await tx.insertInto('journeys').values(rows).execute()
}

/** Which version of each prompt is current. */
export interface CurrentPrompt {
  id: string
  step: string
  status: 'live' | 'paused' | 'ended' | 'imported'
  version: number
  term: PromptTerm
}

export async function replacePrompts(tx: Tx, { lane, id }: Place, prompts: CurrentPrompt[]): Promise<void> {
  await tx.deleteFrom('prompts').where('lane', '=', lane).where('project_id', '=', id).execute()
  if (prompts.length === 0) return
  await tx
    .insertInto('prompts')
    .values(prompts.map((prompt) => ({ ...prompt, term: JSON.stringify(prompt.term), lane, project_id: id })))
    .execute()
}

/**
 * Publishes the content of a prompt as its next version, unless its newest version says the same.
 *
 * A prompt that was removed and comes back goes on where it ended: a version never means two things.
 */
export async function publishVersion(
  tx: Tx,
  { lane, id }: Place,
  content: Omit<PromptContent, 'version'>,
  publishedBy: string,
): Promise<{ version: number; isNew: boolean }> {
  const newest = await tx
    .selectFrom('prompt_versions')
    .select(['version', 'content'])
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .where('prompt', '=', content.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest && isDeepStrictEqual(newest.content, { ...content, version: newest.version }))
    return { version: newest.version, isNew: false }
  const version = (newest?.version ?? 0) + 1
  await tx
    .insertInto('prompt_versions')
    .values({
      lane,
      project_id: id,
      prompt: content.id,
      version,
      content: JSON.stringify({ ...content, version }),
      published_by: publishedBy,
    })
    .execute()
  return { version, isNew: true }
}

export async function hasAnswers(tx: Tx, { lane, id }: Place): Promise<boolean> {
  const row = await tx
    .selectFrom('answers')
    .select('day')
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

import { randomBytes } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import type { ConfigurationDocument, Privacy, PromptDocument } from '@attune/protocol'

import { grantToOwners } from '../access/people.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { checkConfiguration } from './check.ts'
import { findJourneys, findKeys, findProject, findPrompts, type ProjectRow, type PromptRow } from './queries.ts'
import {
  createProject,
  findForeignKey,
  hasAnswers,
  lockProject,
  publishVersion,
  replaceJourneys,
  replaceKeys,
  replacePrompts,
  updateProject,
} from './writes.ts'

/** What applying a configuration did. */
export interface Applied {
  /** The project is new. */
  created: boolean
  /** Prompts whose content differs from what was published before. */
  published: { prompt: string; version: number }[]
}

/** A document in which nothing is left to defaults. */
type WholeDocument = ConfigurationDocument & {
  project: Required<ConfigurationDocument['project']>
  prompts: Required<PromptDocument>[]
}

/**
 * Makes a project's configuration what a document says; creates the project where there is none.
 *
 * All of it or nothing, one at a time per project. Journeys, steps and prompts that the document no longer holds leave the
 * configuration; answers about them stay. A prompt whose content differs gets a new immutable version. A document that changes
 * nothing writes nothing.
 *
 * @throws AppError `invalid_configuration`, naming the places.
 */
export async function applyConfiguration(db: Db, project: string, document: ConfigurationDocument): Promise<Applied> {
  if (!ID.test(project))
    throw new AppError(
      'invalid_configuration',
      `"${project}" cannot name a project: use small letters, digits, dashes.`,
    )
  checkConfiguration(document)
  return await db.transaction().execute((tx) => apply(tx, project, document))
}

/**
 * A project's whole configuration, with nothing left to defaults: what `applyConfiguration` was given, prompts and keys sorted.
 *
 * @throws AppError `not_found`
 */
export async function readConfiguration(db: Db, project: string): Promise<ConfigurationDocument> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => readWhole(tx, project))
}

const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/

async function readWhole(tx: Tx, project: string): Promise<WholeDocument> {
  const row = await findProject(tx, laneOf(project), project)
  if (!row) throw new AppError('not_found', `There is no project "${project}".`)
  return await documentOf(tx, row)
}

async function apply(tx: Tx, project: string, document: ConfigurationDocument): Promise<Applied> {
  const lane = laneOf(project)
  const created = await createProject(tx, lane, project, document.project.name)
  const row = await lockProject(tx, lane, project)
  const before = await documentOf(tx, row)
  const after = wholeOf(document, before.project.keys)
  if (!created && isDeepStrictEqual(before, after)) return { created, published: [] }

  await refuseForeignKeys(tx, row, after.project.keys)
  if (created) await grantToOwners(tx, project)
  if (!created) await refuseLoosening(tx, row, after.project.privacy)
  await updateProject(tx, row, { ...after.project, revision: created ? row.revision : row.revision + 1 })
  await replaceKeys(tx, row, before.project.keys, after.project.keys)
  await replaceJourneys(tx, row, after.journeys)
  const published: Applied['published'] = []
  const current: { id: string; step: string; status: 'live' | 'paused' | 'imported'; version: number }[] = []
  for (const { status, ...content } of after.prompts) {
    const { version, isNew } = await publishVersion(tx, row, content)
    current.push({ id: content.id, step: content.step, status, version })
    if (isNew) published.push({ prompt: content.id, version })
  }
  await replacePrompts(tx, row, current)
  return { created, published }
}

async function documentOf(tx: Tx, { lane, id, name, zone, privacy, budget }: ProjectRow): Promise<WholeDocument> {
  const keys = await findKeys(tx, lane, id)
  const journeys = await findJourneys(tx, lane, id)
  const prompts = await findPrompts(tx, lane, id)
  return {
    project: { name, zone, privacy, budget, keys },
    journeys,
    prompts: prompts.map(draftOf),
  }
}

/** A published prompt as its owner wrote it. */
function draftOf({ content, status }: PromptRow): Required<PromptDocument> {
  const { id, step, on, share, scale, why, wording } = content
  return { id, step, on, share, scale, why, wording, status }
}

/** Fills in the defaults, and sorts what has no order of its own. */
function wholeOf({ project, journeys, prompts }: ConfigurationDocument, keys: string[]): WholeDocument {
  const { name, zone = 'UTC', privacy = 'open', budget = {} } = project
  const made = keys.length > 0 ? keys : [`pk_${randomBytes(15).toString('base64url')}`]
  const whole: WholeDocument = {
    project: { name, zone, privacy, budget, keys: (project.keys ?? made).toSorted() },
    journeys,
    prompts: prompts.map((prompt) => ({
      id: prompt.id,
      step: prompt.step,
      on: prompt.on ?? 'completed',
      share: prompt.share ?? 1,
      scale: prompt.scale ?? 'faces',
      why: prompt.why ?? true,
      wording: prompt.wording,
      status: prompt.status ?? 'live',
    })),
  }
  whole.prompts.sort((a, b) => (a.id < b.id ? -1 : 1))
  // As it is stored: what is undefined is not there.
  return JSON.parse(JSON.stringify(whole)) as WholeDocument
}

async function refuseForeignKeys(tx: Tx, row: ProjectRow, keys: string[]): Promise<void> {
  const foreign = await findForeignKey(tx, row, keys)
  if (foreign !== null)
    throw new AppError(
      'invalid_configuration',
      `project.keys: "${foreign}" belongs to another project; leave "keys" away to have one made`,
    )
}

/** People answered under the promise that was shown to them. */
async function refuseLoosening(tx: Tx, row: ProjectRow, privacy: Privacy): Promise<void> {
  if (STRICTNESS[privacy] >= STRICTNESS[row.privacy] || !(await hasAnswers(tx, row))) return
  throw new AppError(
    'invalid_configuration',
    `project.privacy: people have answered under "${row.privacy}", which cannot be loosened to "${privacy}"; use a new project`,
  )
}

const STRICTNESS: Record<Privacy, number> = { open: 0, confidential: 1, anonymous: 2 }

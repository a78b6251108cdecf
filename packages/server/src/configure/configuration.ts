import { isDeepStrictEqual } from 'node:util'

import type { ConfigurationDocument } from '@attune/protocol'

import { type Actor, COMMAND, recordChange } from '../access/audit.ts'
import { grantToOwners } from '../access/people.ts'
import { changeZone } from '../aggregate/change-zone.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { checkConfiguration } from './check.ts'
import { keyOf, readDocument, storedOf, type WholeDocument, wholeOf } from './document.ts'
import { etagOf, requireSeen } from './etag.ts'
import { keepPromises } from './promises.ts'
import { dropSettledDrafts } from './prompt-drafts.ts'
import { findProject, type ProjectRow, type WriteKey } from './queries.ts'
import {
  createProject,
  type CurrentPrompt,
  findForeignKey,
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

/** The same with what was there before, and what is there now. */
export interface AppliedChange extends Applied {
  /** Null where the project is new. */
  before: WholeDocument | null
  after: WholeDocument
  /** The tag of what is there now. */
  etag: string
}

/** How a configuration is applied. */
export interface Applying {
  /** Who does it, as it is written down. */
  by: Actor
  /**
   * The tag of what the caller has seen, as `If-Match` has it; `*` overwrites whatever is there. Null says nothing, which is enough
   * only where nothing was configured yet.
   */
  seen: string | null
  /** Everything is tried, and then taken back. */
  isRehearsal?: boolean
}

/**
 * Makes a project's configuration what a document says; creates the project where there is none.
 *
 * All of it or nothing, one at a time per project. Journeys, steps and prompts that the document no longer holds leave the
 * configuration; answers about them stay. A prompt that asks something else, or other people, or at another moment, gets a new
 * immutable version, because its answers mean something else; its status, schedule, quota and wanted answers make none. A document that
 * changes nothing writes nothing, whoever has seen what.
 *
 * @throws AppError `invalid_configuration`, naming the places; `precondition_required`, `changed_meanwhile`
 */
export async function changeConfiguration(
  db: Db,
  project: string,
  document: ConfigurationDocument,
  applying: Applying,
): Promise<AppliedChange> {
  requireProjectId(project)
  checkConfiguration(document)
  let change: AppliedChange | undefined
  await db
    .transaction()
    .execute(async (tx) => {
      change = await apply(tx, project, document, applying)
      if (applying.isRehearsal) throw TAKEN_BACK
    })
    .catch((error: unknown) => {
      if (error !== TAKEN_BACK) throw error
    })
  if (!change) throw new Error('A transaction ended without a result.')
  return change
}

const TAKEN_BACK = new Error('A rehearsal is taken back.')

/** As `changeConfiguration`, for a caller that knows what is there, or need not. */
export async function applyConfiguration(
  db: Db,
  project: string,
  document: ConfigurationDocument,
  by: Actor = COMMAND,
): Promise<Applied> {
  const { created, published } = await changeConfiguration(db, project, document, { by, seen: '*' })
  return { created, published }
}

/**
 * A project's whole configuration: what `applyConfiguration` was given, with the basics filled in, prompts and keys sorted.
 *
 * @throws AppError `not_found`
 */
export async function readConfiguration(db: Db, project: string): Promise<ConfigurationDocument> {
  return await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => readWhole(tx, project))
}

/** @throws AppError `invalid_configuration` */
export function requireProjectId(id: string): void {
  if (ID.test(id)) return
  throw new AppError('invalid_configuration', `"${id}" cannot name a project: use small letters, digits, dashes.`)
}

/** The tag of a configuration as it was read: the same for the same content, on every node. */
export function configurationTag(document: ConfigurationDocument): string {
  return etagOf(JSON.stringify(document))
}

/** What a document says itself of what was there when it was pulled, as a tag; null where it says nothing. */
export function tagInside(document: ConfigurationDocument | null | undefined): string | null {
  return typeof document?.$revision === 'string' ? `"${document.$revision}"` : null
}

const ID = /^[a-z0-9][a-z0-9_-]{0,63}$/

async function readWhole(tx: Tx, project: string): Promise<WholeDocument> {
  const row = await findProject(tx, laneOf(project), project)
  if (!row) throw new AppError('not_found', `There is no project "${project}".`)
  return await readDocument(tx, row)
}

async function apply(
  tx: Tx,
  project: string,
  document: ConfigurationDocument,
  { by, seen }: Applying,
): Promise<AppliedChange> {
  const lane = laneOf(project)
  const created = await createProject(tx, lane, project, document.project.name)
  const row = await lockProject(tx, lane, project)
  const before = await readDocument(tx, row)
  const after = wholeOf(document, before.project.keys)
  const etag = configurationTag(before)
  if (!created && isDeepStrictEqual(before, after)) return { created, published: [], before, after, etag }
  if (!created) refuseUnseen(seen, before, etag)

  const keys = after.project.keys.map(keyOf)
  await refuseForeignKeys(tx, row, keys)
  if (created) await grantToOwners(tx, project)
  if (!created) {
    await keepPromises(tx, row, after.project)
    await changeZone(tx, row, after.project.zone)
  }
  await updateProject(tx, row, { ...after.project, revision: created ? row.revision : row.revision + 1 })
  await replaceKeys(tx, row, before.project.keys.map(keyOf), keys)
  await replaceJourneys(tx, row, after.journeys)
  const published: Applied['published'] = []
  const current: CurrentPrompt[] = []
  for (const { status, content, term } of after.prompts.map(storedOf)) {
    const { version, isNew } = await publishVersion(tx, row, content, by.name)
    current.push({ id: content.id, step: content.step, status, version, term })
    if (isNew) published.push({ prompt: content.id, version })
  }
  await replacePrompts(tx, row, current)
  await dropSettledDrafts(tx, row, after.prompts)
  await recordChange(tx, project, by, {
    action: created ? 'project.created' : 'configuration.applied',
    subject: '',
    before: created ? null : before,
    after,
  })
  const stored = await readWhole(tx, project)
  return { created, published, before: created ? null : before, after: stored, etag: configurationTag(stored) }
}

/** A project that was made and never configured is nobody's work: the first document may be put over it as it is. */
function refuseUnseen(seen: string | null, before: WholeDocument, etag: string): void {
  const { name, zone, keys } = before.project
  const isBare = isDeepStrictEqual(before, wholeOf({ project: { name, zone, keys }, journeys: [], prompts: [] }, keys))
  if (seen === null && isBare) return
  requireSeen(seen === null ? {} : { 'if-match': seen }, etag)
}

async function refuseForeignKeys(tx: Tx, row: ProjectRow, keys: WriteKey[]): Promise<void> {
  const foreign = await findForeignKey(
    tx,
    row,
    keys.map(({ key }) => key),
  )
  if (foreign !== null)
    throw new AppError(
      'invalid_configuration',
      `project.keys: "${foreign}" belongs to another project; leave "keys" away to have one made`,
    )
}

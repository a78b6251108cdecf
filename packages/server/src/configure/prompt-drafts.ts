import type { PromptDocument } from '@attune/protocol'
import { MAX_PROMPTS } from '@attune/protocol/schema'

import { recordChange } from '../access/audit.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { checkPromptShape } from './check.ts'
import { requireSeen } from './etag.ts'
import { type By, withId } from './journeys.ts'
import { findDrafts, findVersionsOf } from './prompt-queries.ts'
import { draftedOf, isSaidBy, type PromptRecord, publishedOf, readRecord, recordEtag } from './prompt-record.ts'
import { deleteDraft, upsertDraft } from './prompt-writes.ts'
import { findPrompts } from './queries.ts'
import { lockProject, type Place } from './writes.ts'

/**
 * Changes what is stored of a prompt, one at a time per project, for who has seen what is there.
 *
 * @returns what is stored afterwards, as nobody else has changed it yet: its tag is safe to go on with.
 * @throws AppError `precondition_required`, `changed_meanwhile`, and what `change` throws
 */
export async function changeRecord(
  db: Db,
  project: Place,
  id: string,
  by: By,
  change: (tx: Tx, before: PromptRecord) => Promise<void>,
): Promise<PromptRecord> {
  return await db.transaction().execute(async (tx) => {
    await lockProject(tx, project.lane, project.id)
    const before = await readRecord(tx, project, id)
    requireSeen(by.headers, recordEtag(before))
    await change(tx, before)
    return await readRecord(tx, project, id)
  })
}

/**
 * Keeps a draft, of a prompt that was never published, too. What contradicts itself is kept; it stands in the way of publishing.
 * A draft that says what is published anyway is none.
 *
 * @throws AppError `invalid_configuration` where the shape is wrong; `conflict` where there are too many prompts;
 * `precondition_required`, `changed_meanwhile`
 */
export async function saveDraft(db: Db, project: Place, id: string, said: unknown, by: By): Promise<PromptRecord> {
  const document = checkPromptShape(withId(id, said))
  return await changeRecord(db, project, id, by, (tx, before) => keepDraft(tx, project, document, before, by))
}

/**
 * Makes a draft of what a version says; schedule and quota stay as they are, because they are of no version.
 *
 * @throws AppError `not_found` where there is no such version, and as `saveDraft`
 */
export async function restoreVersion(
  db: Db,
  project: Place,
  id: string,
  version: number,
  by: By,
): Promise<PromptRecord> {
  return await changeRecord(db, project, id, by, async (tx, before) => {
    const versions = await findVersionsOf(tx, project, id)
    const found = versions.find((one) => one.version === version)
    if (!found) throw new AppError('not_found', `The prompt "${id}" has no version ${version}.`)
    const { version: _version, ...content } = found.content
    await keepDraft(tx, project, { ...content, ...before.published?.term }, before, by)
  })
}

/**
 * Throws a draft away; a prompt that was never published is gone with it.
 *
 * @throws AppError `not_found` where there is none; `precondition_required`, `changed_meanwhile`
 */
export async function discardDraft(db: Db, project: Place, id: string, by: By): Promise<PromptRecord> {
  return await changeRecord(db, project, id, by, async (tx, { published, draft }) => {
    if (!draft) throw new AppError('not_found', `The prompt "${id}" has no draft.`)
    await deleteDraft(tx, project, id)
    if (!published)
      await recordChange(tx, project.id, by.actor, { action: 'prompt.removed', subject: id, before: draft.content })
  })
}

/** Drops every draft that says what has just been published some other way. */
export async function dropSettledDrafts(tx: Tx, project: Place, published: readonly PromptDocument[]): Promise<void> {
  for (const { prompt, content } of await findDrafts(tx, project, null)) {
    const now = published.find((one) => one.id === prompt)
    if (now && isSaidBy(content, now)) await deleteDraft(tx, project, prompt)
  }
}

async function keepDraft(
  tx: Tx,
  project: Place,
  document: PromptDocument,
  before: PromptRecord,
  { actor }: By,
): Promise<void> {
  if (!before.published && !before.draft) await refuseTooMany(tx, project)
  const published = publishedOf(before)
  if (!published || !isSaidBy(document, published))
    await upsertDraft(tx, project, draftedOf(document, published !== null), actor.name)
  else if (before.draft) await deleteDraft(tx, project, before.id)
}

async function refuseTooMany(tx: Tx, project: Place): Promise<void> {
  const published = await findPrompts(tx, project.lane, project.id)
  const drafts = await findDrafts(tx, project, null)
  const ids = new Set([...published.map((row) => row.id), ...drafts.map((row) => row.prompt)])
  if (ids.size >= MAX_PROMPTS)
    throw new AppError('conflict', `There are ${MAX_PROMPTS} prompts already, which is the most. Remove one first.`)
}

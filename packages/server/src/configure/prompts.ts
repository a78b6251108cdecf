import type { AuditAction, JourneyConfig, PromptDocument } from '@attune/protocol'

import { recordChange } from '../access/audit.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { changesBetween } from './changes.ts'
import { faultsOfDraft, refuse } from './check.ts'
import { storedOf, wholePromptOf, writtenOf } from './document.ts'
import type { By } from './journeys.ts'
import { changeRecord } from './prompt-drafts.ts'
import { findVersionsOf } from './prompt-queries.ts'
import { type PromptRecord, publishedOf, readRecord } from './prompt-record.ts'
import { deleteDraft, deletePrompt, setStatus, upsertPrompt } from './prompt-writes.ts'
import { stopsOf } from './publish-checks.ts'
import { findJourneys, findProject, findPrompts } from './queries.ts'
import { type CurrentPrompt, type Place, publishVersion, touchProject } from './writes.ts'

/** What publishing did. */
export interface PublishedRecord {
  record: PromptRecord
  /** False: the newest version said the same already. */
  isNewVersion: boolean
  /** Its answers are not comparable with those of the version before. */
  isNewSeries: boolean
}

/**
 * Publishes a prompt's draft as its next version, unless its newest version says the same. A prompt that is new is asked from now
 * on; one that is paused or has ended stays so.
 *
 * @throws AppError `not_found`; `conflict` where there is no draft; `invalid_configuration` where something stops it;
 * `precondition_required`, `changed_meanwhile`
 */
export async function publishDraft(db: Db, project: Place, id: string, by: By): Promise<PublishedRecord> {
  let done = { isNewVersion: false, isNewSeries: false }
  const record = await changeKnown(db, project, id, by, async (tx, before) => {
    done = await publish(tx, project, before, by)
  })
  return { record, ...done }
}

/**
 * Pauses a prompt, ends it, or lets it be asked again; whoever is answering finishes. Nothing happens where it is so already.
 *
 * @throws AppError `not_found`; `conflict` where its status allows no such thing; `invalid_configuration` where it cannot be asked
 * as the journeys are now; `precondition_required`, `changed_meanwhile`
 */
export async function changeStatus(db: Db, project: Place, id: string, to: Status, by: By): Promise<PromptRecord> {
  return await changeKnown(db, project, id, by, async (tx, before) => {
    const status = before.published?.status ?? 'draft'
    if (status === to) return
    const { from, action } = STEPS[to]
    if (!from.some((one) => one === status)) throw new AppError('conflict', refusalOf(id, status, to))
    const document = publishedOf(before)
    if (to === 'live' && document)
      refuse(faultsOfDraft({ ...document, status: to }, ...(await readConfigured(tx, project, id))))
    await setStatus(tx, project, id, to)
    await touchProject(tx, project)
    const change = { action, subject: id, before: { status }, after: { status: to } }
    await recordChange(tx, project.id, by.actor, change)
  })
}

export type Status = 'live' | 'paused' | 'ended'

/**
 * Takes a prompt and its draft out of the configuration. Its versions and answers stay: putting it again goes on at the next
 * version.
 *
 * @throws AppError `not_found`; `conflict` where another makes pairs with it; `precondition_required`, `changed_meanwhile`
 */
export async function removePrompt(db: Db, project: Place, id: string, by: By): Promise<void> {
  await changeKnown(db, project, id, by, async (tx, before) => {
    const [, others] = await readConfigured(tx, project, id)
    const outcome = others.find((one) => one.status !== 'ended' && one.pairWith?.includes(id))
    if (outcome) throw new AppError('conflict', `"${outcome.id}" makes pairs with "${id}". Take it out there first.`)
    await deletePrompt(tx, project, id)
    await deleteDraft(tx, project, id)
    if (before.published) await touchProject(tx, project)
    const was = publishedOf(before) ?? before.draft?.content
    await recordChange(tx, project.id, by.actor, { action: 'prompt.removed', subject: id, before: was })
  })
}

const STEPS = {
  live: { from: ['paused', 'ended'], action: 'prompt.resumed' },
  paused: { from: ['live'], action: 'prompt.paused' },
  ended: { from: ['live', 'paused'], action: 'prompt.ended' },
} as const satisfies Record<Status, { from: readonly Status[]; action: AuditAction }>

function refusalOf(id: string, status: string, to: Status): string {
  if (status === 'draft') return `The prompt "${id}" was never published. Publish it first.`
  if (status === 'imported') return `The prompt "${id}" only gives meaning to imported answers and is never asked.`
  return `The prompt "${id}" is ${status} and cannot become ${to}. Resume it first.`
}

/** The journeys, and what is published besides this prompt. */
async function readConfigured(
  tx: Tx,
  { lane, id: project }: Place,
  id: string,
): Promise<[JourneyConfig[], PromptDocument[]]> {
  const journeys = await findJourneys(tx, lane, project)
  const rows = await findPrompts(tx, lane, project)
  return [journeys, rows.filter((row) => row.id !== id).map(writtenOf)]
}

/** Like `changeRecord`, for what is there. @throws AppError `not_found` */
async function changeKnown(
  db: Db,
  project: Place,
  id: string,
  by: By,
  change: (tx: Tx, before: PromptRecord) => Promise<void>,
): Promise<PromptRecord> {
  const { published, draft } = await readRecord(db, project, id)
  if (!published && !draft) throw new AppError('not_found', `There is no prompt "${id}" in project "${project.id}".`)
  return await changeRecord(db, project, id, by, change)
}

async function publish(
  tx: Tx,
  project: Place,
  before: PromptRecord,
  { actor }: By,
): Promise<Pick<PublishedRecord, 'isNewVersion' | 'isNewSeries'>> {
  const { id, published, draft } = before
  if (!draft) throw new AppError('conflict', `The prompt "${id}" has no draft: what it says is published.`)
  const row = await findProject(tx, project.lane, project.id)
  const [journeys, others] = await readConfigured(tx, project, id)
  const surroundings = { journeys, published: others, theme: row?.theme ?? {} }
  refuse(stopsOf(draft.content, surroundings).map((check) => check.text))

  const { status: said, content, term } = storedOf(wholePromptOf(draft.content))
  const newest = (await findVersionsOf(tx, project, id)).at(-1)
  const { version, isNew } = await publishVersion(tx, project, content, actor.name)
  const status: CurrentPrompt['status'] = published?.status ?? said
  await upsertPrompt(tx, project, { id, step: content.step, status, version, term })
  await deleteDraft(tx, project, id)
  await touchProject(tx, project)
  const after = publishedOf(await readRecord(tx, project, id))
  const change = {
    action: 'prompt.published',
    subject: id,
    before: publishedOf(before),
    after: { ...after, version },
  } as const
  await recordChange(tx, project.id, actor, change)
  const isNewSeries = isNew && newest !== undefined && changesBetween(newest.content, content).some((one) => one.breaks)
  return { isNewVersion: isNew, isNewSeries }
}

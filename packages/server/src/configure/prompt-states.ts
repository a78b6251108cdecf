import type { PromptListItem, PromptState, PromptVersionItem } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayIn } from '../aggregate/day.ts'
import { addDays } from '../analyse/days.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { changesBetween } from './changes.ts'
import { writtenOf } from './document.ts'
import { countAnswers, countLocales, type DraftRow, findDrafts, findVersionsOf, hasMoments } from './prompt-queries.ts'
import { type PromptRecord, publishedOf, readRecord } from './prompt-record.ts'
import { checksOf, type Surroundings } from './publish-checks.ts'
import { findJourneys, findProject, findPrompts, type PromptRow } from './queries.ts'
import type { Place } from './writes.ts'

/** The prompts of a project, published or not, by id. */
export async function listPrompts(db: Db, project: Place): Promise<PromptListItem[]> {
  const published = new Map((await findPrompts(db, project.lane, project.id)).map((row) => [row.id, row]))
  const drafts = new Map((await findDrafts(db, project, null)).map((row) => [row.prompt, row]))
  const ids = [...new Set([...published.keys(), ...drafts.keys()])].toSorted()
  return ids.flatMap((id) => itemOf(id, published.get(id) ?? null, drafts.get(id) ?? null))
}

function itemOf(id: string, published: PromptRow | null, draft: DraftRow | null): PromptListItem[] {
  const content = published?.content ?? draft?.content
  if (!content) return []
  const { question } = content.wording.default
  return [{ id, step: content.step, question, has_draft: draft !== null, ...standingOf({ id, published, draft }) }]
}

/** What is said of a prompt in a list and by itself alike. */
function standingOf({ published, draft }: PromptRecord) {
  const changed = draft?.updated_at ?? published?.published_at
  return {
    status: published?.status ?? ('draft' as const),
    version: published?.version ?? null,
    published_at: published?.published_at.toISOString() ?? null,
    updated_at: changed?.toISOString() ?? null,
    updated_by: draft?.updated_by ?? published?.published_by ?? '',
  }
}

/** One prompt as it is stored. @throws AppError `not_found` */
export async function readPrompt(db: Db, project: Place, id: string): Promise<PromptRecord> {
  const record = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => readRecord(tx, project, id))
  if (!record.published && !record.draft)
    throw new AppError('not_found', `There is no prompt "${id}" in project "${project.id}".`)
  return record
}

/** All that is to be known of a prompt: what is stored, how the draft differs, and what speaks against it. */
export async function stateOf(
  db: Db,
  project: VisibleProject,
  record: PromptRecord,
  now = new Date(),
): Promise<PromptState> {
  const published = publishedOf(record)
  const draft = record.draft?.content ?? null
  const changes = published && draft ? changesBetween(published, draft) : []
  const checks = draft ? checksOf(draft, { ...(await readSurroundings(db, project, record, now)), changes }) : []
  const published_by = record.published?.published_by ?? ''
  return { id: record.id, published, published_by, draft, ...standingOf(record), changes, checks }
}

async function readSurroundings(
  db: Db,
  project: VisibleProject,
  { id, draft }: PromptRecord,
  now: Date,
): Promise<Omit<Surroundings, 'changes'>> {
  const row = await findProject(db, project.lane, project.id)
  const journeys = await findJourneys(db, project.lane, project.id)
  const published = await findPrompts(db, project.lane, project.id)
  const [journey = '', step = ''] = draft?.content.step.split('/') ?? []
  const since = addDays(dayIn(project.zone)(now), 1 - DAYS)
  return {
    journeys,
    theme: row?.theme ?? {},
    budget: row?.budget ?? {},
    privacy: project.privacy,
    published: published.flatMap((other) => (other.id === id ? [] : [writtenOf(other)])),
    isCounted: await hasMoments(db, project, journey, step),
    locales: await countLocales(
      db,
      project,
      journeys.map((one) => one.id),
      since,
    ),
    now,
  }
}

/** How far back people's languages are looked at. */
const DAYS = 14

/** The versions of a prompt, newest first; of one that was removed, too. @throws AppError `not_found` */
export async function listVersions(db: Db, project: Place, id: string): Promise<PromptVersionItem[]> {
  const versions = await findVersionsOf(db, project, id)
  // Of a prompt that there never was, unlike one that was never published.
  if (versions.length === 0) await readPrompt(db, project, id)
  const journeys = new Set(versions.map(({ content }) => content.step.replace(/\/.*/, '')))
  const answers = await countAnswers(db, project, id, [...journeys])
  return versions
    .map((row, i): PromptVersionItem => {
      const { version: _version, ...content } = row.content
      const before = versions[i - 1]?.content
      const changes = before ? changesBetween(before, content) : []
      return {
        version: row.version,
        published_at: row.published_at.toISOString(),
        published_by: row.published_by,
        content,
        changes,
        is_new_series: changes.some((change) => change.breaks),
        answers: answers.get(row.version) ?? 0,
      }
    })
    .toReversed()
}

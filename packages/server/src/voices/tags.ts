import type { AnswerTags, TagChange, TagItem, TagMany } from '@attune/protocol'
import { sql } from 'kysely'

import { type Actor, recordChange } from '../access/audit.ts'
import type { VisibleProject } from '../access/queries.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { viewOf } from './view.ts'

/** The tags of a project, the one that most answers have first. Behind the privacy gate, of answers that were told of. */
export async function listTags(db: Db, { lane, id, privacy }: VisibleProject): Promise<TagItem[]> {
  const { isTold } = viewOf(privacy)
  const { rows } = await sql<{ tag: string; answers: number; newest: Date }>`
    select t.tag, count(*) as answers, max(t.tagged_at) as newest from answer_tags t
    join answers a on a.lane = t.lane and a.project_id = t.project_id and a.id = t.answer
    where t.lane = ${lane} and t.project_id = ${id} and a.lane = ${lane} and a.project_id = ${id} and ${isTold}
    group by t.tag order by answers desc, t.tag collate "C" limit ${MOST_TAGS}`.execute(db)
  return rows.map(({ tag, answers, newest }) => ({ tag, answers, newest: newest.toISOString() }))
}

/**
 * Gives an answer these tags and no others.
 *
 * @param tags As `tagOf` makes them.
 * @throws AppError `not_found` where there is no such answer, or it may not be told of.
 */
export async function tagAnswer(
  db: Db,
  project: VisibleProject,
  actor: Actor,
  { answer, tags }: { answer: string } & AnswerTags,
): Promise<AnswerTags> {
  return await db.transaction().execute(async (tx) => {
    await requireAnswer(tx, project, answer)
    const before = await tagsOf(tx, project, answer)
    const after = [...new Set(tags)].toSorted(byCode)
    await sql`delete from answer_tags where ${ofProject(project)} and answer = ${answer} and tag <> all (${after}::text[])`.execute(
      tx,
    )
    const row = { lane: project.lane, project_id: project.id, answer, tagged_at: new Date() }
    const rows = after.filter((tag) => !before.includes(tag)).map((tag) => Object.assign({ tag }, row))
    if (rows.length > 0)
      await tx
        .insertInto('answer_tags')
        .values(rows)
        .onConflict((conflict) => conflict.columns(['lane', 'project_id', 'answer', 'tag']).doNothing())
        .execute()
    if (before.join() !== after.join())
      await recordChange(tx, project.id, actor, {
        action: 'answer.tagged',
        subject: answer,
        before: { tags: before },
        after: { tags: after },
      })
    return { tags: after }
  })
}

/** Puts a tag on answers and takes it off others; whatever is no answer is left away, and one with twenty tags gets no more. */
export async function tagMany(
  db: Db,
  project: VisibleProject,
  actor: Actor,
  { tag, add = [], remove = [] }: { tag: string } & TagMany,
): Promise<TagChange> {
  const { isTold } = viewOf(project.privacy)
  return await db.transaction().execute(async (tx) => {
    const { rows: removed } = await sql<Row>`
      delete from answer_tags where ${ofProject(project)} and tag = ${tag} and answer = any(${[...remove]}::uuid[])
      returning answer`.execute(tx)
    const { rows: added } = await sql<Row>`
      insert into answer_tags (lane, project_id, answer, tag, tagged_at)
      select lane, project_id, id, ${tag}::text, ${new Date()}::timestamptz from answers a
      where ${ofProject(project)} and id = any(${[...add]}::uuid[]) and ${isTold} and (
        select count(*) from answer_tags t where t.lane = a.lane and t.project_id = a.project_id and t.answer = a.id) < ${MOST_OF_ANSWER}
      order by id on conflict (lane, project_id, answer, tag) do nothing
      returning answer`.execute(tx)
    const change = changeOf(tag, tag, added, removed)
    if (added.length + removed.length > 0) await write(tx, project, actor, 'tag.put', change)
    return change
  })
}

/**
 * Calls a tag otherwise on every answer; where an answer has both, it keeps the one.
 *
 * @throws AppError `not_found` where no answer has it.
 */
export async function renameTag(
  db: Db,
  project: VisibleProject,
  actor: Actor,
  { tag, to }: { tag: string; to: string },
): Promise<TagChange> {
  return await db.transaction().execute(async (tx) => {
    await requireTag(tx, project, tag)
    if (tag === to) return changeOf(tag, to, [], [])
    const { rows: added } = await sql<Row>`
      update answer_tags t set tag = ${to} where ${ofProject(project)} and tag = ${tag} and not exists (
        select from answer_tags o where o.lane = t.lane and o.project_id = t.project_id and o.answer = t.answer and o.tag = ${to})
      returning answer`.execute(tx)
    const { rows: merged } = await sql<Row>`
      delete from answer_tags where ${ofProject(project)} and tag = ${tag} returning answer`.execute(tx)
    const change = changeOf(tag, to, added, [...added, ...merged])
    await write(tx, project, actor, 'tag.renamed', change)
    return change
  })
}

/** Takes a tag off every answer. @throws AppError `not_found` where none has it. */
export async function removeTag(db: Db, project: VisibleProject, actor: Actor, tag: string): Promise<TagChange> {
  return await db.transaction().execute(async (tx) => {
    await requireTag(tx, project, tag)
    const { rows } = await sql<Row>`
      delete from answer_tags where ${ofProject(project)} and tag = ${tag} returning answer`.execute(tx)
    const change = changeOf(tag, null, [], rows)
    await write(tx, project, actor, 'tag.removed', change)
    return change
  })
}

interface Row {
  answer: string
}

async function tagsOf(tx: Tx, project: VisibleProject, answer: string): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select tag from answer_tags where ${ofProject(project)} and answer = ${answer}`.execute(tx)
  return rows.map(({ tag }) => tag).toSorted(byCode)
}

async function requireAnswer(tx: Tx, project: VisibleProject, answer: string): Promise<void> {
  const { isTold } = viewOf(project.privacy)
  // Two who tag the same answer come one after the other.
  const { rows } = await sql`
    select id from answers where lane = ${project.lane} and project_id = ${project.id} and id = ${answer} and ${isTold}
    for no key update`.execute(tx)
  if (rows.length === 0) throw new AppError('not_found', `There is nothing with the id "${answer}".`)
}

/** Behind the privacy gate a tag that only answers have which were not told of is not there. */
async function requireTag(tx: Tx, { lane, id, privacy }: VisibleProject, tag: string): Promise<void> {
  const { isTold } = viewOf(privacy)
  const { rows } = await sql`
    select t.answer from answer_tags t join answers a on a.lane = t.lane and a.project_id = t.project_id and a.id = t.answer
    where t.lane = ${lane} and t.project_id = ${id} and t.tag = ${tag} and ${isTold} limit 1`.execute(tx)
  if (rows.length === 0) throw new AppError('not_found', `No answer is tagged "${tag}".`)
}

async function write(
  tx: Tx,
  project: VisibleProject,
  actor: Actor,
  action: 'tag.put' | 'tag.renamed' | 'tag.removed',
  { tag, to, added, removed }: TagChange,
): Promise<void> {
  const after = to === null ? null : { tag: to, added: added.length, removed: removed.length }
  await recordChange(tx, project.id, actor, { action, subject: '', before: { tag, answers: removed.length }, after })
}

function changeOf(tag: string, to: string | null, added: readonly Row[], removed: readonly Row[]): TagChange {
  const idsOf = (rows: readonly Row[]) => rows.map(({ answer }) => answer).toSorted(byCode)
  return { tag, to, added: idsOf(added), removed: idsOf(removed) }
}

const ofProject = ({ lane, id }: VisibleProject) => sql`lane = ${lane} and project_id = ${id}`
const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const MOST_OF_ANSWER = 20
/** More are no list that anybody reads. */
const MOST_TAGS = 1_000

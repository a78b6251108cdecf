import { sql } from 'kysely'

import { readConfiguration } from '../configure/configuration.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'

/**
 * Everything of a project, line by line, as one JSON object each: `{"kind":"answer",…}`.
 *
 * `about` first (what this is), then `configuration`, `version` (every wording that was ever asked), `member`, `audit`, `answer`,
 * `visit`, `tag`, `theme_rules`, `count`, `told` (of answers, what the privacy gate lets through). No secret is in it: tokens, links and passwords are kept as hashes only, and these stay here.
 *
 * Rows are read a thousand at a time in the order of their keys, so that memory does not grow with the project, and a row that is
 * added meanwhile is in it or not.
 */
export async function* exportProject(db: Db, project: string, now: Date): AsyncGenerator<string> {
  const lane = laneOf(project)
  yield lineOf('about', { project, format: 1, at: now.toISOString() })
  yield lineOf('configuration', await readConfiguration(db, project))
  for await (const row of versionsOf(db, lane, project)) yield lineOf('version', row)
  for await (const row of membersOf(db, lane, project)) yield lineOf('member', row)
  for (const [table, kind] of WITH_IDS)
    for await (const row of rowsOf(db, table, lane, project)) yield lineOf(kind, row)
  for await (const row of tagsOf(db, lane, project)) yield lineOf('tag', row)
  yield* (await rulesOf(db, lane, project)).map((row) => lineOf('theme_rules', row))
  for await (const row of countsOf(db, 'counts', lane, project)) yield lineOf('count', row)
  for await (const row of countsOf(db, 'told', lane, project)) yield lineOf('told', row)
}

const WITH_IDS = [
  ['audit', 'audit'],
  ['answers', 'answer'],
  ['visits', 'visit'],
] as const

function lineOf(kind: string, row: object): string {
  return `${JSON.stringify({ kind, ...row })}\n`
}

async function* versionsOf(db: Db, lane: number, project: string) {
  yield* await db
    .selectFrom('prompt_versions')
    .select(['prompt', 'version', 'content', 'published_at', 'published_by'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .orderBy('prompt')
    .orderBy('version')
    .execute()
}

async function* membersOf(db: Db, lane: number, project: string) {
  yield* await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['people.email', 'people.name', 'members.role'])
    .where('members.lane', '=', lane)
    .where('members.project_id', '=', project)
    .orderBy('people.email')
    .execute()
}

async function* rowsOf(db: Db, table: (typeof WITH_IDS)[number][0], lane: number, project: string) {
  let after: string | null = null
  for (;;) {
    const asked = db.selectFrom(table).selectAll().where('lane', '=', lane).where('project_id', '=', project)
    const page: { id: string; lane?: number }[] = await (after === null ? asked : asked.where('id', '>', after))
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    for (const { lane: _lane, ...row } of page) yield row
    after = page.at(-1)?.id ?? null
    if (page.length < AT_ONCE) return
  }
}

/** By answer, and by its tags: together they are the key. */
async function* tagsOf(db: Db, lane: number, project: string) {
  let after: { answer: string; tag: string } | null = null
  for (;;) {
    const asked = db
      .selectFrom('answer_tags')
      .select(['answer', 'tag', 'tagged_at'])
      .where('lane', '=', lane)
      .where('project_id', '=', project)
    const page: { answer: string; tag: string }[] = await (
      after === null ? asked : asked.where(sql<boolean>`(answer, tag) > (${after.answer}::uuid, ${after.tag})`)
    )
      .orderBy('answer')
      .orderBy('tag')
      .limit(AT_ONCE)
      .execute()
    yield* page
    after = page.at(-1) ?? null
    if (page.length < AT_ONCE) return
  }
}

async function rulesOf(db: Db, lane: number, project: string) {
  return await db
    .selectFrom('theme_rules')
    .select(['rules', 'revision', 'changed_at', 'changed_by'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .execute()
}

/** Day by day: a count has no id, and a day's are bounded. */
async function* countsOf(db: Db, table: 'counts' | 'told', lane: number, project: string) {
  let after = '0001-01-01'
  for (;;) {
    const ofProject = db.selectFrom(table).where('lane', '=', lane).where('project_id', '=', project)
    const next = await ofProject
      .select((eb) => eb.fn.min('day').as('day'))
      .where('day', '>', after)
      .executeTakeFirst()
    if (!next?.day) return
    after = next.day
    for (const { lane: _lane, ...row } of await ofProject.selectAll().where('day', '=', after).execute()) yield row
  }
}

const AT_ONCE = 1_000

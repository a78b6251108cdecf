import type { Budget, FollowUp, Retention } from '@attune/protocol'
import { type RawBuilder, sql } from 'kysely'

import type { Db } from '../database/open.ts'

/** From which day on everything is kept; null: from the first. */
export interface From {
  answers_from: string | null
  words_from: string | null
}

/** What decides how long things of a project are kept. */
export interface Kept extends From {
  lane: number
  id: string
  zone: string
  budget: Partial<Budget>
  retention: Retention
  /** When `retention` was last changed. */
  retention_since: Date | null
  /** The day on which everything that was too old went. */
  retained_on: string | null
  /** Which change of the zone the days above are of. */
  zone_epoch: number
}

/** But for those whose answers move to the days of another zone just now: which of them are of a day is not settled. */
export async function findKept(db: Db): Promise<Kept[]> {
  const rows = await db
    .selectFrom('projects')
    .select([
      'lane',
      'id',
      'zone',
      'budget',
      'retention',
      'retention_since',
      'answers_from',
      'words_from',
      'retained_on',
      'zone_epoch',
    ])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('zone_moves')
            .select('to_zone')
            .whereRef('zone_moves.lane', '=', 'projects.lane')
            .whereRef('zone_moves.project_id', '=', 'projects.id')
            .where('done_at', 'is', null),
        ),
      ),
    )
    .orderBy('id')
    .execute()
  return rows as Kept[]
}

/** The zone that a project's days are of now, and the first of them of which its answers are all there; null: every day. */
export async function findDays(
  db: Db,
  lane: number,
  project: string,
): Promise<{ zone: string; answers_from: string | null }> {
  return await db
    .selectFrom('projects')
    .select(['zone', 'answers_from'])
    .where('lane', '=', lane)
    .where('id', '=', project)
    .executeTakeFirstOrThrow()
}

/**
 * Moves these days on; of two who do so at once, the later day stays.
 *
 * @returns whether it was done: where the zone has changed since the days were worked out, they are other days.
 */
export async function setFrom(db: Db, { lane, id, zone_epoch }: Kept, from: From): Promise<boolean> {
  // `greatest` looks away from null.
  const { numAffectedRows } = await sql`
    update projects set answers_from = greatest(answers_from, ${from.answers_from}::date),
      words_from = greatest(words_from, ${from.words_from}::date)
    where lane = ${lane} and id = ${id} and zone_epoch = ${zone_epoch}`.execute(db)
  return numAffectedRows === 1n
}

/** Writes down that everything which is too old today is gone. */
export async function setRetained(db: Db, { lane, id }: Place, on: string): Promise<void> {
  await db.updateTable('projects').set({ retained_on: on }).where('lane', '=', lane).where('id', '=', id).execute()
}

export async function removeAnswers(db: Db, project: Place, before: string): Promise<number> {
  return await remove(db, 'answers', project, sql`day < ${before}::date`)
}

export async function removeVisits(db: Db, project: Place, before: string): Promise<number> {
  return await remove(db, 'visits', project, sql`at < ${before}::date at time zone 'UTC'`)
}

export async function removeTurns(db: Db, project: Place, before: string): Promise<number> {
  return await remove(db, 'turns', project, sql`day < ${before}::date`)
}

export async function removeBatches(db: Db, project: Place, before: Date): Promise<number> {
  return await remove(db, 'batches', project, sql`received_at < ${before}`)
}

export async function removeQuarantined(db: Db, project: Place, before: string): Promise<number> {
  return await remove(db, 'quarantine', project, sql`received_at < ${before}::date at time zone 'UTC'`)
}

/** Takes out of answers what makes them somebody's: words, traits, page and visitor. What was chosen and the score stay. */
export async function removeWords(db: Db, project: Place, before: string): Promise<number> {
  const ofPerson = sql`(comment is not null or traits is not null or page is not null or visitor is not null)`
  let removed = 0
  for (const { prompt, version, ids } of await findWrittenFollowUps(db, project)) {
    const isWritten = sql`day < ${before}::date and prompt = ${prompt} and version = ${version}
      and jsonb_exists_any(answers, ${ids}::text[])`
    removed += await change(
      db,
      project,
      isWritten,
      sql`${WITHOUT_PERSON}, answers = nullif(answers - ${ids}::text[], '{}')`,
    )
  }
  return removed + (await change(db, project, sql`day < ${before}::date and ${ofPerson}`, WITHOUT_PERSON))
}

/** Of every version of a prompt the follow-ups that people answer in their own words, where it has such. */
async function findWrittenFollowUps(db: Db, { lane, id }: Place) {
  const versions = await db
    .selectFrom('prompt_versions')
    .select(['prompt', 'version', 'content'])
    .where('lane', '=', lane)
    .where('project_id', '=', id)
    .execute()
  return versions.flatMap(({ prompt, version, content }) => {
    const { followUps = [] } = content as { followUps?: FollowUp[] }
    const ids = followUps.filter(({ kind }) => kind === 'text').map((followUp) => followUp.id)
    return ids.length > 0 ? [{ prompt, version, ids }] : []
  })
}

type Place = Pick<Kept, 'lane' | 'id'>
type Table = 'answers' | 'visits' | 'turns' | 'batches' | 'quarantine'

const WITHOUT_PERSON = sql`comment = null, traits = null, page = null, visitor = null`

async function remove(db: Db, table: Table, project: Place, isOld: RawBuilder<unknown>): Promise<number> {
  return await inSteps(
    (ids) => sql`delete from ${sql.table(table)} where ${ofProject(project)} and id = any(array(${ids}))`,
    db,
    table,
    project,
    isOld,
  )
}

async function change(db: Db, project: Place, isOld: RawBuilder<unknown>, to: RawBuilder<unknown>): Promise<number> {
  return await inSteps(
    (ids) => sql`update answers set ${to} where ${ofProject(project)} and id = any(array(${ids}))`,
    db,
    'answers',
    project,
    isOld,
  )
}

/**
 * What another node is at is left to it: two who wait for each other's rows would both be stopped.
 *
 * The ids are made an array, which is worked out once; joined, they may be looked for again for every row.
 */
async function inSteps(
  step: (ids: RawBuilder<unknown>) => RawBuilder<unknown>,
  db: Db,
  table: Table,
  project: Place,
  isOld: RawBuilder<unknown>,
): Promise<number> {
  const ids = sql`select id from ${sql.table(table)} where ${ofProject(project)} and ${isOld}
    limit ${AT_ONCE} for update skip locked`
  for (let done = 0; ;) {
    const { numAffectedRows = 0n } = await step(ids).execute(db)
    done += Number(numAffectedRows)
    if (numAffectedRows < AT_ONCE) return done
  }
}

function ofProject({ lane, id }: Place): RawBuilder<unknown> {
  return sql`lane = ${lane} and project_id = ${id}`
}

const AT_ONCE = 2_000

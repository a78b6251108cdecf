import { randomUUID } from 'node:crypto'

import type { WireEvent } from '@attune/protocol'
import { sql } from 'kysely'

import { dayIn } from '../aggregate/day.ts'
import { type Commit, commitBatch } from '../collect/commit.ts'
import { applyConfiguration, readConfiguration } from '../configure/configuration.ts'
import { createDirectory, type KnownProject } from '../configure/directory.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { answerOf, curiousShop } from './shop.ts'

/** Many small steps, and nobody who still files by the old zone. */
export const AT_ONCE = { graceMs: 0, page: 9, atOnce: 4 }
export const placeOf = (id: string) => ({ lane: laneOf(id), id })

export async function makeIn(db: Db, zone: string, id = `shop-${randomUUID()}`): Promise<string> {
  await applyConfiguration(db, id, { ...curiousShop(), project: { name: id, zone, keys: [`pk_${id}`] } })
  return id
}

export async function changeZone(db: Db, id: string, zone: string): Promise<void> {
  const { $revision: _seen, ...document } = await readConfiguration(db, id)
  await applyConfiguration(db, id, { ...document, project: { ...document.project, zone } })
}

/** What a node knows of a project, as of now; it may be old by the time it is used. */
export async function knownBy(db: Db, id: string): Promise<KnownProject> {
  return (await createDirectory(db).byId(id)) as KnownProject
}

export async function file(db: Db, project: KnownProject, events: WireEvent[], more: Partial<Commit> = {}) {
  await commitBatch(db, {
    project,
    batch: randomUUID(),
    receivedAt: new Date(),
    origin: 'live',
    visitor: null,
    context: { device: 'mobile', locale: 'de-DE', release: '1' },
    receipt: { accepted: events.length, rejected: [] },
    events,
    ...more,
  })
}

const OF_ANSWERS = ['feel', 'commented', 'choice', 'verified', 'set_aside', 'hour'] as const

/** A project's counts, one line each: those of answers, or all others. */
export async function linesOf(db: Db, id: string, ofAnswers = true): Promise<string[]> {
  const rows = await db.selectFrom('counts').selectAll().where('project_id', '=', id).execute()
  return rows
    .filter(({ measure }) => OF_ANSWERS.includes(measure as never) === ofAnswers)
    .map(({ lane: _lane, project_id: _project, ...row }) => JSON.stringify(row))
    .toSorted()
}

/** Answers under another day than their own. */
export async function misfiled(db: Db, id: string): Promise<string[]> {
  const { zone } = await db.selectFrom('projects').select('zone').where('id', '=', id).executeTakeFirstOrThrow()
  const rows = await db.selectFrom('answers').select(['at', 'day']).where('project_id', '=', id).execute()
  return rows.filter(({ at, day }) => dayIn(zone)(at) !== day).map(({ at, day }) => `${at.toISOString()} ${day}`)
}

/** A project with answers all over a day, whose zone was changed just now. */
export async function openMoving(db: Db, answers = 60) {
  const id = await makeIn(db, 'Europe/Berlin')
  const old = await knownBy(db, id)
  const at = (i: number) => new Date(Date.parse('2026-11-20') + i * 1_234_567).toISOString()
  const said = Array.from({ length: answers }, (_, i) => answerOf({ at: at(i), comment: 'Words', variant: 'a' }))
  await file(db, old, said)
  const sum = async () =>
    (
      await sql<{ n: number }>`select coalesce(sum(n), 0)::int as n from counts
        where project_id = ${id} and measure = 'feel'`.execute(db)
    ).rows[0]?.n
  await changeZone(db, id, 'Asia/Tokyo')
  return { id, old, said, sum }
}

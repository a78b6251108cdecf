import { randomUUID } from 'node:crypto'

import type { AnsweredEvent, Retention } from '@attune/protocol'
import { describe, expect, test } from 'vitest'

import { rebuildCounts } from '../aggregate/rebuild.ts'
import { verifyCounts } from '../aggregate/verify.ts'
import { applyConfiguration, readConfiguration } from '../configure/configuration.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { useDatabase } from '../testing/database.ts'
import { record } from '../testing/reader.ts'
import { answerOf, batchOf, countsOf, curiousShop, openShop, send } from '../testing/shop.ts'
import { describeRemoved, removeOld } from './retention.ts'

const database = useDatabase()
const DAY_MS = 86_400_000
/** When the limits are set: what they concern was said before and after. */
const SET = Date.now()
const daysOn = (days: number) => new Date(SET + days * DAY_MS)

/** An answer with everything that makes it somebody's. */
function told(daysAgo: number, feel = 4): AnsweredEvent {
  const answers = { why: ['slow'], more: ['A word of mine'] }
  const at = new Date(SET - daysAgo * DAY_MS).toISOString()
  return answerOf({ at, feel, comment: 'My words', answers, variant: 'a' })
}

async function limit(db: Db, retention: Retention | undefined, project = 'shop'): Promise<void> {
  const document = await readConfiguration(db, project)
  const { retention: _before, ...rest } = document.project
  await applyConfiguration(db, project, { ...document, project: { ...rest, ...(retention && { retention }) } })
}

/** The shop with answers of so many days ago, and the limits just set. */
async function open(retention: Retention, daysAgo: number[]): Promise<Db> {
  const { db } = database
  await applyConfiguration(db, 'shop', curiousShop())
  for (const days of daysAgo) {
    await record(db, [told(days)], 'live', { page: '/pay', device: 'mobile', traits: { plan: 'pro' } })
  }
  await db.updateTable('answers').set({ visitor: 'somebody' }).execute()
  await limit(db, retention)
  return db
}

const agesOf = async (db: Db): Promise<number[]> =>
  (await db.selectFrom('answers').select('at').orderBy('at').execute()).map(({ at }) =>
    Math.round((SET - at.getTime()) / DAY_MS),
  )

test('answers go once they are as old as the project says, and what is counted stays', async () => {
  const db = await open({ answersDays: 90 }, [200, 100, 80, 1])
  const before = await countsOf(db, 'feel')
  expect(before).toEqual({ '4': 4 })
  const [removed] = await removeOld(db, daysOn(8))
  expect(removed).toMatchObject({ project: 'shop', answers: 2, words: 0 })
  expect(describeRemoved(removed as never)).toMatch(/^shop: answers 2, visits \d+$|^shop: answers 2$/)
  expect(await agesOf(db)).toEqual([80, 1])
  expect(await countsOf(db, 'feel')).toEqual(before)
  expect(await countsOf(db, 'choice')).toEqual({ 'why:slow': 4 })
  expect(await removeOld(db, daysOn(8))).toEqual([])
  expect((await removeOld(db, daysOn(20)))[0]).toMatchObject({ answers: 1 })
})

test('without a limit nothing of what people said goes, ever', async () => {
  const db = await open({}, [3_000, 1])
  for (const removed of await removeOld(db, daysOn(4_000))) expect(removed).toMatchObject({ answers: 0, words: 0 })
  expect(await agesOf(db)).toEqual([3_000, 1])
})

test('a limit can be taken back for a week', async () => {
  const db = await open({ answersDays: 90, wordsDays: 30 }, [200])
  expect(await removeOld(db, daysOn(6.99))).toEqual([])
  await limit(db, undefined)
  expect(await removeOld(db, daysOn(30))).not.toContainEqual(expect.objectContaining({ answers: 1 }))
  expect(await agesOf(db)).toEqual([200])
})

test('another change of the project does not put a limit off', async () => {
  const db = await open({ answersDays: 90 }, [200])
  await db
    .updateTable('projects')
    .set({ retention_since: daysOn(-6) })
    .execute()
  const document = await readConfiguration(db, 'shop')
  await applyConfiguration(db, 'shop', { ...document, project: { ...document.project, name: 'A new name' } })
  expect((await removeOld(db, daysOn(1)))[0]).toMatchObject({ answers: 1 })
})

test('only words go, and with them everything that makes an answer somebody’s; score and choices stay', async () => {
  const db = await open({ wordsDays: 30 }, [60, 1])
  expect((await removeOld(db, daysOn(8)))[0]).toMatchObject({ answers: 0, words: 1 })
  const [old, young] = await db.selectFrom('answers').selectAll().orderBy('at').execute()
  expect(old).toMatchObject({
    feel: 4,
    comment: null,
    traits: null,
    page: null,
    visitor: null,
    answers: { why: ['slow'] },
  })
  expect(young).toMatchObject({
    comment: 'My words',
    traits: { plan: 'pro' },
    page: '/pay',
    visitor: 'somebody',
    answers: { why: ['slow'], more: ['A word of mine'] },
  })
})

describe('the books', () => {
  test('balance afterwards, are mended only where they can be, and a fault is still found', async () => {
    const db = await open({ answersDays: 90, wordsDays: 30 }, [200, 60, 1])
    await removeOld(db, daysOn(8))
    expect(await verifyCounts(db)).toEqual([])
    expect(await rebuildCounts(db, 'shop')).toEqual([])
    expect(await countsOf(db, 'commented')).toEqual({ '': 3 })
    await db.deleteFrom('answers').where('comment', 'is not', null).execute()
    expect((await verifyCounts(db)).map(({ measure }) => measure).toSorted()).toEqual([
      'choice',
      'commented',
      'feel',
      'hour',
    ])
  })

  test('balance while it is only half done', async () => {
    const db = await open({ answersDays: 90, wordsDays: 30 }, [200, 199, 60, 59, 1])
    await removeOld(db, daysOn(8))
    await record(db, [told(150), told(40)])
    await db.updateTable('answers').set({ comment: null }).where('at', '<', daysOn(-39)).execute()
    expect(await verifyCounts(db)).toEqual([])
    expect((await removeOld(db, daysOn(8)))[0]).toMatchObject({ answers: 1, words: 1 })
  })

  test('balance when more is kept again later: what is gone does not come back', async () => {
    const db = await open({ answersDays: 90 }, [200, 1])
    await removeOld(db, daysOn(8))
    await limit(db, { answersDays: 3_650 })
    await removeOld(db, daysOn(30))
    expect(await verifyCounts(db)).toEqual([])
    expect(await countsOf(db, 'feel')).toEqual({ '4': 2 })
  })
})

test('another project beside it is not touched', async () => {
  const other = Array.from({ length: 10_000 }, (_, i) => `o${i}`).find((id) => laneOf(id) === laneOf('shop')) ?? ''
  const { db } = database
  await applyConfiguration(db, other, { ...curiousShop(), project: { name: 'Other' } })
  await record(db, [told(200)], 'live', {}, other)
  await open({ answersDays: 90, wordsDays: 30 }, [200])
  await removeOld(db, daysOn(8))
  const rows = await db.selectFrom('answers').select(['project_id', 'comment']).execute()
  expect(rows).toEqual([{ project_id: other, comment: 'My words' }])
})

test('two nodes at once remove each row once', async () => {
  const db = await open({ answersDays: 90 }, [])
  const many = Array.from({ length: 4_500 }, () => told(200))
  for (let i = 0; i < many.length; i += 1_500) await record(db, many.slice(i, i + 1_500))
  const both = await Promise.all([removeOld(db, daysOn(8)), removeOld(db, daysOn(8))])
  expect(both.flat().reduce((sum, { answers }) => sum + answers, 0)).toBe(4_500)
  expect(await agesOf(db)).toEqual([])
  expect(await verifyCounts(db)).toEqual([])
})

test('the service looks once a day, and again where it was stopped half-way', async () => {
  const db = await open({ answersDays: 90 }, [200])
  expect(await removeOld(db, daysOn(8), true)).toHaveLength(1)
  await record(db, [told(201)])
  expect(await removeOld(db, daysOn(8), true)).toEqual([])
  await db.updateTable('projects').set({ retained_on: null }).execute()
  expect(await removeOld(db, daysOn(8), true)).toHaveLength(1)
})

test('what the database has refused holds words too, and goes with them', async () => {
  const db = await open({ wordsDays: 30 }, [])
  const row = { lane: laneOf('shop'), project_id: 'shop', batch: randomUUID(), event: Buffer.from('{}'), reason: 'x' }
  for (const days of [60, 1])
    await db
      .insertInto('quarantine')
      .values({ ...row, id: randomUUID(), received_at: daysOn(-days) })
      .execute()
  expect((await removeOld(db, daysOn(8)))[0]).toMatchObject({ quarantined: 1 })
})

describe('what recognises a late report', () => {
  test('stays as long as one can come, and goes a week later', async () => {
    const db = database.db
    const { app } = await openShop(db)
    const batch = batchOf([answerOf()])
    await send(app, batch)
    expect(await removeOld(db, daysOn(20.9))).toEqual([])
    // A phone that was away for two weeks sends what it had sent already.
    expect((await send(app, batch)).status).toBe(202)
    expect(await countsOf(db, 'feel')).toEqual({ '4': 1 })
    expect((await removeOld(db, daysOn(21.1)))[0]).toMatchObject({ batches: 1, answers: 0 })
    await app.close()
  })

  test('a turn stays for the quiet time and as long as a report may be late', async () => {
    const db = database.db
    const document = curiousShop()
    document.project.budget = { sameStepDays: 60 }
    const { app } = await openShop(db, document)
    await send(app, batchOf([answerOf()]))
    expect(await db.selectFrom('turns').select('day').execute()).toHaveLength(1)
    for (const removed of await removeOld(db, daysOn(75))) expect(removed.turns).toBe(0)
    expect((await removeOld(db, daysOn(78)))[0]).toMatchObject({ turns: 1, answers: 0 })
    await app.close()
  })
})

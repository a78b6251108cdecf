import { randomUUID } from 'node:crypto'

import type { WireEvent } from '@attune/protocol'
import { expect, it } from 'vitest'

import { verifyCounts } from '../aggregate/verify.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory } from '../configure/directory.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, countsOf, enteredOf, shop } from '../testing/shop.ts'
import { commitBatch } from './commit.ts'
import type { VisitOrigin } from './rows.ts'

const database = useDatabase(8)

async function committer() {
  await applyConfiguration(database.db, 'shop', shop())
  const project = await createDirectory(database.db).byId('shop')
  if (!project) throw new Error('The shop was not made.')
  return (events: WireEvent[], batch: string = randomUUID(), origin: VisitOrigin = 'live') =>
    commitBatch(database.db, {
      project,
      batch,
      receivedAt: new Date('2026-11-23T10:00:00Z'),
      origin,
      visitor: 'somebody',
      context: { device: 'desktop', locale: 'de', page: '/a' },
      receipt: { accepted: events.length, rejected: [] },
      events,
    })
}

it('an answer that comes in two batches is stored once, counted once, and counted as a duplicate', async () => {
  const commit = await committer()
  const answer = answerOf({ comment: 'first' })
  await commit([answer])
  await commit([{ ...answer, id: answer.id.toUpperCase(), feel: 1, comment: 'second' }, answerOf({ feel: 5 })])
  const rows = await database.db.selectFrom('answers').select(['feel', 'comment']).orderBy('feel').execute()
  expect(rows).toEqual([
    { feel: 4, comment: 'first' },
    { feel: 5, comment: null },
  ])
  expect(await countsOf(database.db, 'feel')).toEqual({ 4: 1, 5: 1 })
  expect(await countsOf(database.db, 'commented')).toEqual({ '': 1 })
  expect(await countsOf(database.db, 'duplicate')).toEqual({ '': 1 })
})

it('an answer that comes twice in one batch is stored once', async () => {
  const commit = await committer()
  const answer = answerOf()
  expect((await commit([answer, { ...answer, feel: 1 }])).isNew).toBe(true)
  expect(await countsOf(database.db, 'feel')).toEqual({ 4: 1 })
})

it('an import that is run again under other batch ids changes no count at all', async () => {
  const commit = await committer()
  const events = [answerOf(), { ...outcome(), visit: randomUUID() }]
  await commit(events, randomUUID(), 'import')
  const before = await database.db.selectFrom('counts').selectAll().orderBy('measure').execute()
  await commit(events, randomUUID(), 'import')
  expect(await database.db.selectFrom('counts').selectAll().orderBy('measure').execute()).toEqual(before)
})

it('a visit ends once, as it was first told; a visit without an answer is only counted', async () => {
  const commit = await committer()
  const visit = randomUUID()
  await commit([{ ...outcome(), visit }])
  await commit([
    { ...outcome(), visit, outcome: 'abandoned' },
    { ...outcome(), outcome: 'abandoned' },
  ])
  expect(await database.db.selectFrom('visits').select(['id', 'outcome']).execute()).toEqual([
    { id: visit, outcome: 'reached' },
  ])
  expect(await countsOf(database.db, 'outcome')).toEqual({ abandoned: 1, reached: 1 })
})

it("an event's own context stands before the batch's", async () => {
  const commit = await committer()
  await commit([answerOf({ context: { page: '/b', device: 'mobile' } })])
  const row = await database.db.selectFrom('answers').select(['page', 'device', 'locale']).executeTakeFirst()
  expect(row).toEqual({ page: '/b', device: 'mobile', locale: 'de' })
})

it('a commit says whose figures changed, and nothing where nothing did', async () => {
  const commit = await committer()
  const batch = randomUUID()
  expect(await commit([enteredOf()], batch)).toMatchObject({ isNew: true, journeys: ['checkout'] })
  expect(await commit([enteredOf()], batch)).toMatchObject({ isNew: false, journeys: [] })
})

it('an import-sized commit is one transaction like any other', async () => {
  const commit = await committer()
  const events = Array.from({ length: 5_000 }, (_, i) =>
    answerOf({ feel: (i % 5) + 1, comment: 'It was {"odd", \\ "quoted"}' }),
  )
  await commit(events, randomUUID(), 'import')
  expect(await countsOf(database.db, 'feel')).toEqual({ 1: 1_000, 2: 1_000, 3: 1_000, 4: 1_000, 5: 1_000 })
  const row = await database.db.selectFrom('answers').select('comment').executeTakeFirst()
  expect(row).toEqual({ comment: 'It was {"odd", \\ "quoted"}' })
})

it('counts equal answers after many writers have sent a mixture with repeats, all at once', async () => {
  const commit = await committer()
  const random = seeded(20_261_123)
  const pick = <T>(things: readonly T[]): T => things[Math.floor(random() * things.length)] as T
  const pool = Array.from({ length: 300 }, () =>
    answerOf({
      feel: pick([1, 2, 3, 4, 5]),
      at: new Date(Date.UTC(2026, 10, 1 + Math.floor(random() * 22), 23)).toISOString(),
      context: { device: pick(['mobile', 'desktop'] as const), locale: pick(['de', 'fr-CA']) },
      ...(random() < 0.4 ? { comment: 'words' } : {}),
    }),
  )
  const batches = Array.from({ length: 80 }, () => ({
    id: randomUUID(),
    events: Array.from({ length: 20 }, () => (random() < 0.7 ? pick(pool) : enteredOf())),
  }))
  const distinct = new Set(
    batches.flatMap(({ events }) => events).flatMap((e) => (e.type === 'answered' ? [e.id] : [])),
  )
  const entered = batches.flatMap(({ events }) => events).filter((event) => event.type === 'entered').length

  const sent = [...batches, ...batches.toReversed(), ...batches]
  await Promise.all(sent.map(({ id, events }) => commit(events, id)))

  expect(await verifyCounts(database.db)).toEqual([])
  const feel = Object.values(await countsOf(database.db, 'feel')).reduce((sum, n) => sum + n, 0)
  expect(feel).toBe(distinct.size)
  expect(await countsOf(database.db, 'entered')).toEqual({ '': entered })
})

it('a count that is wrong is found', async () => {
  const commit = await committer()
  await commit([answerOf({ feel: 2, comment: 'x' }), answerOf({ feel: 3 })])
  await database.db.updateTable('counts').set({ n: 7 }).where('measure', '=', 'feel').where('value', '=', '2').execute()
  await database.db.deleteFrom('counts').where('measure', '=', 'commented').execute()
  const found = await verifyCounts(database.db, 'shop')
  expect(found.map(({ measure, value, counted, stored }) => ({ measure, value, counted, stored }))).toEqual([
    { measure: 'commented', value: '', counted: 0, stored: 1 },
    { measure: 'feel', value: '2', counted: 7, stored: 1 },
  ])
  expect(await verifyCounts(database.db, 'other')).toEqual([])
})

function outcome() {
  return { type: 'outcome', journey: 'checkout', outcome: 'reached', at: '2026-11-23T09:00:00Z' } as const
}

/** Source: mulberry32 (T. Ettinger). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

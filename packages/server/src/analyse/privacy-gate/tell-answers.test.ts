import { randomUUID } from 'node:crypto'

import type { FeelRow, Privacy } from '@attune/protocol'
import { expect, test } from 'vitest'

import { commitBatch } from '../../collect/commit.ts'
import { applyConfiguration, readConfiguration } from '../../configure/configuration.ts'
import { createDirectory } from '../../configure/directory.ts'
import { laneOf } from '../../database/lane.ts'
import { deleteDueProjects } from '../../privacy/deletion.ts'
import { exportProject } from '../../privacy/export.ts'
import { removeOld } from '../../privacy/retention.ts'
import { useDatabase } from '../../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../../testing/promising.ts'
import { tellAnswers } from './tell-answers.ts'

const database = useDatabase()
const NEXT_DAY = daysOn(1)
const open = async (privacy?: Privacy) => await promisingShop(database.db, privacy)
const answer = async (feels: number[], more?: Parameters<typeof answerAs>[2]) =>
  await answerAs(database.db, feels, more)

type Ask = Awaited<ReturnType<typeof open>>

async function rows(ask: Ask, by = 'step'): Promise<FeelRow[]> {
  return (await ask(`feel?to=2026-12-31&by=${by}`)).body().rows
}

async function told(ask: Ask, by = 'step') {
  return (await rows(ask, by)).map((row) => [row[by.split(',').at(-1) as 'step'], row.n, row.tier])
}

test('figures and words of a confidential project wait until the day is over and five people have answered', async () => {
  const ask = await open()
  const step = async () => (await ask('journeys/checkout/map?days=3650')).body().steps[1]
  await answer([1, 2, 3, 4], { comment: 'Hm' })
  expect(await tellAnswers(database.db, NEXT_DAY)).toEqual(new Map())
  expect(await told(ask)).toEqual([])
  expect((await step())?.feel).toMatchObject({ n: 0, tier: 'hidden', net: null, dismissed: null })
  expect((await ask('voices')).body().voices).toEqual([])

  await answer([5], { receivedAt: NEXT_DAY })
  expect(await tellAnswers(database.db, NEXT_DAY)).toEqual(new Map())
  expect(await told(ask)).toEqual([])
  expect(await tellAnswers(database.db, daysOn(2))).toEqual(new Map([['shop', 5]]))
  expect(await rows(ask, 'day')).toMatchObject([{ day: '2026-03-11', n: 5, scores: [1, 1, 1, 1, 1], commented: 4 }])
  expect((await step())?.feel).toMatchObject({ n: 5, tier: 'early', scores: [1, 1, 1, 1, 1] })
  expect((await step())?.voices).toHaveLength(3)
  expect((await ask('voices')).body().voices).toHaveLength(5)
})

test('an open project shows what it showed', async () => {
  const ask = await open('open')
  await answer([1, 2, 3, 4, 5])
  expect(await tellAnswers(database.db, NEXT_DAY)).toEqual(new Map())
  expect(await told(ask)).toEqual([['payment', 5, 'early']])
  expect((await ask('voices')).body().voices[0]).toMatchObject({ device: 'mobile', at: daysOn(0).toISOString() })
})

test('one person who answers ten times is one person', async () => {
  const ask = await open()
  await answer([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], { person: 'ann' })
  await answer([5, 5, 5])
  await tellAnswers(database.db, NEXT_DAY)
  expect(await told(ask)).toEqual([])
  await answer([5], { receivedAt: NEXT_DAY })
  await tellAnswers(database.db, daysOn(2))
  expect(await told(ask)).toEqual([['payment', 14, 'early']])
})

test('of an anonymous project each answer is a person, because nobody can tell', async () => {
  const ask = await open('anonymous')
  await answer([1, 1, 1, 1, 1], { person: 'ann' })
  await tellAnswers(database.db, NEXT_DAY)
  expect(await told(ask)).toEqual([['payment', 5, 'early']])
})

test('three on android are in no row and in no total, until they are told of with others a week later', async () => {
  const ask = await open()
  await answer(Array<number>(17).fill(5))
  await answer([1, 1, 1], { context: { device: 'desktop' } })
  await answer([2, 2], { context: { device: 'tablet' } })
  await tellAnswers(database.db, NEXT_DAY)
  expect(await told(ask)).toEqual([['payment', 17, 'early']])
  expect(await told(ask, 'step,device')).toEqual([['mobile', 17, 'early']])
  await tellAnswers(database.db, daysOn(8))
  expect(await told(ask)).toEqual([['payment', 22, 'early']])
  expect(await told(ask, 'step,device')).toEqual([
    ['*', 5, 'early'],
    ['mobile', 17, 'early'],
  ])
  const desktop = (await ask('feel?to=2026-12-31&where=device:desktop')).body()
  expect(desktop.rows).toEqual([])
})

test('a day is told of once, and an answer in one block only, also where two nodes are at it', async () => {
  const ask = await open()
  await answer([1, 2, 3, 4, 5])
  const both = await Promise.all([tellAnswers(database.db, NEXT_DAY), tellAnswers(database.db, NEXT_DAY)])
  expect(both.reduce((sum, one) => sum + (one.get('shop') ?? 0), 0)).toBe(5)
  await tellAnswers(database.db, daysOn(2))
  expect(await told(ask)).toEqual([['payment', 5, 'early']])
})

test('a voice is told without what tells it from the others of its block, and by the day alone', async () => {
  const ask = await open()
  const context = { device: 'mobile', locale: 'de', release: '1', page: '/pay', traits: { plan: 'pro' } } as const
  await answer([1, 2, 3, 4, 5], { context, comment: 'Hm', took_ms: 4000 })
  await tellAnswers(database.db, NEXT_DAY)
  const { voices, next } = (await ask('voices?limit=2')).body()
  expect(voices[0]).toMatchObject({
    at: '2026-03-10T00:00:00.000Z',
    comment: 'Hm',
    device: null,
    locale: null,
    release: null,
    page: null,
    traits: null,
    visit: null,
    took_ms: null,
    trust: 'unverified',
  })
  const rest = (await ask(`voices?limit=200&cursor=${next}`)).body()
  expect([...voices, ...rest.voices].map(({ feel }) => feel).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5])
  expect(Buffer.from(next ?? '', 'base64url').toString()).toContain('2026-03-10T00:00:00.000000Z')
})

test('who was asked is counted, and not who declined: the rest would be who answered', async () => {
  const ask = await open()
  const project = await createDirectory(database.db).byId('shop')
  const prompt = { prompt: 'payment-feel', version: 1, step: 'checkout/payment', at: daysOn(0).toISOString() }
  const events = [
    { type: 'shown' as const, ...prompt, share: 1 },
    { type: 'shown' as const, ...prompt, share: 1 },
    { type: 'dismissed' as const, ...prompt, how: 'closed' as const },
  ]
  const receipt = { accepted: 3, rejected: [] }
  if (project)
    await commitBatch(database.db, {
      batch: randomUUID(),
      receivedAt: daysOn(0),
      origin: 'live',
      visitor: null,
      context: {},
      receipt,
      events,
      project,
    })
  await answer([3])
  expect(await rows(ask)).toMatchObject([
    { n: 0, answered: 0, tier: 'hidden', shown: 2, dismissed: null, commented: 0, response_rate: null },
  ])
})

test('whose person is forgotten by now is told of no more; what was told stays, whatever goes', async () => {
  const ask = await open()
  await answer([1, 2, 3, 4, 5])
  await answer([1, 1, 1, 1, 1, 1], { person: 'ann', context: { device: 'desktop' } })
  await tellAnswers(database.db, NEXT_DAY)
  const { project, ...rest } = await readConfiguration(database.db, 'shop')
  await applyConfiguration(database.db, 'shop', {
    ...rest,
    project: { ...project, retention: { wordsDays: 30, answersDays: 90 } },
  })
  await database.db
    .updateTable('projects')
    .set({ retention_since: daysOn(0) })
    .execute()
  await removeOld(database.db, daysOn(40))
  await tellAnswers(database.db, daysOn(41))
  expect(await told(ask)).toEqual([['payment', 5, 'early']])
  await removeOld(database.db, daysOn(100))
  expect(await database.db.selectFrom('answers').select('id').execute()).toEqual([])
  expect(await told(ask)).toEqual([['payment', 5, 'early']])
})

test('where a project becomes confidential, all that it has waits first', async () => {
  const ask = await open('open')
  await answer([1, 2, 3, 4, 5])
  await answer([1], { context: { device: 'tablet' } })
  const { project, ...rest } = await readConfiguration(database.db, 'shop')
  await applyConfiguration(database.db, 'shop', { ...rest, project: { ...project, privacy: 'confidential' } })
  expect(await told(ask)).toEqual([])
  await tellAnswers(database.db, NEXT_DAY)
  expect(await told(ask)).toEqual([['payment', 5, 'early']])
  const rowsOfLane = await database.db.selectFrom('told').select('lane').execute()
  expect(new Set(rowsOfLane.map(({ lane }) => lane))).toEqual(new Set([laneOf('shop')]))
})

test('what is told is taken along with its project, and goes with it', async () => {
  await open()
  await answer([1, 2, 3, 4, 5])
  await tellAnswers(database.db, NEXT_DAY)
  const kinds = new Map<string, number>()
  for await (const line of exportProject(database.db, 'shop', NEXT_DAY)) {
    const { kind } = JSON.parse(line) as { kind: string }
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  expect(kinds.get('told')).toBe(5)
  await database.db.updateTable('projects').set({ delete_after: NEXT_DAY }).execute()
  expect(await deleteDueProjects(database.db, daysOn(2))).toEqual(['shop'])
  expect(await database.db.selectFrom('told').select('n').execute()).toEqual([])
})

import { randomUUID } from 'node:crypto'

import type { AnsweredEvent, Context, FeelRow, Privacy } from '@attune/protocol'
import { expect, test } from 'vitest'

import { commitBatch } from '../../collect/commit.ts'
import { applyConfiguration, readConfiguration } from '../../configure/configuration.ts'
import { createDirectory } from '../../configure/directory.ts'
import { laneOf } from '../../database/lane.ts'
import { createRandom } from '../../demo/random.ts'
import { removeOld } from '../../privacy/retention.ts'
import { useDatabase } from '../../testing/database.ts'
import { readingShop } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'
import { type Block, RULES, tell, type Waiting } from './blocks.ts'
import { tellAnswers } from './tell-answers.ts'

const database = useDatabase()
const DAY_MS = 86_400_000
/** When answers come in, and when that day is over in Berlin. */
const CAME = new Date('2026-03-10T12:00:00Z')
const NEXT_DAY = daysOn(1)

function daysOn(days: number): Date {
  return new Date(CAME.getTime() + days * DAY_MS)
}

async function open(privacy: Privacy = 'confidential') {
  const document = shop()
  document.project.privacy = privacy
  await applyConfiguration(database.db, 'shop', document)
  return await readingShop(database.db)
}

/** One answer for each score, each of somebody else unless it is said of whom. */
async function answer(
  feels: number[],
  {
    person,
    context = { device: 'mobile' },
    ...more
  }: { person?: string; context?: Context } & Partial<AnsweredEvent> = {},
  receivedAt = CAME,
): Promise<void> {
  const project = await createDirectory(database.db).byId('shop')
  if (!project) throw new Error('There is no shop.')
  const at = receivedAt.toISOString()
  for (const feel of feels) {
    const events = [answerOf({ at, feel, ...more })]
    const receipt = { accepted: 1, rejected: [] }
    const visitor = person ?? randomUUID()
    await commitBatch(database.db, {
      batch: randomUUID(),
      receivedAt,
      origin: 'live',
      visitor,
      context,
      receipt,
      events,
      project,
    })
  }
}

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

  await answer([5], {}, NEXT_DAY)
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
  expect((await ask('voices')).body().voices[0]).toMatchObject({ device: 'mobile', at: CAME.toISOString() })
})

test('one person who answers ten times is one person', async () => {
  const ask = await open()
  await answer([1, 1, 1, 1, 1, 1, 1, 1, 1, 1], { person: 'ann' })
  await answer([5, 5, 5])
  await tellAnswers(database.db, NEXT_DAY)
  expect(await told(ask)).toEqual([])
  await answer([5], {}, NEXT_DAY)
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
  const prompt = { prompt: 'payment-feel', version: 1, step: 'checkout/payment', at: CAME.toISOString() }
  const events = [
    { type: 'shown' as const, ...prompt, share: 1 },
    { type: 'shown' as const, ...prompt, share: 1 },
    { type: 'dismissed' as const, ...prompt, how: 'closed' as const },
  ]
  const receipt = { accepted: 3, rejected: [] }
  if (project)
    await commitBatch(database.db, {
      batch: randomUUID(),
      receivedAt: CAME,
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
  await database.db.updateTable('projects').set({ retention_since: CAME }).execute()
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

test('whatever is asked is the sum of the blocks', async () => {
  const ask = await open()
  const random = createRandom(7)
  const pick = (values: readonly string[]) => values[Math.floor(random() ** 2 * values.length)] ?? ''
  const blocks: Block[] = []
  let waiting: Waiting[] = []
  for (let i = 0; i < 14; i++) {
    for (let count = 0; count < 8; count++) {
      const context = {
        device: pick(['mobile', 'desktop', 'tablet']) as 'mobile',
        locale: pick(['en', 'de', 'fr', 'it', 'es', 'pl', 'nl']),
      }
      await answer([1 + Math.floor(random() * 5)], { context }, daysOn(i))
    }
    await tellAnswers(database.db, daysOn(i + 1))
    const rowsNow = await database.db.selectFrom('answers').selectAll().orderBy('id').execute()
    const day = daysOn(i).toISOString().slice(0, 10)
    const came = rowsNow.filter(({ received_at }) => received_at.getTime() === daysOn(i).getTime())
    const next = tell(
      [
        ...waiting,
        ...came.map(({ id, visitor, device, locale }) => ({
          id,
          person: visitor,
          day,
          place: '',
          segment: ['', device, locale, ''],
        })),
      ],
      day,
      { ...RULES, impersonal: 4 },
    )
    blocks.push(...next.told)
    waiting = next.waiting
  }
  const sums = (name: (block: Block) => string, isWanted: (block: Block) => boolean = () => true) =>
    [...Map.groupBy(blocks.filter(isWanted), name)]
      .map(([key, own]) => [key, own.reduce((sum, { answers }) => sum + answers.length, 0)] as const)
      .toSorted(byName)
  const asked = async (query: string, name: (row: FeelRow) => string) =>
    (await ask(`feel?to=2026-12-31&${query}`))
      .body()
      .rows.map((row) => [name(row), row.n])
      .toSorted(byName)

  expect(new Set(blocks.map(({ segment }) => segment.filter((part) => part !== null).length))).toContain(4)
  expect(Math.min(...blocks.map(({ segment }) => segment.filter((part) => part !== null).length))).toBeLessThan(4)
  expect(await asked('by=day', (row) => row.day ?? '')).toEqual(sums(({ day }) => day))
  expect(await asked('by=device,locale', (row) => `${row.device}/${row.locale}`)).toEqual(
    sums(({ segment }) => `${segment[1] ?? '*'}/${segment[2] ?? '*'}`),
  )
  expect(await asked('by=day,device&where=locale:en', (row) => `${row.day}/${row.device}`)).toEqual(
    sums(
      ({ day, segment }) => `${day}/${segment[1] ?? '*'}`,
      ({ segment }) => segment[2] === 'en',
    ),
  )
})

const byName = ([a = '']: readonly (string | number)[], [b = '']: readonly (string | number)[]): number =>
  a < b ? -1 : 1

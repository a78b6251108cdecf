import type { AnsweredEvent, WireEvent } from '@attune/protocol'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readingShop, record } from '../testing/reader.ts'
import { answerOf, curiousShop, shop } from '../testing/shop.ts'

const database = useDatabase()

async function open(document = shop()) {
  await applyConfiguration(database.db, 'shop', document)
  return await readingShop(database.db)
}

/** One answer per score. */
function answers(feels: number[], more: Partial<AnsweredEvent> = {}): AnsweredEvent[] {
  return feels.map((feel) => answerOf({ feel, ...more }))
}

const YESTERDAY_NOON = '2026-03-10T12:00:00Z'

test('five people at a step are a row with their histogram, their denominators and their intervals', async () => {
  const ask = await open()
  const shown: WireEvent[] = Array.from({ length: 10 }, () => ({
    type: 'shown',
    prompt: 'payment-feel',
    version: 1,
    step: 'checkout/payment',
    at: YESTERDAY_NOON,
    share: 1,
  }))
  const entered: WireEvent = { type: 'entered', step: 'checkout/payment', at: YESTERDAY_NOON }
  const given = answers([1, 3, 4, 5], { at: YESTERDAY_NOON })
  await record(database.db, [entered, ...shown, ...given, answerOf({ feel: 5, at: YESTERDAY_NOON, comment: 'Smooth' })])

  const answer = (await ask('feel?journey=checkout&to=2026-03-31')).body()
  expect(answer).toMatchObject({
    project: 'shop',
    from: '2026-03-10',
    to: '2026-03-31',
    zone: 'Europe/Berlin',
    by: ['step'],
  })
  expect(answer.rows).toHaveLength(1)
  expect(answer.rows[0]).toMatchObject({
    journey: 'checkout',
    step: 'payment',
    n: 5,
    tier: 'early',
    scores: [1, 0, 1, 1, 2],
    mean: 3.6,
    positive: 0.6,
    negative: 0.2,
    shown: 10,
    answered: 5,
    dismissed: 0,
    response_rate: 0.5,
    commented: 1,
    entered: 1,
    completed: 0,
    failed: 0,
  })
})

test('a day is the one that people live in, and both ends belong to what is asked', async () => {
  const ask = await open()
  await record(database.db, answers([5], { at: '2026-03-28T22:59:59Z' }))
  await record(database.db, answers([5, 5], { at: '2026-03-28T23:00:00Z' }))
  await record(database.db, answers([5, 5, 5], { at: '2026-03-29T22:00:00Z' }))
  const rows = async (query: string) =>
    (await ask(`feel?${query}`)).body().rows.map((row) => [row.day ?? row.week, row.n, row.partial])
  expect(await rows('by=day&from=2026-03-28&to=2026-03-29')).toEqual([
    ['2026-03-28', 1, false],
    ['2026-03-29', 2, false],
  ])
  expect(await rows('by=week&from=2026-03-23')).toEqual([
    ['2026-W13', 3, false],
    ['2026-W14', 3, false],
  ])
  expect(await rows('by=week&from=2026-03-24')).toEqual([
    ['2026-W13', 3, true],
    ['2026-W14', 3, false],
  ])
})

test('rows are split and narrowed by segments; what is asked is bound, never woven in', async () => {
  const ask = await open()
  const at = YESTERDAY_NOON
  await record(database.db, answers([5, 5], { at }), 'live', { device: 'mobile', locale: 'de' })
  await record(database.db, answers([1], { at }), 'live', { device: 'desktop', locale: 'de' })
  await record(database.db, answers([1], { at }), 'import', {
    device: 'mobile',
    locale: 'fr',
    release: "1'; drop table answers",
  })
  const rows = async (query: string) => (await ask(`feel?${query}`)).body().rows
  expect((await rows('by=device,origin')).map((row) => [row.device, row.origin, row.n])).toEqual([
    ['desktop', 'live', 1],
    ['mobile', 'import', 1],
    ['mobile', 'live', 2],
  ])
  expect((await rows('where=device:mobile&where=locale:de')).map((row) => row.n)).toEqual([2])
  expect((await rows('where=device:mobile,device:desktop')).map((row) => row.n)).toEqual([4])
  expect(await rows("where=release:1'; drop table answers")).toHaveLength(1)
  expect(await rows("where=release:') or 1=1 --")).toEqual([])
})

test('only five-point scales are added up; a prompt of its own is told on its own scale', async () => {
  const document = shop()
  document.prompts.push({
    id: 'recommend',
    step: 'checkout/payment',
    scale: 'nps',
    wording: { default: { question: '?' } },
  })
  const ask = await open(document)
  await record(database.db, answers([4, 4, 4, 4, 4]))
  await record(database.db, answers([0, 6, 9, 10, 10, 10], { prompt: 'recommend' }))
  const rows = async (query: string) => (await ask(`feel?${query}`)).body().rows
  expect(await rows('')).toMatchObject([{ n: 5, scores: [0, 0, 0, 5, 0] }])
  expect(await rows('prompt=recommend')).toMatchObject([
    { n: 6, scores: [1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 3], positive: 4 / 6, negative: 2 / 6 },
  ])
  expect((await ask('feel?prompt=nothing')).status).toBe(404)
})

test('rows come in the order of the journey, and steps that are gone last', async () => {
  const document = shop()
  document.journeys[0]?.steps.unshift({ id: 'zoo', name: 'Zoo' }, { id: 'attic', name: 'Attic' })
  const ask = await open(document)
  for (const step of ['attic', 'payment', 'cart', 'zoo']) {
    await record(database.db, [{ type: 'entered', step: `checkout/${step}`, at: YESTERDAY_NOON }])
  }
  await applyConfiguration(database.db, 'shop', shop())
  const { rows } = (await ask('feel')).body()
  expect(rows.map((row) => row.step)).toEqual(['cart', 'payment', 'attic', 'zoo'])
})

test('the same comes as CSV', async () => {
  const ask = await open()
  await record(database.db, answers([1, 3, 4, 5, 5], { at: YESTERDAY_NOON }), 'live', { release: '=1+1' })
  const { type, text } = await ask('feel?by=step,release', { accept: 'text/csv' })
  expect(type).toContain('text/csv')
  const [row] = parse(text, { columns: true })
  expect(row).toMatchObject({
    journey: 'checkout',
    step: 'payment',
    release: "'=1+1",
    n: '5',
    score_5: '2',
    mean: '3.6',
    shown: '0',
  })
})

test('a malformed query is told which parameter, and what it takes', async () => {
  const ask = await open()
  const cases = {
    'feel?by=step,colour': ['by', 'week'],
    'feel?from=2026-02-30': ['from', '2026-11-23'],
    'feel?from=2026-03-02&to=2026-03-01': ['from', 'inclusive'],
    'feel?where=mobile': ['where', 'device'],
    'feel?where=day:2026-01-01': ['where', 'device'],
    'feel?where=device:%00': ['where', 'printable'],
    'feel?journey=a&journey=b': ['journey', 'once'],
    'feel?jurney=checkout': ['jurney', 'journey'],
    'journeys/checkout/map?days=0': ['days', '1 to'],
  }
  for (const [query, words] of Object.entries(cases)) {
    const answer = await ask(query)
    expect(answer.status, query).toBe(400)
    for (const word of words) expect(answer.problem().detail).toContain(word)
  }
})

test('a journey that there never was is 404; a new one without answers is empty', async () => {
  const ask = await open()
  expect((await ask('feel?journey=nothing')).status).toBe(404)
  expect((await ask('journeys/nothing/map')).status).toBe(404)
  expect((await ask('feel?journey=checkout')).body().rows).toEqual([])
})

test('the map shows every step with eight weeks, the newest words and the prompt', async () => {
  const ask = await open()
  for (const minutes of [4, 3, 2, 1]) {
    const at = new Date(Date.now() - minutes * 60_000).toISOString()
    await record(database.db, [answerOf({ at, feel: 5, comment: `${minutes} min ago` })])
  }
  await record(database.db, answers([1, 2], { at: new Date(Date.now() - 86_400_000 * 300).toISOString() }), 'import')
  const map = (await ask('journeys/checkout/map')).body()
  expect(map.project).toEqual({ id: 'shop', name: 'Shop', zone: 'Europe/Berlin', privacy: 'open' })
  expect(map.origins).toEqual({ live: 4, import: 0, sample: 0 })
  expect(map.steps.map((step) => [step.id, step.feel.n, step.feel.tier, step.weeks.length])).toEqual([
    ['cart', 0, 'none', 8],
    ['payment', 4, 'hidden', 8],
  ])
  const payment = map.steps[1]
  expect(payment?.prompt).toEqual({ id: 'payment-feel', question: 'How did paying feel?' })
  expect(payment?.voices.map((voice) => voice.comment)).toEqual(['1 min ago', '2 min ago', '3 min ago'])
  expect(payment?.weeks.reduce((sum, week) => sum + week.n, 0)).toBe(4)
  expect(payment?.weeks.at(-1)?.partial).toBe(true)

  const everything = (await ask('journeys/checkout/map?days=3650')).body()
  expect(everything.origins).toEqual({ live: 4, import: 2, sample: 0 })
  expect(everything.steps[1]?.feel.scores).toEqual([1, 1, 0, 0, 4])
  expect(everything.steps[1]?.weeks.reduce((sum, week) => sum + week.n, 0)).toBe(4)
})

test('where nobody answered lately, the map ends with the last day that somebody did, until somebody does', async () => {
  const ask = await open()
  await record(database.db, answers([4, 4, 5, 5, 1], { at: '2019-05-15T12:00:00Z' }), 'import')
  await record(database.db, answers([2], { at: '2019-05-02T12:00:00Z' }), 'import')
  await record(database.db, answers([3], { at: '2018-05-02T12:00:00Z' }), 'import')
  const old = (await ask('journeys/checkout/map')).body()
  expect([old.from, old.to, old.origins.import]).toEqual(['2019-03-25', '2019-05-15', 6])
  const weeks = old.steps[1]?.weeks.map(({ week, n, partial }) => [week, n, partial])
  expect(weeks?.slice(-3)).toEqual([
    ['2019-W18', 1, false],
    ['2019-W19', 0, false],
    ['2019-W20', 5, false],
  ])

  await record(database.db, answers([3], { at: new Date().toISOString() }))
  const now = (await ask('journeys/checkout/map')).body()
  expect([now.origins, now.steps[1]?.feel.n]).toEqual([{ live: 1, import: 0, sample: 0 }, 1])
})

test('people who spoke up by themselves are in no figure, unless they are asked for', async () => {
  const ask = await open(curiousShop())
  await record(database.db, answers([4, 4, 5, 5, 5], { at: YESTERDAY_NOON }))
  const tab = { prompt: 'feedback', unprompted: true as const }
  await record(database.db, answers([1, 1, 1, 1, 1, 1], { ...tab, at: '2026-03-12T12:00:00Z' }))

  const figures = async (query: string) => (await ask(`feel?to=2026-03-31&${query}`)).body().rows
  const asked = { step: 'payment', n: 5, scores: [0, 0, 0, 2, 3], unprompted: 6 }
  expect(await figures('journey=checkout')).toMatchObject([asked])
  expect(await figures('by=step,origin')).toMatchObject([
    { origin: 'live', n: 5 },
    { origin: 'unprompted', n: 6, negative: 1 },
  ])
  expect(await figures('where=origin:unprompted')).toMatchObject([
    { step: 'payment', n: 6, negative: 1, response_rate: null },
  ])
  const { to, origins, steps } = (await ask('journeys/checkout/map?days=7')).body()
  // Nor do they move the end of a map of long ago.
  expect([to, origins, steps[1]?.feel.n]).toEqual(['2026-03-10', { live: 5, import: 0, sample: 0 }, 5])
})

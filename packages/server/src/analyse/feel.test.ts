import type { AnsweredEvent, Considered, Dismissal, WireEvent } from '@attune/protocol'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readingShop, record } from '../testing/reader.ts'
import { answerOf, curiousShop, shop } from '../testing/shop.ts'

const database = useDatabase()
const NOON = '2026-03-10T12:00:00Z'

/** The shop with a second prompt at the same step, on ten points. */
function recommendingShop() {
  const document = shop()
  const wording = { default: { question: 'Would you recommend us?' } }
  document.prompts.push({ id: 'recommend', step: 'checkout/payment', scale: 'nps', wording })
  return document
}

async function open(document = shop()) {
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  return Object.assign(ask, { rows: async (query: string) => (await ask(`feel?${query}`)).body().rows })
}

async function answer(feels: number[], more: Partial<AnsweredEvent> = {}) {
  await record(
    database.db,
    feels.map((feel) => answerOf({ feel, at: NOON, ...more })),
  )
}

test('months are made of days, and a week in two months is told by its days', async () => {
  const ask = await open()
  await answer([5], { at: '2026-01-31T12:00:00Z' })
  await answer([5, 5], { at: '2026-02-01T12:00:00Z' })
  await answer([5, 5, 5], { at: '2026-03-01T12:00:00Z' })
  const rows = async (query: string) =>
    (await ask.rows(query)).map(({ month, week, n, partial }) => [month, week, n, partial])
  expect(await rows('by=month&from=2026-01-01&to=2026-03-30')).toEqual([
    ['2026-01', undefined, 1, false],
    ['2026-02', undefined, 2, false],
    ['2026-03', undefined, 3, true],
  ])
  expect(await rows('by=month,week&from=2026-01-26&to=2026-03-01')).toEqual([
    ['2026-01', '2026-W05', 1, false],
    ['2026-02', '2026-W05', 2, false],
    ['2026-03', '2026-W09', 3, false],
  ])
})

test('a long time is added up in halves, of which no day is left out and none comes twice', async () => {
  const ask = await open()
  // From 2025-03-04 to 2026-03-10 the middle is 2025-09-05.
  for (const day of ['2025-03-04', '2025-09-04', '2025-09-05', '2025-09-06', '2026-03-10'])
    await answer([5], { at: `${day}T12:00:00Z` })
  const asked = 'from=2025-03-04&to=2026-03-10'
  const found = async (by: string) => (await ask.rows(`by=${by}&${asked}`)).map(({ day, week, n }) => [day ?? week, n])
  expect(await found('step')).toEqual([[undefined, 5]])
  expect(await found('week')).toEqual([
    ['2025-W10', 1],
    ['2025-W36', 3],
    ['2026-W11', 1],
  ])
  expect((await found('day')).map(([, n]) => n)).toEqual([1, 1, 1, 1, 1])
})

test('a period that is not over, or that late answers may still come to, is partial', async () => {
  const ask = await open()
  const before = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  for (const days of [0, 2, 4]) await answer([5], { at: before(days) })
  expect((await ask.rows('by=day')).map((row) => row.partial)).toEqual([false, true, true])
  expect((await ask.rows('by=month')).at(-1)).toMatchObject({ partial: true })
})

test('the day on which clocks go back is one day of 25 hours, in the project’s zone and in no other', async () => {
  const ask = await open()
  await answer([1], { at: '2026-10-24T22:00:00Z' })
  await answer([5], { at: '2026-10-25T22:59:59Z' })
  await answer([3], { at: '2026-10-25T23:00:00Z' })
  expect((await ask.rows('by=day&to=2026-12-31&zone=Europe/Berlin')).map(({ day, n }) => [day, n])).toEqual([
    ['2026-10-25', 2],
    ['2026-10-26', 1],
  ])
  const refused = await ask('feel?zone=America/New_York')
  expect([refused.status, refused.problem().detail]).toEqual([400, expect.stringContaining('Europe/Berlin')])
})

test('rows are made by prompt, version and variant, and what happens at the step itself is a row of its own', async () => {
  const ask = await open(curiousShop())
  await answer([4, 5], { variant: 'a' })
  await answer([1, 2, 3], { variant: 'b' })
  await record(database.db, [{ type: 'entered', step: 'checkout/payment', at: NOON }])
  expect((await ask.rows('by=variant')).map((row) => [row.prompt, row.variant, row.n, row.entered])).toEqual([
    ['', '', 0, 1],
    ['payment-feel', 'a', 2, 0],
    ['payment-feel', 'b', 3, 0],
  ])
  expect((await ask.rows('where=variant:b')).map((row) => [row.n, row.entered])).toEqual([[3, 1]])
  expect((await ask('feel?by=version')).body().by).toEqual(['prompt', 'version'])
  const only = async (query: string) => (await ask.rows(query)).map((row) => [row.prompt, row.version, row.n])
  expect(await only('by=version&where=prompt:payment-feel')).toEqual([['payment-feel', 1, 5]])
  expect(await only('by=version&prompt=payment-feel&where=version:2')).toEqual([])
})

test('versions are told in their order, which is not that of their digits', async () => {
  const document = shop()
  for (let version = 1; version <= 10; version++) {
    for (const prompt of document.prompts) prompt.wording = { default: { question: `How was it, ${version}?` } }
    await applyConfiguration(database.db, 'shop', document)
  }
  const ask = await readingShop(database.db)
  for (const version of [10, 9, 2]) await answer([4], { version })
  expect((await ask('feel?by=version')).body().rows.map((row) => row.version)).toEqual([2, 9, 10])
})

test('each scale is a row of its own, on its own points; several are never one sum', async () => {
  const ask = await open(recommendingShop())
  await answer([4, 4, 4, 4, 4])
  await answer([0, 6, 9, 10, 10, 10], { prompt: 'recommend' })
  const nps = [1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 3]
  for (const key of ['scale', 'prompt', 'version']) {
    expect((await ask.rows(`by=${key}`)).map((row) => row.scores)).toEqual([[0, 0, 0, 5, 0], nps])
  }
  expect((await ask.rows('by=scale')).map((row) => row.scale)).toEqual(['faces', 'nps'])
  expect(await ask.rows('where=scale:nps')).toMatchObject([{ n: 6, scores: nps }])
  expect(await ask.rows('where=prompt:recommend')).toMatchObject([{ n: 6, scores: nps }])
  const several = await ask('feel?where=scale:nps,scale:faces')
  expect([several.status, several.problem().detail]).toEqual([400, expect.stringContaining('several scales')])

  const { text } = await ask('feel?by=prompt', { accept: 'text/csv' })
  expect(parse(text, { columns: true })).toMatchObject([
    { prompt: 'payment-feel', score_0: '', score_4: '5', score_10: '' },
    { prompt: 'recommend', score_0: '1', score_4: '0', score_10: '3' },
  ])
})

test('what cannot be asked is refused with what can be', async () => {
  const ask = await open()
  const cases = {
    'by=step,trait': ['trait', 'trait:plan'],
    'where=trait:plan': ['trait:plan', 'trait:plan=pro'],
    'where=trait:plan=pro': ['plan', 'There is none so far', '"traits"'],
    'where=trust:me': ['trust', 'verified or unverified'],
    'where=origin:unprompted,origin:live': ['spoke up', 'origin:unprompted alone'],
    'weights=sex': ['weights', 'share'],
    'where=version:1': ['version', 'prompt='],
    'where=version:one,prompt:a': ['version', 'whole number'],
    'where=scale:smiles': ['scale', 'faces'],
  }
  for (const [query, words] of Object.entries(cases)) {
    const refused = await ask(`feel?${query}`)
    expect(refused.status, query).toBe(400)
    for (const word of words) expect(refused.problem().detail).toContain(word)
  }
})

test('answers to other words are never added up silently: the row names them, and splits where that is asked', async () => {
  const document = recommendingShop()
  await applyConfiguration(database.db, 'shop', document)
  for (const prompt of document.prompts.slice(0, 1)) prompt.wording = { default: { question: 'Was paying easy?' } }
  const ask = await open(document)
  await answer([4, 5], { version: 1 })
  await answer([1, 2, 3], { version: 2, at: '2026-03-11T12:00:00Z' })
  const versions = [1, 2].map((version) => ({ prompt: 'payment-feel', version, variant: '' }))
  expect(await ask.rows('')).toMatchObject([{ n: 5, comparable: false, versions }])
  const split = (await ask.rows('by=version')).map((row) => [row.version, row.n, row.comparable, row.versions])
  expect(split).toEqual([
    [1, 2, true, undefined],
    [2, 3, true, undefined],
  ])
  expect((await ask.rows('by=day')).map((row) => row.comparable)).toEqual([true, true])
  const { text } = await ask('feel', { accept: 'text/csv' })
  expect(parse(text, { columns: true })).toMatchObject([
    { comparable: 'false', versions: 'payment-feel@1 payment-feel@2' },
  ])
})

test('a step has a funnel from who was there to who wrote something', async () => {
  const ask = await open()
  const of = { prompt: 'payment-feel', version: 1, step: 'checkout/payment', at: NOON }
  const considered = (result: Considered): WireEvent => ({ ...of, type: 'considered', result })
  const left = (how: Dismissal): WireEvent => ({ ...of, type: 'dismissed', how })
  const shown: WireEvent = { ...of, type: 'shown', share: 1 }
  await record(database.db, [
    { type: 'entered', step: 'checkout/payment', at: NOON },
    considered('asked'),
    considered('asked'),
    considered('asked'),
    considered('sampled_out'),
    shown,
    shown,
    shown,
    left('closed'),
    left('ignored'),
    answerOf({ at: NOON, comment: 'Quick' }),
  ])
  const funnel = {
    reached: 1,
    eligible: 4,
    shown: 3,
    answered: 1,
    dismissed: 1,
    ignored: 1,
    unresolved: 0,
    commented: 1,
    coverage: 0.75,
    heard: 0.25,
  }
  expect(await ask.rows('')).toMatchObject([{ n: 1, dismissed: 2, funnel }])
  const rows = (await ask.rows('by=prompt')).map((row) => [row.prompt, row.funnel?.reached, row.funnel?.eligible])
  expect(rows).toEqual([
    ['', 1, 0],
    ['payment-feel', null, 4],
  ])
  const { text } = await ask('feel', { accept: 'text/csv' })
  expect(parse(text, { columns: true })).toMatchObject([
    { funnel_eligible: '4', funnel_ignored: '1', funnel_heard: '0.25' },
  ])
})

import type { AnsweredEvent } from '@attune/protocol'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { laneOf } from '../database/lane.ts'
import { useDatabase } from '../testing/database.ts'
import { readingShop, record } from '../testing/reader.ts'
import { answerOf, curiousShop, shop } from '../testing/shop.ts'

const database = useDatabase()
const NOON = '2026-03-10T12:00:00Z'

/** The shop whose prompt is meant for two plans, which declares that trait. */
function planningShop() {
  const document = shop()
  for (const prompt of document.prompts) prompt.who = { traits: { plan: ['pro', 'free'] } }
  return document
}

async function open(document = planningShop()) {
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  return Object.assign(ask, { rows: async (query: string) => (await ask(`feel?${query}`)).body().rows })
}

async function answer(feels: number[], more: Partial<AnsweredEvent> = {}, trust?: 'verified') {
  const events = feels.map((feel) => answerOf({ feel, at: NOON, ...more }))
  await record(database.db, events, 'live', {}, 'shop', trust ? { trust } : {})
}

test('rows by page have the figures of their answers, and null for what nobody counts by page', async () => {
  const ask = await open()
  await answer([5, 5, 4, 1, 5], { context: { page: '/pay,1' }, comment: 'Well' })
  await answer([2], {})
  await record(database.db, [
    { type: 'shown', prompt: 'payment-feel', version: 1, step: 'checkout/payment', at: NOON, share: 1 },
  ])
  const unknown = { shown: null, dismissed: null, response_rate: null, entered: null, completed: null, failed: null }
  expect(await ask.rows('by=page')).toMatchObject([
    { page: '', n: 1, tier: 'hidden', scores: null, commented: 0, ...unknown, funnel: null },
    {
      page: '/pay,1',
      n: 5,
      tier: 'early',
      scores: [1, 0, 0, 1, 3],
      positive: 0.8,
      commented: 5,
      ...unknown,
      funnel: null,
    },
  ])
  expect(await ask.rows('where=page:/pay,1')).toMatchObject([{ step: 'payment', n: 5 }])
  expect(await ask.rows('where=page:/pay,1&where=page:')).toMatchObject([{ n: 6, shown: null }])
  expect(await ask.rows('')).toMatchObject([{ n: 6, shown: 1, funnel: { shown: 1 } }])
})

test('rows are told apart by declared traits, of ten people at least; of any other trait by none', async () => {
  const ask = await open()
  await answer([5, 5, 5, 5, 5, 4, 4, 4, 4], { context: { traits: { plan: 'pro', mood: 'good' } } })
  await answer([1, 2, 1, 2, 1, 2, 1, 2, 1, 2], { context: { traits: { plan: 'free' } } })
  await answer([3])
  const said = (await ask.rows('by=trait:plan')).map(({ traits, n, tier, negative }) => [traits, n, tier, negative])
  expect(said).toEqual([
    [{ plan: '' }, 1, 'hidden', null],
    [{ plan: 'free' }, 10, 'early', 1],
    [{ plan: 'pro' }, 9, 'hidden', null],
  ])
  expect(await ask.rows('where=trait:plan=pro')).toMatchObject([{ n: 9, tier: 'hidden' }])
  expect(await ask.rows('where=trait:plan=pro&where=trait:plan=free')).toMatchObject([
    { n: 19, scores: [5, 5, 0, 4, 5] },
  ])
  expect((await ask('feel?by=day,trait:plan')).body().by).toEqual(['day', 'trait:plan'])
  await database.db
    .updateTable('projects')
    .set({ traits: JSON.stringify(['seats']) })
    .execute()
  expect((await ask('feel?by=trait:seats')).status).toBe(200)
  for (const query of ['by=trait:mood', 'where=trait:mood=good']) {
    const refused = await ask(`feel?${query}`)
    expect([refused.status, refused.problem().detail]).toEqual([
      400,
      expect.stringContaining('The traits are plan, seats.'),
    ])
  }
  const { text } = await ask('feel?by=trait:plan', { accept: 'text/csv' })
  expect(parse(text, { columns: true })).toMatchObject([
    { 'trait:plan': '' },
    { 'trait:plan': 'free' },
    { 'trait:plan': 'pro' },
  ])
})

test('what a server has signed for is told from what anybody may have sent, from the counts', async () => {
  const ask = await open()
  await answer([5, 5, 5, 5, 4], { context: { page: '/pay' } }, 'verified')
  await answer([1, 1, 1, 1, 1, 1])
  // Counts alone can tell: no answer is read.
  await database.db.deleteFrom('answers').where('page', 'is', null).execute()
  expect((await ask.rows('by=trust')).map(({ trust, scores, shown }) => [trust, scores, shown])).toEqual([
    ['unverified', [6, 0, 0, 0, 0], null],
    ['verified', [0, 0, 0, 1, 4], null],
  ])
  expect(await ask.rows('where=trust:verified')).toMatchObject([{ n: 5, commented: null, funnel: null }])
  expect(await ask.rows('where=trust:verified&where=page:/pay')).toMatchObject([{ n: 5, commented: 0 }])
  expect(await ask.rows('where=trust:verified&by=step,day')).toMatchObject([{ day: '2026-03-10', n: 5 }])
})

test('where people were asked with different probabilities, weights make of them what everybody felt', async () => {
  const ask = await open()
  await answer([5, 5, 5, 5], { share: 1 })
  await answer([1, 1], { share: 0.25 })
  await answer([5, 5])
  expect(await ask.rows('')).toMatchObject([{ n: 8, positive: 0.75, shares: 'one' }])
  const body = (await ask('feel?weights=share')).body()
  expect(body.weights).toBe('share')
  // 6 people of weight 1 and 2 of weight 4: 6 of 14 felt good; 14² / (6 + 32) answers.
  expect(body.rows).toMatchObject([
    {
      n: 8,
      scores: [2, 0, 0, 0, 6],
      tier: 'early',
      positive: expect.closeTo(6 / 14, 10),
      net: expect.closeTo(-2 / 14, 10),
      mean: expect.closeTo(38 / 14, 10),
      shares: 'several',
      shown: 0,
      weighting: {
        effective: expect.closeTo(196 / 38, 10),
        design_effect: expect.closeTo((8 * 38) / 196, 10),
        without_share: 2,
        capped: 0,
        plain: { positive: 0.75, negative: 0.25, net: 0.5, mean: 4 },
      },
    },
  ])
  const { text } = await ask('feel?weights=share', { accept: 'text/csv' })
  expect(parse(text, { columns: true })).toMatchObject([{ without_share: '2', capped: '0', plain_positive: '0.75' }])
  expect((await ask('feel', { accept: 'text/csv' })).text).not.toContain('plain_')
})

test('a row says when its prompts were asked with several shares, or with another each day', async () => {
  const document = planningShop()
  const [prompt] = document.prompts
  if (!prompt) throw new Error('The shop has a prompt.')
  const ask = await open(document)
  await answer([5])
  await applyConfiguration(database.db, 'shop', { ...document, prompts: [{ ...prompt, share: 0.5 }] })
  expect(await ask.rows('')).toMatchObject([{ shares: 'one' }])
  await answer([5], { version: 2 })
  expect(await ask.rows('')).toMatchObject([{ n: 2, shares: 'several' }])
  expect((await ask.rows('by=version')).map(({ shares }) => shares)).toEqual(['one', 'one'])
  await applyConfiguration(database.db, 'shop', {
    ...document,
    prompts: [{ ...prompt, share: 0.5, answersPerWeek: 20 }],
  })
  expect(await ask.rows('')).toMatchObject([{ shares: 'unknown' }])
})

test('how likely somebody was asked one of a pair is with each answer, and in no count', async () => {
  const document = shop()
  const ask = await open(document)
  await answer([5])
  expect(await ask.rows('')).toMatchObject([{ shares: 'one' }])
  const wording = { default: { question: 'How was all of it?' } }
  document.prompts.push({ id: 'whole', step: 'checkout/cart', wording, pairWith: ['payment-feel'] })
  await applyConfiguration(database.db, 'shop', document)
  expect(await ask.rows('')).toMatchObject([{ shares: 'unknown' }])
})

test('who spoke up by themselves is said beside the figures of who was asked, and added to them nowhere', async () => {
  const ask = await open(curiousShop())
  await answer([5, 4])
  await answer([1, 1, 1], { unprompted: true })
  await answer([1], { unprompted: true, step: 'checkout', prompt: 'feedback' })
  expect((await ask.rows('')).map(({ step, n, unprompted }) => [step, n, unprompted])).toEqual([
    ['payment', 2, 3],
    ['', 0, 1],
  ])
  expect((await ask.rows('by=step,origin')).map((row) => [row.step, row.origin, row.n, row.unprompted])).toEqual([
    ['payment', 'live', 2, 0],
    ['payment', 'unprompted', 3, 0],
    ['', 'unprompted', 1, 0],
  ])
  expect((await ask.rows('where=origin:unprompted')).map(({ n }) => n)).toEqual([3, 1])
  expect((await ask.rows('where=origin:live')).map(({ n, unprompted }) => [n, unprompted])).toEqual([[2, 0]])
  expect((await ask.rows('by=page')).map(({ n, unprompted }) => [n, unprompted])).toEqual([[2, 4]])
})

test('nobody, too few, zero and unknown are four different things, in JSON and in a table', async () => {
  const ask = await open()
  await record(database.db, [{ type: 'entered', step: 'checkout/cart', at: NOON }])
  await answer([5, 5, 5, 5, 5, 5], { at: '2026-03-11T12:00:00Z' })
  await answer([5])
  const rows = (await ask.rows('by=step,day')).map((row) => [row.step, row.n, row.tier, row.negative, row.shown])
  expect(rows).toEqual([
    ['cart', 0, 'none', null, 0],
    ['payment', 1, 'hidden', null, 0],
    ['payment', 6, 'early', 0, 0],
  ])
  const cells = async (query: string) =>
    parse<Record<string, string>>((await ask(`feel?${query}`, { accept: 'text/csv' })).text, { columns: true }).map(
      (row) => ['n', 'tier', 'negative', 'shown', 'entered'].map((name) => row[name]),
    )
  expect(await cells('by=step,day')).toEqual([
    ['0', 'none', '', '0', '1'],
    ['1', 'hidden', '', '0', '0'],
    ['6', 'early', '0', '0', '0'],
  ])
  expect(await cells('by=page')).toEqual([['7', 'early', '0', '', '']])
})

test('what answers say no more is refused, and never told as if nobody had said it', async () => {
  const ask = await open()
  await answer([1, 1, 1, 1, 1], { at: '2026-01-10T12:00:00Z', context: { page: '/old' } })
  await answer([5, 5, 5, 5, 5], { context: { page: '/new' } })
  await database.db.updateTable('projects').set({ words_from: '2026-02-01' }).execute()
  const body = (await ask('feel?by=page')).body()
  expect([body.from, body.rows.map(({ page, n }) => [page, n])]).toEqual(['2026-02-01', [['/new', 5]]])
  for (const query of ['by=page&from=2026-01-31', 'where=trait:plan=pro&from=2026-01-01', 'by=page&to=2026-01-31']) {
    const refused = await ask(`feel?${query}`)
    expect([refused.status, refused.problem().detail]).toEqual([400, expect.stringContaining('before 2026-02-01')])
  }
  expect(await ask.rows('weights=share&from=2026-01-01')).toMatchObject([{ n: 10 }])
})

test('more answers than are read for one question are refused before any is read, and none is left out', async () => {
  const ask = await open()
  await answer([5, 5, 5, 5, 5], { at: '2026-01-10T12:00:00Z', context: { page: '/old' } })
  await answer([5])
  await database.db
    .updateTable('counts')
    .set({ n: 500_000 })
    .where('lane', '=', laneOf('shop'))
    .where('day', '=', '2026-01-10')
    .where('measure', '=', 'feel')
    .execute()
  for (const query of ['by=page', 'weights=share', 'where=page:/old', 'by=trait:plan&from=2026-01-10']) {
    const refused = await ask(`feel?${query}`)
    expect([refused.status, refused.problem().detail]).toEqual([
      400,
      expect.stringContaining('each of 500,001 answers'),
    ])
  }
  expect(await ask.rows('by=page&to=2026-01-31')).toMatchObject([{ page: '/old', n: 5 }])
  expect(await ask.rows('by=page&from=2026-02-01')).toMatchObject([{ page: '', n: 1 }])
  expect((await ask('feel')).status).toBe(200)
})

test('where nobody is to be told of alone, nothing is told by page, trait, trust or weight', async () => {
  const document = planningShop()
  document.project.privacy = 'confidential'
  const ask = await open(document)
  for (const query of [
    'by=page',
    'where=page:/a',
    'by=trait:plan',
    'where=trait:plan=pro',
    'by=trust',
    'weights=share',
  ]) {
    const refused = await ask(`feel?${query}`)
    expect([query, refused.status, refused.problem().detail]).toEqual([
      query,
      403,
      expect.stringContaining('look at people one by one'),
    ])
  }
  expect((await ask('feel?by=variant')).status).toBe(200)
})

import type { AnsweredEvent, ConfigurationDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../../configure/configuration.ts'
import { useDatabase } from '../../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../../testing/promising.ts'
import { readingShop, record } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'
import { addDays } from '../days.ts'
import { tellAnswers } from '../privacy-gate/tell-answers.ts'

const database = useDatabase()
const ASKED = 'trend?journey=checkout&step=payment'
const GOOD = [0, 1, 1, 3, 3]
const BAD = [3, 3, 1, 1, 0]

async function open(document = shop()) {
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  return Object.assign(ask, { trend: async (query = '') => (await ask(`${ASKED}${query}` as 'trend')).body() })
}

/** One answer for each person of a histogram, on so many days in a row. */
async function answer(scores: number[], first: string, days = 1, more: Partial<AnsweredEvent> = {}): Promise<void> {
  const events = Array.from({ length: days }, (_, i) =>
    scores.flatMap((n, k) =>
      Array.from({ length: n }, () => answerOf({ feel: k + 1, at: `${addDays(first, i)}T12:00:00Z`, ...more })),
    ),
  )
  await record(database.db, events.flat())
}

/** The shop's prompt in other words. */
async function askAnew(question: string, more: Partial<ConfigurationDocument['prompts'][number]> = {}) {
  const document = shop()
  document.prompts = [{ id: 'payment-feel', step: 'checkout/payment', wording: { default: { question } }, ...more }]
  await applyConfiguration(database.db, 'shop', document)
}

test('each period that somebody answered in is a point with its interval, and too few are no figure', async () => {
  const ask = await open()
  await answer(GOOD, '2026-01-05', 5)
  await answer([1, 0, 0, 0, 1], '2026-01-14')
  await answer(BAD, '2026-01-26', 2)
  const { series, ...whole } = await ask.trend('&by=week')
  expect(whole).toMatchObject({
    by: 'week',
    step: 'payment',
    from: '2026-01-05',
    needs: { days: 40, n: 300, within: 180 },
  })
  expect(series).toHaveLength(1)
  expect(series[0]).toMatchObject({
    from: '2026-01-05',
    to: '2026-01-27',
    question: 'How did paying feel?',
    asked: [{ prompt: 'payment-feel', version: 1, variant: '' }],
    differs: [],
    baselines: [],
    learning: { days: 8, n: 58 },
    signals: [],
  })
  expect(series[0]?.points.map(({ from, to, n, tier, net, partial }) => [from, to, n, tier, net, partial])).toEqual([
    ['2026-01-05', '2026-01-11', 40, 'imprecise', 0.625, false],
    ['2026-01-12', '2026-01-18', 2, 'hidden', null, false],
    ['2026-01-26', '2026-02-01', 16, 'early', -0.625, false],
  ])
  expect(series[0]?.points[0]?.net_low).toBeCloseTo(0.3678, 4)
})

test('a period is as long as fits the time between: days, weeks, then months', async () => {
  const ask = await open()
  await answer(GOOD, '2025-01-05')
  expect((await ask.trend()).by).toBe('day')
  await answer(GOOD, '2025-03-05')
  expect((await ask.trend()).by).toBe('week')
  await answer(GOOD, '2026-03-05')
  const { by, series } = await ask.trend()
  expect([by, series[0]?.points.map(({ from, to }) => [from, to])]).toEqual([
    'month',
    [
      ['2025-01-01', '2025-01-31'],
      ['2025-03-01', '2025-03-31'],
      ['2026-03-01', '2026-03-31'],
    ],
  ])
  expect((await ask.trend('&from=2025-03-01&to=2025-03-31')).by).toBe('day')
})

test('what is not over, or only partly asked for, is partial', async () => {
  const ask = await open()
  const today = new Date().toISOString().slice(0, 10)
  await answer(GOOD, '2026-01-06')
  await answer(GOOD, addDays(today, -1))
  const [series] = (await ask.trend('&by=week')).series
  expect(series?.points.map(({ partial }) => partial)).toEqual([false, true])
  expect((await ask.trend('&by=week&from=2026-01-07')).series[0]?.points, 'before what is asked for').toHaveLength(1)
  expect((await ask.trend('&by=week&from=2026-01-06')).series[0]?.points[0]?.partial).toBe(true)
})

test('other words and another scale begin a new series, the same words again do not', async () => {
  const ask = await open()
  await answer(GOOD, '2026-01-05')
  await askAnew('Was paying easy?')
  await answer(BAD, '2026-02-05', 1, { version: 2 })
  // Who is asked changes nothing of what is asked.
  await askAnew('Was paying easy?', { share: 0.5 })
  await answer(BAD, '2026-02-06', 1, { version: 3 })
  await askAnew('Was paying easy?', { scale: 'nps' })
  await record(
    database.db,
    [0, 3, 9, 10, 10].map((feel) => answerOf({ feel, at: '2026-03-05T12:00:00Z', version: 4 })),
  )
  const { series } = await ask.trend('&by=month')
  expect(series.map(({ question, asked }) => [question, asked.map(({ version }) => version)])).toEqual([
    ['How did paying feel?', [1]],
    ['Was paying easy?', [2, 3]],
    ['Was paying easy?', [4]],
  ])
  expect(series.map(({ differs }) => differs.length)).toEqual([0, 1, 1])
  expect(series[1]?.differs[0]).toContain('Was paying easy?')
  expect(series[2]?.differs[0]).toContain('nps')
  expect(series.map(({ points }) => points.map(({ n, net }) => [n, net]))).toEqual([
    [[8, 0.625]],
    [[16, -0.625]],
    [[5, 0.2]],
  ])
})

test('a drop is told with the day, what it was held against and a question, and the baseline never changes', async () => {
  const ask = await open()
  await answer(GOOD, '2026-01-01', 50)
  await answer(BAD, '2026-02-20', 20)
  const { series } = await ask.trend()
  const [signal] = series[0]?.signals ?? []
  expect(series[0]?.signals).toHaveLength(1)
  expect(signal).toMatchObject({
    since: '2026-02-20',
    direction: 'worse',
    before: { from: '2026-01-01', to: '2026-02-09', n: 320, net: 0.625 },
    after: { from: '2026-02-20', to: '2026-03-11', n: 160, net: -0.625 },
    sentence:
      'People have felt worse since about 20 February 2026: 75\u202f% felt bad, and 13\u202f% did before. Did something change then?',
  })
  expect(signal?.day).toBe('2026-02-21')
  expect(series[0]?.baselines).toMatchObject([{ days: 40, n: 320 }])
  expect(series[0]?.learning).toEqual({ days: 20, n: 160 })

  const later = await ask.trend('&from=2026-02-15&to=2026-03-01&by=day')
  expect(later.series[0]?.baselines, 'whatever is asked for').toEqual(series[0]?.baselines)
  await answer(BAD, '2026-03-12', 5)
  expect((await ask.trend()).series[0]?.baselines, 'and whenever').toEqual(series[0]?.baselines)
  expect((await ask.trend('&from=2026-03-01')).series[0]?.signals, 'before what is asked for').toEqual([])
})

test('after a change of words the baseline starts anew', async () => {
  const ask = await open()
  await answer(GOOD, '2026-01-01', 50)
  await askAnew('Was paying easy?')
  await answer(BAD, '2026-02-20', 45, { version: 2 })
  const { series } = await ask.trend()
  expect(series.map(({ signals, baselines }) => [signals.length, baselines[0]?.from])).toEqual([
    [0, '2026-01-01'],
    [0, '2026-02-20'],
  ])
})

test('days to which late answers may still come are held against nothing', async () => {
  const ask = await open()
  const first = addDays(new Date().toISOString().slice(0, 10), -50)
  await answer(GOOD, first, 48)
  await answer(BAD, addDays(first, 48), 3)
  expect((await ask.trend()).series[0]?.signals).toEqual([])
})

test('a device, a prompt and who was not asked narrow down a trend as they do figures', async () => {
  const ask = await open()
  await record(
    database.db,
    [1, 2, 3, 4, 5].map((feel) => answerOf({ feel, at: '2026-01-05T12:00:00Z' })),
    'live',
    { device: 'tablet' },
  )
  await answer(GOOD, '2026-01-06', 1, { unprompted: true })
  const n = async (query: string) => (await ask.trend(query)).series.flatMap(({ points }) => points.map((one) => one.n))
  expect(await n('&by=month')).toEqual([5])
  expect(await n('&by=month&where=device:tablet')).toEqual([5])
  expect(await n('&by=month&where=device:mobile')).toEqual([])
  expect(await n('&by=month&where=origin:unprompted')).toEqual([8])
})

test('behind the privacy gate a point is of blocks that may be told, and of nobody before', async () => {
  const ask = await promisingShop(database.db)
  const points = async () => (await ask(ASKED as 'trend')).body().series.flatMap((series) => series.points)
  await answerAs(database.db, [1, 2, 3, 4])
  await tellAnswers(database.db, daysOn(1))
  expect(await points()).toEqual([])
  await answerAs(database.db, [5])
  await tellAnswers(database.db, daysOn(2))
  expect(await points()).toMatchObject([{ from: '2026-03-10', n: 5, tier: 'early' }])
})

test('a step that nobody answered at has no series, and one that there never was is not found', async () => {
  const ask = await open()
  expect((await ask.trend()).series).toEqual([])
  for (const [query, status, said] of [
    ['trend?journey=checkout', 400, 'step'],
    ['trend?step=payment', 400, 'journey'],
    [`${ASKED}&by=year`, 400, 'by'],
    [`${ASKED}&zone=America/New_York`, 400, 'Europe/Berlin'],
    ['trend?journey=checkout&step=nothing', 404, 'nothing'],
  ] as const) {
    const refused = await ask(query)
    expect([refused.status, refused.problem().detail], query).toEqual([status, expect.stringContaining(said)])
  }
  expect((await ask('trend?journey=checkout&step=')).status).toBe(200)
})

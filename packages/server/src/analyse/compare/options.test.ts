import type { AnsweredEvent, Context } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../../configure/configuration.ts'
import { useDatabase } from '../../testing/database.ts'
import { answerAs, promisingShop } from '../../testing/promising.ts'
import { readingShop, record } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'
import { tellAnswers } from '../privacy-gate/tell-answers.ts'

const database = useDatabase()
const ASKED = 'compare/options?journey=checkout'

async function answer(feels: number[], day: string, more: Partial<AnsweredEvent> = {}, context: Context = {}) {
  const events = feels.map((feel) => answerOf({ feel, at: `${day}T12:00:00Z`, ...more }))
  await record(database.db, events, 'live', context)
}

test('everything that sides can be is offered, with how many answered and newest or most frequent first', async () => {
  const document = shop()
  const [prompt] = document.prompts
  const variants = [
    { id: 'old', weight: 1 },
    { id: 'new', weight: 1 },
  ]
  document.prompts[0] = { ...prompt, variants } as (typeof document.prompts)[number]
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  const mobile = { device: 'mobile', locale: 'de', release: '1.9' } as const
  await answer([1, 1, 2, 4, 5, 5], '2026-04-01', { variant: 'old' }, mobile)
  await answer([5, 5, 5], '2026-05-02', { variant: 'new' }, { ...mobile, device: 'desktop', release: '1.10' })
  await answer([1], '2026-05-03', { unprompted: true }, { ...mobile, release: 'unheard' })
  await answer([3, 3], '2024-07-01')
  const options = (await ask(ASKED)).body()
  expect(options).toMatchObject({
    project: 'shop',
    journey: 'checkout',
    answered: { from: '2026-04-01', to: '2026-05-02' },
    releases: [
      { value: '1.10', n: 3, first: '2026-05-02' },
      { value: '1.9', n: 6, first: '2026-04-01' },
    ],
    devices: [
      { value: 'mobile', n: 6 },
      { value: 'desktop', n: 3 },
    ],
    locales: [{ value: 'de', n: 9 }],
    origins: [{ value: 'live', n: 9 }],
    years: ['2024', '2026'],
    months: ['2026-04', '2026-05'],
  })
  const payment = options.steps.find(({ id }) => id === 'payment')
  expect(payment).toMatchObject({ name: 'Payment', n: 9 })
  // Of the last four weeks only three answered, which is no figure.
  expect(payment?.net).toBeNull()
  expect(payment?.prompts).toMatchObject([
    {
      id: 'payment-feel',
      n: 9,
      versions: [{ version: 1, n: 9 }],
      variants: [
        { value: 'old', n: 6 },
        { value: 'new', n: 3 },
      ],
    },
  ])
  expect(options.steps.map(({ id }) => id)).toEqual(shop().journeys[0]?.steps.map(({ id }) => id))
})

test('net feel of a step is that of its last four weeks', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const ask = await readingShop(database.db)
  await answer([1, 1, 1, 1, 1, 1, 1, 1], '2026-05-03')
  await answer([5, 5, 5, 5], '2026-05-04')
  await answer([1, 4], '2026-05-31')
  // Five of six good, one bad; the eight are of the day before.
  const payment = (await ask(ASKED)).body().steps.find(({ id }) => id === 'payment')
  expect(payment?.n).toBe(14)
  expect(payment?.net).toBeCloseTo(4 / 6, 10)
})

test('a journey that nobody answered in has its steps, and nothing else', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const ask = await readingShop(database.db)
  const options = (await ask(ASKED)).body()
  expect(options).toMatchObject({ answered: null, releases: [], devices: [], years: [], months: [] })
  expect(options.steps.every(({ n, net, prompts }) => n === 0 && net === null && prompts.length === 0)).toBe(true)
})

test('what was asked in different words has no one figure, and says each version’s words', async () => {
  const document = shop()
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  await answer([1, 2, 3, 4, 5], '2026-05-01')
  document.prompts[0] = {
    id: 'payment-feel',
    step: 'checkout/payment',
    wording: { default: { question: 'Was paying easy?' } },
  }
  await applyConfiguration(database.db, 'shop', document)
  await answer([1, 2, 3, 4, 5], '2026-05-02', { version: 2 })
  const payment = (await ask(ASKED)).body().steps.find(({ id }) => id === 'payment')
  expect(payment).toMatchObject({ n: 10, net: null })
  expect(payment?.prompts[0]?.versions.map(({ version, question }) => [version, question])).toEqual([
    [2, 'Was paying easy?'],
    [1, 'How did paying feel?'],
  ])
})

test('a confidential project offers what may be told, and nothing that waits', async () => {
  const ask = await promisingShop(database.db)
  const at = { receivedAt: new Date('2026-04-17T12:00:00Z') }
  await answerAs(database.db, [1, 1, 2, 2, 3], at)
  await answerAs(database.db, [1, 1, 1], { ...at, context: { device: 'desktop', release: 'secret' } })
  expect((await ask(ASKED)).body()).toMatchObject({ answered: null, devices: [] })
  await tellAnswers(database.db, new Date('2026-04-18T12:00:00Z'))
  const options = (await ask(ASKED)).body()
  expect(options.devices).toEqual([{ value: 'mobile', n: 5 }])
  expect(JSON.stringify(options)).not.toContain('secret')
  expect(options.steps.find(({ id }) => id === 'payment')?.n).toBe(5)
})

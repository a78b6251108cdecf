import type { AnsweredEvent, ConfigurationDocument, WireEvent } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../../configure/configuration.ts'
import { useDatabase } from '../../testing/database.ts'
import { readingShop, record } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'
import { addDays } from '../days.ts'

const database = useDatabase()

/** A shop that asks at both steps. */
function askingShop(): ConfigurationDocument {
  const document = shop()
  document.prompts.push({ id: 'cart-feel', step: 'checkout/cart', wording: { default: { question: 'And the cart?' } } })
  return document
}

async function open(document = askingShop()) {
  await applyConfiguration(database.db, 'shop', document)
  return await readingShop(database.db)
}

/** One answer for each person of a histogram. */
function spread(scores: number[], day: string, more: Partial<AnsweredEvent> = {}): AnsweredEvent[] {
  return scores.flatMap((n, i) =>
    Array.from({ length: n }, () => answerOf({ feel: i + 1, at: `${day}T12:00:00Z`, ...more })),
  )
}

function shownTimes(n: number, day: string, more: { variant?: string; version?: number } = {}): WireEvent[] {
  const event = { type: 'shown', prompt: 'payment-feel', version: 1, step: 'checkout/payment', share: 1 } as const
  return Array.from({ length: n }, () => ({ ...event, at: `${day}T12:00:00Z`, ...more }))
}

const BEFORE = [10, 15, 20, 30, 25]
const AFTER = [5, 8, 18, 38, 41]
const CHANGE = '2026-05-14'
/** When anything was first counted, long before. */
const EARLY: WireEvent = { type: 'entered', step: 'checkout/payment', at: '2026-01-01T12:00:00Z' }
const ASKED = `compare?journey=checkout&step=payment&date=${CHANGE}`

async function recordChange(times = 1): Promise<void> {
  const grown = (scores: number[]) => scores.map((k) => k * times)
  await record(database.db, [EARLY, ...spread(grown(BEFORE), '2026-05-01'), ...spread(grown(AFTER), '2026-05-20')])
}

test('before and after a day are whole weeks without the day itself, and come out as the method’s worked case', async () => {
  const ask = await open()
  await recordChange()
  // On the day of the change, and one day outside at each end.
  for (const day of [CHANGE, '2026-04-15', '2026-06-12']) await record(database.db, spread([50, 0, 0, 0, 0], day))
  const answer = (await ask(ASKED)).body()
  expect(answer).toMatchObject({
    by: 'time',
    change: CHANGE,
    release: null,
    weeks: 4,
    excluded_days: 1,
    a: { name: 'before', from: '2026-04-16', to: '2026-05-13', figures: { n: 100, tier: 'shown' } },
    b: { name: 'after', from: '2026-05-15', to: '2026-06-11', figures: { n: 110 } },
    not_comparable: null,
    answer_rate: null,
    sample_ratio: null,
    verdict: { outcome: 'undecided' },
  })
  expect(answer.effect?.probability).toBeCloseTo(0.6057, 4)
  expect(answer.net?.difference).toBeCloseTo(0.3, 3)
  expect(answer.verdict.more?.a).toBeGreaterThan(0)
  expect(answer.notes.join(' ')).toContain('How many were asked is not known')
  await record(database.db, [
    ...spread(
      BEFORE.map((k) => k * 4),
      '2026-05-01',
    ),
    ...spread(
      AFTER.map((k) => k * 4),
      '2026-05-20',
    ),
  ])
  expect((await ask(ASKED)).body().verdict).toMatchObject({
    outcome: 'better',
    sentence: expect.stringContaining('time may explain this') as string,
  })
})

test('the first and the last day of each side belong to it', async () => {
  const ask = await open()
  await record(database.db, [EARLY])
  for (const day of ['2026-04-16', '2026-05-13', '2026-05-15', '2026-06-11'])
    await record(database.db, spread([1, 1, 1, 1, 1], day))
  const { a, b } = (await ask(ASKED)).body()
  expect([a.figures?.n, b.figures?.n]).toEqual([10, 10])
})

test('a week that is not over, or before anything was counted, is not compared', async () => {
  const ask = await open()
  const today = new Date().toISOString().slice(0, 10)
  await record(database.db, [{ ...EARLY, at: `${addDays(today, -60)}T12:00:00Z` }])
  const weeksAfter = async (days: number) =>
    (await ask(`compare?journey=checkout&step=payment&date=${addDays(today, -days)}`)).body().weeks
  // The day itself, two whole weeks, today, and two days that late answers may still come to.
  expect([await weeksAfter(19), await weeksAfter(15), await weeksAfter(12), await weeksAfter(5)]).toEqual([2, 1, 1, 0])
  expect(await weeksAfter(53)).toBe(1)
  expect((await ask(`compare?journey=checkout&date=${addDays(today, 3)}`)).status).toBe(400)
})

test('a release is compared from its first day on', async () => {
  const ask = await open()
  await recordChange(5)
  await record(database.db, [{ ...EARLY, at: `${CHANGE}T08:00:00Z` }], 'live', { release: '2026.5' })
  await record(database.db, [{ ...EARLY, at: '2026-05-30T08:00:00Z' }], 'live', { release: '2026.5' })
  const answer = (await ask('compare?journey=checkout&step=payment&release=2026.5')).body()
  expect(answer).toMatchObject({ change: CHANGE, release: '2026.5', verdict: { outcome: 'better' } })
  expect((await ask('compare?journey=checkout&step=payment&release=none')).status).toBe(404)
})

test('other steps show what time alone did, asked the same on both sides', async () => {
  const ask = await open()
  await recordChange(5)
  const cart = { step: 'checkout/cart', prompt: 'cart-feel' }
  await record(database.db, [...spread(BEFORE, '2026-05-01', cart), ...spread(AFTER, '2026-05-20', cart)])
  const { control, notes } = (await ask(ASKED)).body()
  expect(control).toMatchObject({ steps: ['cart'], left_out: [], a: 100, b: 110 })
  // Everything got better alike: nothing of it is this step's own.
  expect(control?.net.difference).toBeCloseTo(0.3, 3)
  expect(control?.beyond?.difference).toBeCloseTo(0, 10)
  expect(notes.join(' ')).toContain('which may be none at all')
  expect((await ask(`${ASKED}&control=attic`)).body().control).toBeNull()

  const document = askingShop()
  document.prompts[1] = { id: 'cart-feel', step: 'checkout/cart', wording: { default: { question: 'Was it fine?' } } }
  await applyConfiguration(database.db, 'shop', document)
  await record(database.db, spread([1, 1, 1, 1, 1], '2026-05-21', { ...cart, version: 2 }))
  expect((await ask(ASKED)).body().control).toBeNull()
})

test('the journey as a whole is no step: it is held against none, and none is held against it', async () => {
  const document = askingShop()
  document.prompts.push({ id: 'overall', step: 'checkout', wording: { default: { question: 'All in all?' } } })
  const ask = await open(document)
  await recordChange()
  const whole = { step: 'checkout', prompt: 'overall' }
  await record(database.db, [...spread(BEFORE, '2026-05-01', whole), ...spread(AFTER, '2026-05-20', whole)])
  const atStep = (await ask(ASKED)).body()
  expect([atStep.control, atStep.notes.join(' ')]).toEqual([null, expect.stringContaining('No other step')])
  const all = (await ask(`compare?journey=checkout&date=${CHANGE}`)).body()
  expect([all.b.figures?.n, all.control]).toEqual([110, null])
  expect(all.notes.join(' ')).not.toContain('step')
})

test('answers to other words, or on another scale, are never held against each other', async () => {
  const ask = await open()
  await recordChange(5)
  const document = askingShop()
  document.prompts[0] = {
    id: 'payment-feel',
    step: 'checkout/payment',
    share: 0.5,
    wording: { default: { question: 'How did paying feel?' } },
  }
  await applyConfiguration(database.db, 'shop', document)
  await record(database.db, spread([1, 1, 1, 1, 1], '2026-05-21', { version: 2 }))
  // The same words to other people are comparable, and it is said.
  const same = (await ask(ASKED)).body()
  expect(same).toMatchObject({ not_comparable: null, b: { figures: { n: 555 } }, verdict: { outcome: 'better' } })
  expect(same.notes.join(' ')).toContain('different versions')

  document.prompts[0].wording = { default: { question: 'Was paying easy?' } }
  await applyConfiguration(database.db, 'shop', document)
  await record(database.db, spread([1, 1, 1, 1, 1], '2026-05-21', { version: 3 }))
  const words = (await ask(ASKED)).body()
  expect(words).toMatchObject({
    not_comparable: { reason: 'wording' },
    a: { figures: { n: 500 } },
    b: { figures: null },
    effect: null,
    net: null,
    shape: null,
    control: null,
    verdict: { outcome: 'not_comparable', more: null },
  })
  expect(words.b.questions.map(({ version, question, alike }) => [version, question, alike])).toEqual([
    [1, 'How did paying feel?', 1],
    [2, 'How did paying feel?', 1],
    [3, 'Was paying easy?', 2],
  ])
  expect((await ask(`${ASKED}&where=version:1`)).body()).toMatchObject({
    not_comparable: null,
    b: { figures: { n: 550 } },
  })

  document.prompts.push({
    id: 'recommend',
    step: 'checkout/payment',
    scale: 'nps',
    wording: { default: { question: '?' } },
  })
  await applyConfiguration(database.db, 'shop', document)
  await record(database.db, spread([1, 1, 1, 1, 1], '2026-05-21', { prompt: 'recommend' }))
  expect((await ask(ASKED)).body().not_comparable?.reason).toBe('scale')
  expect((await ask(`${ASKED}&prompt=recommend`)).body().b.figures?.n).toBe(5)
  expect((await ask(`${ASKED}&prompt=payment-feel,recommend`)).body().not_comparable?.reason).toBe('scale')
  expect((await ask(`${ASKED}&prompt=payment-feel,nothing`)).status).toBe(404)
})

test('variants are held to their weights, and different words are no variants of one thing', async () => {
  const document = askingShop()
  const variants = [
    { id: 'old', weight: 3 },
    { id: 'new', weight: 1 },
  ]
  const [prompt] = document.prompts
  document.prompts[0] = { ...prompt, variants } as (typeof document.prompts)[number]
  const ask = await open(document)
  const day = '2026-05-20'
  const old = [
    ...spread(
      BEFORE.map((k) => k * 3),
      day,
      { variant: 'old' },
    ),
    ...shownTimes(900, day, { variant: 'old' }),
  ]
  const fresh = [
    ...spread(
      AFTER.map((k) => k),
      day,
      { variant: 'new' },
    ),
    ...shownTimes(330, day, { variant: 'new' }),
  ]
  await record(database.db, [...old, ...fresh])
  const asked = 'compare?journey=checkout&step=payment&by=variant&a=old&b=new'
  const answer = (await ask(asked)).body()
  expect(answer).toMatchObject({
    by: 'variant',
    weeks: null,
    control: null,
    a: { name: 'old', from: day, figures: { n: 300, shown: 900 } },
    b: { name: 'new', figures: { n: 110, shown: 330 } },
    sample_ratio: { expected: 0.75 },
    notes: [],
  })
  // By hand: 22.5²/922.5 + 22.5²/307.5 = 2.195 with one degree of freedom.
  expect(answer.sample_ratio?.p).toBeCloseTo(0.1384, 3)
  expect(answer.answer_rate).toMatchObject({ difference: 0, p: 1 })
  expect(answer.verdict.sentence).not.toContain('time may')

  await record(database.db, shownTimes(200, day, { variant: 'new' }))
  const broken = (await ask(asked)).body()
  expect(broken.verdict).toMatchObject({ outcome: 'undecided', more: null })
  expect(broken.conditions.find(({ id }) => id === 'sample_ratio')?.met).toBe(false)

  const other = { id: 'new', weight: 1, wording: { default: { question: 'Was paying easy?' } } }
  document.prompts[0] = { ...prompt, variants: [{ id: 'old', weight: 3 }, other] } as (typeof document.prompts)[number]
  await applyConfiguration(database.db, 'shop', document)
  await record(database.db, spread(AFTER, day, { variant: 'new', version: 2 }))
  expect((await ask(`${asked}&where=version:2`)).body().a.figures?.n).toBe(0)
  expect((await ask(asked)).body().not_comparable?.reason).toBe('wording')
})

test('fewer than five on a side show no figure, and nothing is made of them', async () => {
  const ask = await open()
  await record(database.db, [EARLY, ...spread([1, 1, 1, 1, 0], '2026-05-01'), ...spread(AFTER, '2026-05-20')])
  expect((await ask(ASKED)).body()).toMatchObject({
    a: { figures: { n: 4, tier: 'hidden', scores: null } },
    effect: null,
    net: null,
    shape: null,
    answer_rate: null,
    verdict: { outcome: 'undecided', more: { a: 46, b: 0 } },
  })
})

test('people who spoke up by themselves are on no side, unless they are asked for', async () => {
  const ask = await open()
  await recordChange()
  await record(database.db, spread([50, 0, 0, 0, 0], '2026-05-20', { unprompted: true }))
  expect((await ask(ASKED)).body().b.figures?.n).toBe(110)
  expect((await ask(`${ASKED}&where=origin:unprompted`)).body().b.figures?.n).toBe(50)
})

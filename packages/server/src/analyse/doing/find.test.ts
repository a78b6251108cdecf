import type { ConfigurationDocument, Signal, WireEvent } from '@attune/protocol'
import { expect, test } from 'vitest'

import { rebuildCounts } from '../../aggregate/rebuild.ts'
import { applyConfiguration } from '../../configure/configuration.ts'
import { useDatabase } from '../../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../../testing/promising.ts'
import { readingShop, record } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'
import { tellAnswers } from '../privacy-gate/tell-answers.ts'

const database = useDatabase()
const AT = '2026-03-10T12:00:00Z'
const ASKED = 'doing?journey=checkout'

/** A shop of three steps that asks at each. */
function askingShop(): ConfigurationDocument {
  const document = shop()
  document.journeys[0]?.steps.push({ id: 'thanks', name: 'Thank you' })
  for (const step of ['cart', 'thanks'])
    document.prompts.push({ id: `${step}-feel`, step: `checkout/${step}`, wording: { default: { question: 'How?' } } })
  return document
}

async function open(document = askingShop()) {
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  return Object.assign(ask, { doing: async (query = '') => (await ask(`${ASKED}${query}` as 'doing')).body() })
}

/** So many of each, at a step. */
function passes(step: string, times: Partial<Record<'entered' | 'completed' | 'failed' | 'left', number>>, at = AT) {
  return Object.entries(times).flatMap(([type, n]) =>
    Array.from({ length: n }, () => ({ type, step: `checkout/${step}`, at }) as WireEvent),
  )
}

const signal = (step: string, kind: Signal): WireEvent => ({
  type: 'signal',
  step: `checkout/${step}`,
  at: AT,
  signal: kind,
})

function felt(step: string, scores: number[]): WireEvent[] {
  return scores.flatMap((n, i) =>
    Array.from({ length: n }, () =>
      answerOf({ at: AT, feel: i + 1, step: `checkout/${step}`, prompt: `${step}-feel` }),
    ),
  )
}

test('each step says what people did there beside what they felt, in the order of the journey', async () => {
  const ask = await open()
  await record(database.db, [
    ...passes('cart', { entered: 20, completed: 15, failed: 2, left: 3 }),
    ...felt('cart', [0, 0, 0, 4, 3]),
    signal('cart', 'rage_click'),
    signal('cart', 'rage_click'),
    signal('cart', 'slow'),
    ...passes('payment', { entered: 15, completed: 4 }),
  ])
  const { steps, ...whole } = await ask.doing()
  expect(whole).toMatchObject({ project: 'shop', journey: 'checkout', from: '2026-03-10', zone: 'Europe/Berlin' })
  expect(steps.map(({ step, name }) => [step, name])).toEqual([
    ['cart', 'Cart'],
    ['payment', 'Payment'],
    ['thanks', 'Thank you'],
  ])
  expect(steps[0]).toMatchObject({
    entered: 20,
    completed: 15,
    failed: 2,
    left: 3,
    completion: 0.75,
    completion_missing: null,
    struggle: { n: 3, kinds: { rage_click: 2, slow: 1 }, per_entered: 0.15 },
    took: null,
    feel: { n: 7, tier: 'early', net: 1, entered: 20 },
    comparable: true,
    corner: null,
  })
  // Wilson's 15 of 20, and Rao's score interval of 3 in 20.
  expect(steps[0]?.completion_low).toBeCloseTo(0.5313, 4)
  expect(steps[0]?.completion_high).toBeCloseTo(0.8881, 4)
  expect(steps[0]?.struggle.per_entered_low).toBeCloseTo(0.051, 3)
  expect(steps[0]?.struggle.per_entered_high).toBeCloseTo(0.4411, 3)
})

test('how long a step took is told where its pages say so, and survives a rebuild of the counts', async () => {
  const ask = await open()
  const timed = [10, 20, 30, 40, 50].map((seconds): WireEvent => ({
    type: 'completed',
    step: 'checkout/cart',
    at: AT,
    took_ms: seconds * 1000,
  }))
  await record(database.db, [...passes('cart', { entered: 9, completed: 2 }), ...timed])
  const [before] = (await ask.doing()).steps
  expect(await rebuildCounts(database.db, 'shop')).toEqual([])
  const [cart] = (await ask.doing()).steps
  expect(cart).toEqual(before)
  expect(cart).toMatchObject({ entered: 9, completed: 7, took: { n: 5 } })
  expect(cart?.took?.median).toBeGreaterThan(30 / 1.0906)
  expect(cart?.took?.median).toBeLessThan(30 * 1.0906)
  expect(cart?.took?.lower).toBeLessThan(cart?.took?.median ?? 0)
})

test('why a step has no completion is said', async () => {
  const ask = await open()
  const missing = async () => (await ask.doing()).steps.map((step) => step.completion_missing)
  expect(await missing()).toEqual(['nobody', 'nobody', 'nobody'])
  await record(database.db, passes('cart', { entered: 30 }))
  await record(database.db, passes('payment', { entered: 4 }))
  expect(await missing()).toEqual(['unnoticed', 'unnoticed', 'nobody'])
  await record(database.db, passes('cart', { completed: 4 }))
  await record(database.db, passes('thanks', { entered: 30 }))
  expect(await missing()).toEqual([null, 'few', 'last'])
  await record(database.db, passes('payment', { completed: 5 }))
  expect(await missing()).toEqual([null, 'uneven', 'last'])
})

test('surprises are named, and only what clears the middle on both sides', async () => {
  const ask = await open()
  await record(database.db, [
    ...passes('cart', { entered: 400, completed: 260 }),
    ...felt('cart', [1, 2, 7, 40, 50]),
    ...passes('payment', { entered: 260, completed: 255 }),
    ...felt('payment', [40, 30, 20, 8, 2]),
    ...passes('thanks', { entered: 255 }),
    ...felt('thanks', [20, 20, 20, 20, 20]),
  ])
  const { steps, middle } = await ask.doing()
  expect(steps.map(({ corner }) => corner)).toEqual(['liked_and_dropped', 'done_and_disliked', null])
  expect(middle.net).toBeGreaterThan(-0.3)
  expect(middle.net).toBeLessThan(0.3)
})

test('days and devices narrow down both; a prompt narrows down what was felt, and not who came by', async () => {
  const ask = await open()
  await record(
    database.db,
    [...passes('cart', { entered: 10, completed: 8 }), ...felt('cart', [0, 0, 0, 5, 5])],
    'live',
    {
      device: 'mobile',
    },
  )
  await record(database.db, passes('cart', { entered: 7, completed: 7 }, '2026-03-20T12:00:00Z'), 'live', {
    device: 'desktop',
  })
  const cart = async (query: string) => {
    const { steps } = await ask.doing(query)
    return [steps[0]?.entered, steps[0]?.completed, steps[0]?.feel.n]
  }
  expect(await cart('')).toEqual([17, 15, 10])
  expect(await cart('&where=device:mobile')).toEqual([10, 8, 10])
  expect(await cart('&from=2026-03-15')).toEqual([7, 7, 0])
  expect(await cart('&to=2026-03-15&where=device:desktop')).toEqual([0, 0, 0])
  expect(await cart('&prompt=payment-feel')).toEqual([17, 15, 0])
})

test('a step that is no longer configured comes last, under its id', async () => {
  const ask = await open()
  await record(database.db, passes('cart', { entered: 6 }))
  const document = askingShop()
  document.journeys[0]?.steps.shift()
  document.prompts = document.prompts.filter(({ id }) => id !== 'cart-feel')
  await applyConfiguration(database.db, 'shop', document)
  expect((await ask.doing()).steps.map(({ step, name, entered }) => [step, name, entered]).at(-1)).toEqual([
    'cart',
    'cart',
    6,
  ])
})

test('behind the privacy gate nobody and too few look the same, and what people did is told', async () => {
  const ask = await promisingShop(database.db)
  await record(database.db, passes('payment', { entered: 40, completed: 30 }))
  await answerAs(database.db, [1, 2, 3, 4])
  const payment = async () => (await ask(ASKED as 'doing')).body().steps[1]
  expect(await payment()).toMatchObject({ entered: 40, completion: 0.75, feel: { n: 0, tier: 'hidden' } })
  await answerAs(database.db, [5])
  await tellAnswers(database.db, daysOn(1))
  expect(await payment()).toMatchObject({ entered: 40, feel: { n: 5, tier: 'early' } })
})

test('what makes no sense is refused by name', async () => {
  const ask = await open()
  for (const [query, said] of [
    ['doing', 'journey'],
    ['doing?journey=checkout&by=day', 'by'],
    ['doing?journey=checkout&where=trait.plan:pro', 'trait'],
    ['doing?journey=checkout&from=2026-02-30', 'from'],
  ] as const) {
    const refused = await ask(query)
    expect([refused.status, refused.problem().detail]).toEqual([400, expect.stringContaining(said)])
  }
  expect((await ask('doing?journey=nothing')).status).toBe(404)
})

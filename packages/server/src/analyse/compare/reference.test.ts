import type { CompareAnswer, Context, WireEvent } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../../configure/configuration.ts'
import { createRandom, type Random } from '../../demo/random.ts'
import { useDatabase } from '../../testing/database.ts'
import { readingShop, record } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'
import { addDays } from '../days.ts'

const database = useDatabase()

/** Something that happened, as it is looked at one by one. */
interface Seen extends Record<(typeof SPLITS)[number], string> {
  day: string
  step: string
  /** Null: the prompt was shown. */
  feel: number | null
}

const SPLITS = ['device', 'locale', 'release'] as const
const VALUES = { device: ['mobile', 'desktop'], locale: ['de', 'fr'], release: ['1', '2'] } as const
const STEPS = { payment: 'payment-feel', cart: 'cart-feel' } as const

test('whatever is asked, it is what a slow count over the raw answers gives', async () => {
  const document = shop()
  document.prompts.push({ id: 'cart-feel', step: 'checkout/cart', wording: { default: { question: 'And the cart?' } } })
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  const random = createRandom(11)
  const seen = await recordWorld(random)
  const told = { compared: 0, hidden: 0, controlled: 0 }
  for (let i = 0; i < 80; i++) {
    const { query, sideOf } = questionOf(random)
    const answer = (await ask(`compare?${query}`)).body()
    const slow = slowly(seen, sideOf)
    expect(figuresOf(answer), query).toEqual(slow)
    if (slow.probability === null) told.hidden += 1
    else told.compared += 1
    if (slow.beyond !== null) told.controlled += 1
  }
  expect(Math.min(...Object.values(told)), JSON.stringify(told)).toBeGreaterThan(3)
})

/** Seventy days of answers and showings, some of days and segments with hardly any. */
async function recordWorld(random: Random): Promise<Seen[]> {
  const seen: Seen[] = []
  const opening: WireEvent = { type: 'entered', step: 'checkout/payment', at: '2026-01-01T12:00:00Z' }
  await record(database.db, [opening])
  for (let i = 0; i < 60; i++) {
    const segment = {
      device: pick(random, VALUES.device),
      locale: pick(random, VALUES.locale),
      release: pick(random, VALUES.release),
    }
    const day = addDays('2026-04-10', Math.floor(random() * 70))
    const step = pick(random, ['payment', 'payment', 'cart'] as const)
    const of = { prompt: STEPS[step], version: 1, step: `checkout/${step}`, at: `${day}T12:00:00Z` }
    const feels = Array.from({ length: Math.floor(random() * 8) }, () => 1 + Math.floor(random() * 5))
    const shown = Array.from({ length: 9 }, (): WireEvent => ({ type: 'shown', share: 1, ...of }))
    const context: Context = segment
    await record(database.db, [...feels.map((feel) => answerOf({ ...of, feel })), ...shown], 'live', context)
    for (const feel of [...feels, ...shown.map(() => null)]) seen.push({ day, step, feel, ...segment })
  }
  return seen
}

/** A question, and which side somebody is on by it. */
function questionOf(random: Random): { query: string; sideOf: (row: Seen) => 'a' | 'b' | null } {
  const change = addDays('2026-04-25', Math.floor(random() * 40))
  const [weeks, washout] = [2 + Math.floor(random() * 3), 1 + Math.floor(random() * 3)]
  const by = pick(random, ['time', 'period', ...SPLITS] as const)
  const narrowed =
    random() < 0.5
      ? pick(
          random,
          SPLITS.filter((split) => split !== by),
        )
      : null
  const isAsked = (row: Seen) => narrowed === null || row[narrowed] === VALUES[narrowed][0]
  const query = new URLSearchParams({ journey: 'checkout', step: 'payment' })
  if (narrowed) query.set('where', `${narrowed}:${VALUES[narrowed][0]}`)
  if (by === 'time') {
    for (const [name, value] of Object.entries({ date: change, weeks, washout })) query.set(name, `${value}`)
    const start = addDays(change, -7 * weeks)
    const [again, end] = [addDays(change, washout), addDays(change, washout + 7 * weeks)]
    const place = ({ day }: Seen) => (day >= start && day < change ? 'a' : day >= again && day < end ? 'b' : null)
    return { query: query.toString(), sideOf: (row) => (isAsked(row) ? place(row) : null) }
  }
  if (by === 'period') {
    const sides = periodsOf(random)
    query.set('by', by)
    for (const side of ['a', 'b'] as const) query.set(side, sides[side].join('..'))
    const isOn = (side: 'a' | 'b', { day }: Seen) => day >= sides[side][0] && day <= sides[side][1]
    const place = (row: Seen) => (isOn('a', row) ? 'a' : isOn('b', row) ? 'b' : null)
    return { query: query.toString(), sideOf: (row) => (isAsked(row) ? place(row) : null) }
  }
  const [a, b] = VALUES[by]
  const to = addDays(change, 20)
  for (const [name, value] of Object.entries({ by, a, b, from: change, to })) query.set(name, value)
  const isIn = (row: Seen) => isAsked(row) && row.day >= change && row.day <= to
  return { query: query.toString(), sideOf: (row) => (isIn(row) ? (row[by] === a ? 'a' : 'b') : null) }
}

/** Two stretches of days apart from each other, either of them first. */
function periodsOf(random: Random): Record<'a' | 'b', [string, string]> {
  const [first, second] = [
    addDays('2026-04-10', Math.floor(random() * 20)),
    addDays('2026-05-20', Math.floor(random() * 20)),
  ]
  const stretch = (day: string): [string, string] => [day, addDays(day, 3 + Math.floor(random() * 15))]
  return random() < 0.5 ? { a: stretch(first), b: stretch(second) } : { a: stretch(second), b: stretch(first) }
}

/** Pair by pair and person by person. */
function slowly(seen: readonly Seen[], sideOf: (row: Seen) => 'a' | 'b' | null) {
  const own = (step: string, side: 'a' | 'b') => seen.filter((row) => row.step === step && sideOf(row) === side)
  const feels = (step: string, side: 'a' | 'b') => own(step, side).flatMap(({ feel }) => feel ?? [])
  const [a, b, u, v] = [feels('payment', 'a'), feels('payment', 'b'), feels('cart', 'a'), feels('cart', 'b')]
  const pairs = a.flatMap((x) => b.map((y): number => (y > x ? 1 : y === x ? 0.5 : 0)))
  const isTold = Math.min(a.length, b.length) >= 5
  const isControlled = Math.min(u.length, v.length) >= 5
  const shown = (side: 'a' | 'b') => own('payment', side).length - feels('payment', side).length
  const spanOf = (side: 'a' | 'b') => {
    const days = own('payment', side).flatMap(({ day, feel }) => (feel === null ? [] : [day]))
    return days.length < 5 ? null : { from: days.toSorted()[0], to: days.toSorted().at(-1) }
  }
  const [change, control] = [netOf(b) - netOf(a), netOf(v) - netOf(u)]
  return {
    n: [a.length, b.length],
    answered: [spanOf('a'), spanOf('b')],
    shown: [shown('a'), shown('b')],
    probability: rounded(isTold ? pairs.reduce((sum, each) => sum + each, 0) / pairs.length : null),
    net: rounded(isTold ? change : null),
    rate: rounded(isTold ? b.length / shown('b') - a.length / shown('a') : null),
    control: rounded(isControlled ? control : null),
    others: isControlled ? [['cart', u.length, v.length, rounded(control)]] : [],
    beyond: rounded(isTold && isControlled ? change - control : null),
  }
}

function netOf(feels: readonly number[]): number {
  return (feels.filter((feel) => feel >= 4).length - feels.filter((feel) => feel <= 2).length) / feels.length
}

function figuresOf({ a, b, effect, net, answer_rate, control, others }: CompareAnswer): ReturnType<typeof slowly> {
  return {
    n: [a.figures?.n ?? -1, b.figures?.n ?? -1],
    answered: [a.answered, b.answered].map((span) => span && { from: span.from, to: span.to }),
    shown: [a.figures?.shown ?? -1, b.figures?.shown ?? -1],
    probability: rounded(effect?.probability),
    net: rounded(net?.difference),
    rate: rounded(answer_rate?.difference),
    control: rounded(control?.net.difference),
    others: others.map((other) => [other.step, other.a, other.b, rounded(other.net.difference)]),
    beyond: rounded(control?.beyond?.difference),
  }
}

/** To what doubles are good for; null where there is no figure. */
function rounded(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 1e9) / 1e9 + 0
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T
}

import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { type Asked, DEFAULT_BUDGET, type Person, withinBudget } from './budget.ts'
import type { PromptConfig } from './config.ts'
import { decide, type Moment } from './decide.ts'
import { askedShare, firstOfPair } from './pairs.ts'

const DAY_MS = 86_400_000
const NOW = 400 * DAY_MS
const STEPS = ['cart', 'delivery', 'payment']

const promptAt = (id: string, share = 1): PromptConfig => ({
  id,
  version: 1,
  step: `checkout/${id}`,
  on: 'completed',
  share,
  scale: 'faces',
  why: false,
  wording: { default: { question: '?' } },
  pair: { outcome: 'whole', steps: STEPS },
})
const at = ({ step }: PromptConfig, visit = 'v'): Moment => ({ type: 'completed', step, visit })
const personOf = (id: string, asked: Asked[] = []): Person => ({ id, asked, session: 2, sessions: 2 })
const asked = (how: Partial<Asked>): Asked => ({
  at: NOW - 1,
  prompt: 'cart',
  step: 'checkout/cart',
  session: 2,
  outcome: 'answered',
  visit: 'v',
  ...how,
})
const isAsked = (prompt: PromptConfig, person: Person) => decide(prompt, at(prompt), person, NOW) === 'ok'
const crowd = Array.from({ length: 30_000 }, (_, i) => personOf(`person ${i}`))

describe('of the prompts at steps', () => {
  test('everybody is asked exactly one, each by a third of them, and the same on another day', () => {
    const [one, two, three] = STEPS.map((id) => crowd.filter((person) => isAsked(promptAt(id), person)))
    expect(new Set([...one!, ...two!, ...three!]).size).toBe(30_000)
    // Three standard errors of a third of 30,000.
    for (const some of [one!, two!, three!]) expect(Math.abs(some.length - 10_000)).toBeLessThan(245)
    expect(crowd.filter((person) => isAsked(promptAt('cart'), { ...person, session: 9, sessions: 9 }))).toEqual(one)
  })

  test('a share is of those whose step was drawn, and is reported as a part of everybody', () => {
    const some = crowd.filter((person) => isAsked(promptAt('payment', 0.4), person)).length / 30_000
    expect(askedShare(promptAt('payment', 0.4))).toBeCloseTo(0.4 / 3, 12)
    expect(Math.abs(some - 0.4 / 3)).toBeLessThan(0.006)
  })

  test('which one is drawn has nothing to do with who is in the sample of the outcome', () => {
    const inSample = crowd.filter((person) => isAsked(promptAt('whole', 0.3), person))
    expect(Math.abs(inSample.length / 30_000 - 0.3)).toBeLessThan(0.008)
    const drawn = inSample.filter((person) => isAsked(promptAt('cart'), person)).length
    expect(Math.abs(drawn / inSample.length - 1 / 3)).toBeLessThan(0.015)
  })

  test('whoever is asked one is in the sample of an outcome that has as large a share', () => {
    const both = crowd.filter((person) => isAsked(promptAt('delivery', 0.5), person))
    expect(both.length).toBeGreaterThan(4_000)
    expect(both.every((person) => isAsked(promptAt('whole', 0.5), person))).toBe(true)
  })
})

describe('the second', () => {
  const whole = promptAt('whole', 0)

  test('is asked of whoever has just answered the first, whatever its own share', () => {
    expect(isAsked(whole, personOf('p', [asked({})]))).toBe(true)
    expect(decide(whole, at(whole), personOf('p'), NOW)).toBe('sampled_out')
  })

  test.each<[string, Partial<Asked>[], Partial<Person>, string]>([
    ['the first was closed', [{ outcome: 'dismissed' }], {}, 'session'],
    ['the first was left alone', [{ outcome: 'ignored' }], {}, 'session'],
    ['the first was in another visit', [{ visit: 'w' }], {}, 'session'],
    ["the page's own code asked the first", [{ visit: '' }], {}, 'session'],
    ['the first is none of the pair', [{ prompt: 'other' }], {}, 'session'],
    ['it was asked already', [{}, { prompt: 'whole', isSecond: true, outcome: 'ignored' }], {}, 'asked_before'],
    ['something else was asked since', [{}, { prompt: 'other' }], {}, 'session'],
    ['the person has said never', [{}], { optedOut: true }, 'opted_out'],
    ['the person is typing', [{}], { busy: true }, 'busy'],
    [
      'a prompt was closed before the first',
      [{ outcome: 'dismissed', session: 1, visit: 'u' }, {}],
      {},
      'dismissed_recently',
    ],
  ])('is not asked where %s', (_, history, more, reason) => {
    const person = {
      ...personOf(
        'p',
        history.map((one) => asked(one)),
      ),
      ...more,
    }
    expect(decide({ ...whole, share: 1 }, at(whole), person, NOW)).toBe(reason)
  })

  test('is reported with the chance of the first, which was its own where that is less', () => {
    expect(askedShare(promptAt('whole', 0.2), promptAt('cart', 0.6))).toBe(0.6)
    expect(askedShare(promptAt('whole', 0.8), promptAt('cart', 0.6))).toBe(0.8)
    expect(askedShare(promptAt('whole', 0.8))).toBe(0.8)
  })
})

test('figures weighted by the shares that are reported are those of everybody', () => {
  // Half of the people are never quiet at the first step, and they feel otherwise.
  const people = crowd.map((person, i) => ({ person, isQuiet: i % 2 === 0, feel: i % 2 === 0 ? 5 : 1 }))
  const [steps, whole] = [
    [0.2, 0.5, 0.9].map((share, i) => promptAt(STEPS[i]!, share)),
    promptAt('whole', 0.4),
  ] as const
  let [sum, weights] = [0, 0]
  for (const { person, isQuiet, feel } of people) {
    const first = steps.find((prompt) => (prompt.id !== 'cart' || isQuiet) && isAsked(prompt, person))
    const history = first ? [asked({ prompt: first.id })] : []
    if (!isAsked(whole, { ...person, asked: history })) continue
    const weight = 1 / askedShare(whole, first)
    sum += weight * feel
    weights += weight
  }
  expect(Math.abs(weights - 30_000)).toBeLessThan(600)
  expect(Math.abs(sum / weights - 3)).toBeLessThan(0.05)
})

describe('both are one', () => {
  const anyAsked: fc.Arbitrary<Asked[]> = fc
    .array(
      fc.record({
        days: fc.integer({ min: 0, max: 400 }),
        prompt: fc.constantFrom('other', 'another'),
        step: fc.constantFrom('checkout/cart', 'account/profile'),
        session: fc.constantFrom(1, 2),
        outcome: fc.constantFrom('answered' as const, 'dismissed' as const, 'ignored' as const),
      }),
      { maxLength: 15 },
    )
    .map((all) => all.toSorted((a, b) => b.days - a.days))
    .map((all) => all.map(({ days, ...rest }) => ({ ...rest, at: NOW - days * DAY_MS - 10 })))

  const limits = ['perSession', 'shownPer30Days', 'answersPerYear'] as const
  const none = Object.fromEntries(
    Object.keys(DEFAULT_BUDGET).map((name) => [name, 0]),
  ) as unknown as typeof DEFAULT_BUDGET

  test('wherever something is numbered, a pair counts as its first alone', () => {
    fc.assert(
      fc.property(anyAsked, fc.constantFrom(...limits), fc.integer({ min: 1, max: 16 }), (before, limit, most) => {
        const budget = { ...none, firstSession: true, [limit]: most }
        const first = asked({})
        const second = asked({ prompt: 'whole', step: 'checkout/whole', isSecond: true })
        const alone = withinBudget(personOf('p', [...before, first]), 'a/b', NOW, budget)
        expect(withinBudget(personOf('p', [...before, first, second]), 'a/b', NOW, budget)).toBe(alone)
      }),
    )
  })

  test('the second is allowed wherever the first was, and never a third', () => {
    fc.assert(
      fc.property(anyAsked, (before) => {
        const cart = promptAt('cart')
        const person = personOf(crowd.find((one) => isAsked(cart, one))!.id, before)
        const first = asked({})
        const whole = promptAt('whole')
        const second = asked({ prompt: 'whole', step: whole.step, isSecond: true })
        expect(!isAsked(cart, person) || isAsked(whole, { ...person, asked: [...before, first] })).toBe(true)
        for (const id of [...STEPS, 'whole'])
          expect(isAsked(promptAt(id), { ...person, asked: [...before, first, second] }), id).toBe(false)
      }),
    )
  })

  test('how the second ends counts as of any other', () => {
    const second = asked({ prompt: 'whole', outcome: 'dismissed', isSecond: true })
    const person = personOf('p', [asked({}), second])
    expect(withinBudget({ ...person, session: 3 }, 'a/b', NOW + 20 * DAY_MS)).toBe('dismissed_recently')
  })
})

test('what is no pair has no second', () => {
  const { pair: _, ...plain } = promptAt('whole')
  expect(firstOfPair(plain, { visit: 'v' }, { asked: [asked({})] })).toBeUndefined()
  expect(firstOfPair(promptAt('cart'), { visit: 'v' }, { asked: [asked({})] })).toBeUndefined()
})

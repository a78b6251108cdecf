import { SCALES } from '@attune/protocol'
import { expect, test } from 'vitest'

import { peakEnd } from './peak-end.ts'
import { NOT_SAID, type Person } from './people.ts'
import { driverRows } from './rows.ts'
import { driverWeights } from './weights.ts'

const FACES = SCALES.faces
const items = ['cart', 'delivery', 'payment'].map((step, at) => ({
  item: { step, prompt: `${step}-feel`, range: FACES },
  at,
}))

/** The same person several times over. */
function people(count: number, outcome: number, ...feels: number[]): Person[] {
  return Array.from({ length: count }, () => ({ outcome, feels: Int8Array.from(feels) }))
}

/** People whose outcome is the feel at one step, and who felt everything at the others as often. */
function ledBy(step: number, each: number): Person[] {
  const all = [1, 2, 3, 4, 5]
  return all.flatMap((lead) =>
    all.flatMap((other) => people(each, lead, ...items.map((_, at) => (at === step ? lead : other)))),
  )
}

test.each([
  [0, 'none'],
  [4, 'hidden'],
  [5, 'too_early'],
  [59, 'too_early'],
  [60, 'hint'],
  [119, 'hint'],
  [120, 'ranked'],
])('%i people are %s', (n, tier) => {
  const some = [
    ...people(Math.floor(n / 2), 1, 2, NOT_SAID, NOT_SAID),
    ...people(Math.ceil(n / 2), 5, 4, NOT_SAID, NOT_SAID),
  ]
  const [row] = driverRows(some, items.slice(0, 1), FACES).steps
  expect(row).toMatchObject({ n, tier, rank: tier === 'ranked' ? 1 : null })
  const isOpen = n >= 5
  expect([row?.rho, row?.cost, row?.net, row?.table, row?.direction].map((figure) => figure !== null)).toEqual([
    isOpen,
    isOpen,
    isOpen,
    isOpen,
    isOpen,
  ])
})

test('the strongest step is first among the ranked, and a step that everybody felt the same at has no place', () => {
  const some = ledBy(2, 6).map(({ outcome, feels }) => ({
    outcome,
    feels: Int8Array.of(feels[0] ?? 0, 3, feels[2] ?? 0),
  }))
  const { steps } = driverRows(some, items, FACES)
  expect(steps.map(({ step, rank }) => [step, rank])).toEqual([
    ['payment', 1],
    ['cart', 2],
    ['delivery', null],
  ])
  expect(steps[2]).toMatchObject({
    n: 150,
    tier: 'ranked',
    rho: null,
    cost: null,
    direction: null,
    quadrant: 'unclear',
  })
})

test('a step that people feel better at who end worse is shown as going against the outcome, and ranked by its strength', () => {
  const some = ledBy(0, 6).map(({ outcome, feels }) => ({ outcome: 6 - outcome, feels }))
  const cart = driverRows(some, items, FACES).steps.find(({ step }) => step === 'cart')
  expect(cart).toMatchObject({ rho: -1, rank: 1, direction: 'against' })
  expect(cart?.cost).toBeLessThan(0)
})

test('the cost of bad moments is how much better the outcome of the others is, and the dearest step comes first', () => {
  const some = [
    ...people(20, 1, 5, 5, 1),
    ...people(10, 5, 5, 1, 1),
    ...people(10, 1, 1, 5, 5),
    ...people(80, 5, 5, 5, 5),
  ]
  const { steps } = driverRows(some, items, FACES)
  expect(steps.map(({ step }) => step)).toEqual(['payment', 'cart', 'delivery'])
  const [payment] = steps
  // Net of all: (90 − 30) / 120 = .5; of those who did not feel bad: (80 − 10) / 90.
  expect(payment?.cost).toBeCloseTo(70 / 90 - 0.5, 12)
  expect(payment?.bad).toBeCloseTo(30 / 120, 12)
  expect(payment?.cost_low).toBeLessThan(payment?.cost ?? 0)
  expect(payment?.table).toEqual([
    [20, 0, 0, 0, 10],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [10, 0, 0, 0, 80],
  ])
})

test('shrunk figures lie between the raw ones and the journey’s mean, and fewer people are drawn further', () => {
  const some = [
    ...ledBy(0, 20),
    ...ledBy(1, 20).map(({ outcome, feels }) => ({ outcome, feels: Int8Array.of(NOT_SAID, feels[1] ?? 0, NOT_SAID) })),
    ...ledBy(2, 3).map(({ outcome, feels }) => ({ outcome, feels: Int8Array.of(NOT_SAID, NOT_SAID, feels[2] ?? 0) })),
  ]
  const { steps, map } = driverRows(some, items, FACES)
  for (const { step, rho, rho_shrunk, net, net_shrunk } of steps) {
    const [low, high] = [rho ?? 0, map.rho ?? 0].toSorted((a, b) => a - b)
    expect(rho_shrunk, step).toBeGreaterThanOrEqual((low ?? 0) - 1e-9)
    expect(rho_shrunk, step).toBeLessThanOrEqual((high ?? 0) + 1e-9)
    expect(Math.abs(net_shrunk ?? 9), step).toBeLessThanOrEqual(Math.abs(net ?? 0) + 1e-9)
  }
})

test('a step is in a quadrant only where its intervals clear both lines', () => {
  const wave = (count: number, sway: number, good: number): Person[] =>
    // `sway` people of `count` end as they felt at the step; the rest the other way as often as not. `good` of them felt good.
    Array.from({ length: count }, (_, i) => {
      const feel = i % 10 < good ? 5 : 1
      const follows = Math.floor(i / 10) % 10 < sway
      return {
        outcome: follows ? feel : Math.floor(i / 100) % 2 ? 5 : 1,
        feels: Int8Array.of(feel, NOT_SAID, NOT_SAID),
      }
    })
  const moved = (at: number) => (person: Person) => ({
    ...person,
    feels: Int8Array.from(items, (_, i) => (i === at ? (person.feels[0] ?? 0) : NOT_SAID)),
  })
  const quadrants = (scale: number) =>
    Object.fromEntries(
      driverRows(
        [...wave(scale, 9, 3), ...wave(scale, 2, 8).map(moved(1)), ...wave(scale, 5, 5).map(moved(2))],
        items,
        FACES,
      ).steps.map(({ step, quadrant }) => [step, quadrant]),
    )
  expect(quadrants(2_000)).toMatchObject({ cart: 'mend_first', delivery: 'going_well' })
  // Enough people to be ranked, and too few to say on which side of the middle it lies.
  expect(quadrants(130)['payment']).toBe('unclear')
  // Too early for any.
  expect(quadrants(50)).toEqual({ cart: 'unclear', delivery: 'unclear', payment: 'unclear' })
})

test('shares of R² need people who answered each two of the steps, and all of them', () => {
  const of = (some: readonly Person[], chosen = items) => driverWeights(some, chosen)
  const spread = [1, 2, 3, 4, 5].flatMap((a) => [1, 2, 3, 4, 5].flatMap((b) => people(5, a, a, b, ((a * b) % 5) + 1)))
  expect(of(spread)).toMatchObject({ n: 125 })
  expect(of(spread, items.slice(0, 1))).toBe('few_steps')
  expect(of(spread.slice(0, 99))).toBe('little_overlap')
  // Every two steps have 120 people, and nobody answered three.
  const inPairs = [0, 1, 2].flatMap((without) =>
    spread
      .slice(0, 120)
      .map(({ outcome, feels }) => ({ outcome, feels: feels.map((feel, at) => (at === without ? NOT_SAID : feel)) })),
  )
  expect(of(inPairs)).toBe('few_complete')
  expect(of(spread.map((person) => ({ ...person, outcome: 3 })))).toBe('no_spread')
  const repeated = spread.map(({ outcome, feels }) => ({
    outcome,
    feels: Int8Array.of(feels[0] ?? 0, feels[0] ?? 0, feels[2] ?? 0),
  }))
  expect(of(repeated)).toBe('repeated_step')
})

test('the worst and the last step are of people who answered two or more, the last as they walk', () => {
  const some = [...people(3, 1, 5, 1, NOT_SAID), ...people(3, 5, 2, 4, 5), ...people(100, 5, 3, NOT_SAID, NOT_SAID)]
  const { worst, last } = peakEnd(some, items, FACES)
  expect(worst).toMatchObject({ n: 6, tier: 'too_early', rho: 1 })
  expect(last).toMatchObject({ n: 6, rho: 1 })
  const { last: turned } = peakEnd(
    some.map(({ outcome, feels }) => ({ outcome, feels: feels.map((feel) => (feel === NOT_SAID ? feel : 6 - feel)) })),
    items,
    FACES,
  )
  expect(turned.rho).toBe(-1)
})

test('steps on another scale than most have no worst of all', () => {
  const mixed = items.map(({ item: { step, prompt }, at }) => ({
    item: { step, prompt, range: step === 'payment' ? SCALES.nps : FACES },
    at,
  }))
  const { worst } = peakEnd([...people(5, 1, 2, 3, 0), ...people(5, 5, 4, 5, 0)], mixed, FACES)
  expect(worst).toMatchObject({ n: 10, rho: 1 })
})

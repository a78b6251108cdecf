import type { FeelFigures, JourneyMap, MapStep, Tier } from '@attune/protocol'
import { expect, test } from 'vitest'

import { arrivals, newsOf, summaryOf } from './summary.ts'

test('a best and a worst step are named where their intervals do not overlap', () => {
  expect(summaryOf([step('Cart', 0.6, 0.05), step('Payment', -0.11, 0.06), step('Delivery', 0.3, 0.1)], true)).toBe(
    'People felt best at Cart (net +60) and worst at Payment (net −11).',
  )
})

test('nothing is called worst that people liked', () => {
  expect(summaryOf([step('Cart', 0.6, 0.05), step('Payment', 0.2, 0.05)], true)).toBe(
    'People felt best at Cart (net +60) and least good at Payment (net +20).',
  )
})

test('a difference that may be chance names no step', () => {
  expect(summaryOf([step('Cart', 0.6, 0.3), step('Payment', 0.2, 0.3)], true)).toBe(
    'No step stands out yet: the differences may be chance.',
  )
})

test('an early signal is no figure to compare by', () => {
  expect(summaryOf([step('Cart', 0.6, 0.05), step('Payment', -0.5, 0.05, 'early')], true)).toBe(
    'Only Cart has enough answers for a figure so far.',
  )
  expect(summaryOf([step('Payment', -0.5, 0.05, 'early')], true)).toBe(
    'Too few people have answered for a figure. Their words are here already.',
  )
  expect(summaryOf([step('Payment', -0.5, 0.05, 'hidden')], false)).toBe('Too few people have answered for a figure.')
})

test('new answers are told by step', () => {
  const before = [step('Cart', 0.6, 0.05), step('Payment', 0, 0.05)]
  const after = [grown(before[0], 2), grown(before[1], 1)]
  expect(newsOf(journey(before), journey(after))).toBe('2 new answers at Cart, 1 at Payment')
  expect(arrivals(journey(before), journey(after)).map(({ scores }) => scores)).toEqual([[0], [0]])
  expect(newsOf(journey(after), journey(after))).toBeNull()
})

test('removed answers are no news', () => {
  const before = [step('Cart', 0.6, 0.05)]
  expect(newsOf(journey([grown(before[0], 2)]), journey(before))).toBeNull()
})

function step(name: string, net: number, half: number, tier: Tier = 'shown'): MapStep {
  const feel = { n: 100, tier, scores: [10, 10, 20, 30, 30], net, net_low: net - half, net_high: net + half }
  return { id: name.toLowerCase(), name, feel: feel as FeelFigures, weeks: [], voices: [], prompt: null }
}

/** The same step with more people who felt very bad. */
function grown(old: MapStep | undefined, more: number): MapStep {
  const from = old ?? step('?', 0, 0)
  const [worst = 0, ...others] = from.feel.scores ?? []
  return { ...from, feel: { ...from.feel, n: from.feel.n + more, scores: [worst + more, ...others] } }
}

function journey(steps: MapStep[]): JourneyMap {
  return {
    project: { id: 'demo', name: 'Demo', zone: 'UTC', privacy: 'open' },
    journey: { id: 'checkout', name: 'Checkout' },
    from: '2026-09-28',
    to: '2026-11-23',
    origins: { live: 0, import: 0, sample: 0 },
    steps,
  }
}

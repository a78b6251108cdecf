import type { DoingAnswer, DoingCorner, DoingStep, FeelFigures } from '@attune/protocol'
import { expect, test } from 'vitest'

import { cornerName, findingOf, inHundred, kindsOf } from './doing-words.ts'

function step(name: string, corner: DoingCorner | null, completion: number, net: number): DoingStep {
  const feel = { n: 100, tier: 'shown', net, net_low: net - 0.1, net_high: net + 0.1 } as FeelFigures
  return { step: name, name, corner, completion, entered: 500, feel } as DoingStep
}

const answer = (steps: DoingStep[], net: number | null = 0) =>
  ({ steps, middle: { completion: net === null ? null : 0.8, net } }) as DoingAnswer

test('plain words stand only where they are true by themselves', () => {
  expect(cornerName(step('a', 'done_and_disliked', 0.95, -0.3))).toBe('Everyone completes it, nobody likes it')
  expect(cornerName(step('a', 'done_and_disliked', 0.95, 0.3))).toBe('Completed more than others, liked less')
  expect(cornerName(step('a', 'done_and_disliked', 0.8, -0.3))).toBe('Completed more than others, liked less')
  expect(cornerName(step('a', 'liked_and_dropped', 0.4, 0.3))).toBe('People like it and do not finish')
  expect(cornerName(step('a', 'liked_and_dropped', 0.7, 0.3))).toBe('Liked more than others, completed less')
  expect(cornerName(step('a', null, 0.7, 0.3))).toBeNull()
})

test('each surprise is a sentence with its figures; without any it is said why', () => {
  expect(
    findingOf(answer([step('Pay', 'done_and_disliked', 0.96, -0.4), step('Cart', 'liked_and_dropped', 0.7, 0.6)])),
  ).toEqual([
    'Nearly everyone completes Pay (96\u202f%), and few like it (net feel −40).',
    'Cart feels better than other steps (net feel +60), and fewer people complete it (70\u202f%).',
  ])
  expect(findingOf(answer([step('Pay', null, 0.9, 0), step('Cart', null, 0.9, 0)]))[0]).toMatch(/^No surprises/)
  expect(findingOf(answer([step('Pay', null, 0.9, 0)], null))[0]).toMatch(/^Too little is known yet/)
})

test('signals are told as people say them, the most frequent first', () => {
  const struggle = {
    n: 5,
    kinds: { slow: 1, rage_click: 4 },
    per_entered: 0.05,
    per_entered_low: 0,
    per_entered_high: 0.1,
  }
  expect(kindsOf(struggle)).toBe('4 rage clicks, 1 long wait')
  expect([0, 0.034, 0.0999, 1.2].map(inHundred)).toEqual(['0 in 100', '3.4 in 100', '10 in 100', '120 in 100'])
})

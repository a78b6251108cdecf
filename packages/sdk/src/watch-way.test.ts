import { expect, it } from 'vitest'

import { isBackAndForth } from './watch-way.ts'

/** One step a minute, oldest first. */
const walk = (steps: string[], minutes = 1) => steps.map((step, n) => ({ step, since: n * minutes * 60_000 }))

it.each([
  [['a/cart', 'a/pay', 'a/cart', 'a/pay'], true],
  [['a/start', 'a/cart', 'a/pay', 'a/cart', 'a/pay'], true],
  [['a/cart', 'a/pay', 'a/cart'], false],
  [['a/cart', 'a/pay', 'a/cart', 'a/done'], false],
  [['a/cart', 'a/pay', 'a/other', 'a/pay'], false],
  [['a/cart', 'a/cart', 'a/cart', 'a/cart'], false],
  [[], false],
])('%j is back and forth between the same two: %s', (steps, expected) => {
  expect(isBackAndForth(walk(steps))).toBe(expected)
})

it('five minutes are enough, and a little more is too slow', () => {
  const steps = ['a/cart', 'a/pay', 'a/cart', 'a/pay']
  expect(isBackAndForth(walk(steps, 5 / 3))).toBe(true)
  expect(isBackAndForth(walk(steps, 5.01 / 3))).toBe(false)
})

it('steps of another journey in between do not matter, and make no way of their own', () => {
  expect(isBackAndForth(walk(['a/cart', 'b/help', 'a/pay', 'b/help', 'a/cart', 'a/pay'], 0.5))).toBe(true)
  expect(isBackAndForth(walk(['a/cart', 'b/help', 'a/cart', 'b/help'], 0.5))).toBe(false)
})

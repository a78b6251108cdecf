import { expect, test } from 'vitest'

import { coverage } from './coverage.ts'
import { falseBetter, falseSurprises } from './peeking.ts'

// Short looks at what `pnpm bench coverage` does at length; the seeds make them the same at every run.

test('intervals of share, net and A hold the truth as often as they say, from ten answers on', () => {
  const cells = coverage(400, 1, 0.25, [10, 30, 100])
  for (const measure of ['share', 'net', 'A']) {
    const covered = cells.filter((cell) => cell.measure === measure).map((cell) => cell.covered)
    const mean = covered.reduce((sum, each) => sum + each, 0) / covered.length
    expect(mean, measure).toBeGreaterThan(0.94)
    // An interval that is too wide would hold the truth always.
    expect(mean, measure).toBeLessThan(0.97)
    expect(Math.min(...covered), measure).toBeGreaterThan(0.9)
  }
})

test('a change that does nothing is hardly ever called better by looking every day, where 1.96 would call it so', () => {
  const variants = falseBetter(400, 2, { crowd: 'content', perDay: 20, fixed: null })
  expect(variants.ours).toBeLessThanOrEqual(0.05)
  expect(variants.naive).toBeGreaterThan(0.1)
  const before = falseBetter(400, 3, { crowd: 'divided', perDay: 5, fixed: 400 })
  expect(before.ours).toBeLessThanOrEqual(0.05)
  expect(before.naive).toBeGreaterThan(0.06)
})

test('a right expectation is hardly ever called a surprise by looking every day, where 1.96 would call it so', () => {
  const { ours, naive } = falseSurprises(600, 4, { expected: 0.8, perDay: 1 })
  expect(ours).toBeLessThanOrEqual(0.05)
  expect(naive).toBeGreaterThan(0.25)
})

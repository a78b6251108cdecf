import { expect, test } from 'vitest'

import { holdOf, MAX_HELD, TOLD_PER_SECOND } from './hold.ts'

test('a few who wait are told within half a second to one and a half', () => {
  expect([holdOf(1, 0), holdOf(1, 0.5), holdOf(TOLD_PER_SECOND, 1)]).toEqual([500, 1_000, 1_500])
})

test('of however many wait, as many are told in a second', () => {
  for (const held of [TOLD_PER_SECOND, 2_500, MAX_HELD])
    expect(held / (holdOf(held, 0.5) / 1_000)).toBe(TOLD_PER_SECOND)
})

test('nobody waits as long as a page does for its answer', () => {
  expect(holdOf(MAX_HELD, 1)).toBeLessThan(30_000)
})

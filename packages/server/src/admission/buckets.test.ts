import { expect, test } from 'vitest'

import { createBuckets } from './buckets.ts'

function bucketsAt(rate: { perSecond: number; burst: number }, maxKeys = 100) {
  const clock = { now: 0 }
  return { clock, buckets: createBuckets(rate, maxKeys, () => clock.now) }
}

test('a burst is let through, then as much as the rate, and a quiet time fills it again', () => {
  const { clock, buckets } = bucketsAt({ perSecond: 10, burst: 5 })
  const taken = (n: number) => Array.from({ length: n }, () => buckets.take('a')).filter((wait) => wait === 0).length
  expect(taken(10)).toBe(5)
  clock.now = 300
  expect(taken(10)).toBe(3)
  clock.now = 60_000
  expect(taken(10)).toBe(5)
})

test('who is refused is told after how many seconds to come back, and may then', () => {
  const { clock, buckets } = bucketsAt({ perSecond: 0.25, burst: 1 })
  expect(buckets.take('a')).toBe(0)
  expect(buckets.take('a')).toBe(4)
  clock.now = 3_900
  expect(buckets.take('a')).toBe(1)
  clock.now = 4_000
  expect(buckets.take('a')).toBe(0)
})

test('keys do not share, and a rate of 0 is no limit', () => {
  const { buckets } = bucketsAt({ perSecond: 1, burst: 1 })
  expect([buckets.take('a'), buckets.take('b'), buckets.take('a')]).toEqual([0, 0, 1])
  const open = createBuckets({ perSecond: 0, burst: 0 }, 10)
  expect(Array.from({ length: 100 }, () => open.take('a')).every((wait) => wait === 0)).toBe(true)
})

test('what other nodes let through is taken here too, and only a heavy user is worth telling them of', () => {
  const { clock, buckets } = bucketsAt({ perSecond: 100, burst: 100 })
  buckets.take('light')
  for (let i = 0; i < 30; i++) buckets.take('heavy')
  expect(buckets.drain()).toEqual([['heavy', 30]])
  expect(buckets.drain()).toEqual([])
  buckets.spend('heavy', 80)
  expect(buckets.take('heavy')).toBe(1)
  buckets.spend('heavy', 1e9)
  clock.now = 1_010
  expect(buckets.take('heavy')).toBe(0)
})

test('a million keys take no more room than the bound, and a key in use is not forgotten', () => {
  const { buckets } = bucketsAt({ perSecond: 1, burst: 1 }, 1_000)
  buckets.take('mine')
  for (let i = 0; i < 1_000_000; i++) {
    buckets.take(`other ${i}`)
    if (i % 500 === 0) buckets.take('mine')
  }
  expect(buckets.take('mine')).toBe(1)
  expect(buckets.take('other 0')).toBe(0)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { coalesce } from './coalesce.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first call runs at once, and a burst behind it costs one more run', async () => {
  let runs = 0
  const refetch = coalesce(async () => void (runs += 1), 300)
  for (let index = 0; index < 20; index += 1) refetch.call()
  expect(runs).toBe(1)
  await vi.advanceTimersByTimeAsync(299)
  expect(runs).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(runs).toBe(2)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(runs).toBe(2)
})

test('a call during a slow run is not lost', async () => {
  const ends: (() => void)[] = []
  const refetch = coalesce(() => new Promise((resolve) => ends.push(resolve)), 300)
  refetch.call()
  await vi.advanceTimersByTimeAsync(1_000)
  refetch.call()
  expect(ends).toHaveLength(1)
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(1)
  expect(ends).toHaveLength(2)
})

test('a run that fails does not end the listening', async () => {
  let runs = 0
  const refetch = coalesce(async () => {
    runs += 1
    throw new Error('offline')
  }, 300)
  refetch.call()
  await vi.advanceTimersByTimeAsync(300)
  refetch.call()
  expect(runs).toBe(2)
})

test('nothing runs once stopped', async () => {
  let runs = 0
  const refetch = coalesce(async () => void (runs += 1), 300)
  refetch.call()
  refetch.call()
  refetch.stop()
  await vi.advanceTimersByTimeAsync(1_000)
  refetch.call()
  expect(runs).toBe(1)
})

import { expect, test } from 'vitest'

import { createThrottle } from './throttle.ts'

test('what failed is forgiven when the window has passed, and a success at once', () => {
  let now = 0
  const throttle = createThrottle(2, 60_000, () => now)
  expect([throttle.begin(['a']), throttle.begin(['a'])]).toEqual([0, 0])
  now = 20_000
  expect(throttle.begin(['a', 'b'])).toBe(40)
  expect(throttle.begin(['b'])).toBe(0)
  throttle.succeed(['b'])
  expect([throttle.begin(['b']), throttle.begin(['b'])]).toEqual([0, 0])
  now = 60_001
  expect(throttle.begin(['a'])).toBe(0)
})

test('what is refused does not make the wait longer', () => {
  let now = 0
  const throttle = createThrottle(1, 10_000, () => now)
  throttle.begin(['a'])
  now = 9_000
  expect(throttle.begin(['a'])).toBe(1)
  now = 10_001
  expect(throttle.begin(['a'])).toBe(0)
})

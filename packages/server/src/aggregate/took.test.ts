import { expect, test } from 'vitest'

import { tookFrom, tookStep } from './took.ts'

test('a time stands on the step that begins at or before it, a fifth below the next', () => {
  expect([1_000, 1_189, 1_190, 2_000, 60_000].map(tookStep)).toEqual(['0', '0', '1', '4', '23'])
  for (const ms of [400, 999, 41_000, 3_600_000, 80_000_000]) {
    const step = Number(tookStep(ms))
    expect(tookFrom(step), `${ms}`).toBeLessThanOrEqual(ms / 1000)
    expect(tookFrom(step + 1), `${ms}`).toBeGreaterThan(ms / 1000)
  }
})

test('whatever a page says, there are 75 steps', () => {
  expect([0, 1, 249, 250, 86_400_000, 2_592_000_000, Number.MAX_SAFE_INTEGER].map(tookStep)).toEqual([
    '-8',
    '-8',
    '-8',
    '-8',
    '65',
    '66',
    '66',
  ])
})

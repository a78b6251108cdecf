import { expect, test } from 'vitest'

import { tookStep } from '../../aggregate/took.ts'
import { createRandom } from '../../demo/random.ts'
import { timeTaken } from './time-taken.ts'

const ladder = (seconds: readonly number[]) => {
  const steps = new Map<number, number>()
  for (const each of seconds) {
    const step = Number(tookStep(each * 1000))
    steps.set(step, (steps.get(step) ?? 0) + 1)
  }
  return steps
}

test('fewer than five times are somebody’s, and no figure', () => {
  expect(timeTaken(ladder([10, 20, 30, 40]))).toBeNull()
  expect(timeTaken(new Map())).toBeNull()
  expect(timeTaken(ladder([10, 10, 10, 10, 10]))).toMatchObject({ n: 5 })
})

test('median and quartiles are within 9 % of the true ones, whatever the times are', () => {
  const random = createRandom(20_261_127)
  for (let run = 0; run < 300; run++) {
    const n = 5 + Math.floor(random() * 200)
    const spread = 1 + 5 * random()
    const times = Array.from({ length: n }, () => Math.exp(spread * random() + 4 * random())).toSorted((a, b) => a - b)
    const rank = (share: number) => times[Math.ceil(share * n) - 1] ?? 0
    const found = timeTaken(ladder(times))
    for (const [figure, share] of [
      ['lower', 0.25],
      ['median', 0.5],
      ['upper', 0.75],
    ] as const) {
      const ratio = (found?.[figure] ?? 0) / rank(share)
      expect(Math.max(ratio, 1 / ratio), `${figure} of run ${run}`).toBeLessThan(1.0906)
    }
  }
})

test('the interval of a median holds the truth in 95 of 100 samples at least', () => {
  const random = createRandom(7)
  const runs = 2_000
  const truth = Math.exp(3 * 0.5)
  let held = 0
  for (let run = 0; run < runs; run++) {
    const found = timeTaken(ladder(Array.from({ length: 40 }, () => Math.exp(3 * random()))))
    if (found && found.median_low <= truth && truth <= found.median_high) held++
  }
  expect(held / runs).toBeGreaterThanOrEqual(0.95)
})

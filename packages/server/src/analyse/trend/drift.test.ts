import { expect, test } from 'vitest'

import { createRandom } from '../../demo/random.ts'
import { type AnsweredDay, findDrift } from './drift.ts'

const GOOD = [4, 8, 20, 40, 28]
const BAD = [16, 22, 24, 24, 14]
const random = createRandom(11)

/** So many days, each of so many people who feel by these weights. */
function days(n: number, people: number, weights: readonly number[], first = 0): AnsweredDay[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  return Array.from({ length: n }, (_, i) => {
    const scores = [0, 0, 0, 0, 0]
    for (let k = 0; k < people; k++) {
      let left = random() * whole
      const at = weights.findIndex((weight) => (left -= weight) < 0)
      scores[at] = (scores[at] ?? 0) + 1
    }
    return { day: new Date(Date.UTC(2026, 0, 1 + first + i)).toISOString().slice(0, 10), scores }
  })
}

test('the baseline is the first 40 days, or as many as 300 answers take', () => {
  expect(findDrift(days(100, 25, GOOD)).baselines[0]).toEqual({ start: 0, end: 40 })
  expect(findDrift(days(100, 5, GOOD)).baselines[0]).toEqual({ start: 0, end: 60 })
  const short = findDrift(days(39, 100, GOOD))
  expect(short).toEqual({ baselines: [], shifts: [], learning: { start: 0, end: 39 } })
  expect(findDrift([])).toEqual({ baselines: [], shifts: [], learning: { start: 0, end: 0 } })
})

test('days of a survey, a year apart, are no baseline together', () => {
  const wave = (year: number) => days(25, 100, GOOD, 365 * year)
  expect(findDrift([...wave(0), ...wave(1), ...wave(2)])).toEqual({
    baselines: [],
    shifts: [],
    learning: { start: 50, end: 75 },
  })
  const daily = findDrift([...wave(0), ...days(60, 20, GOOD, 365)])
  expect(daily.baselines[0], 'from when people were asked every day').toEqual({ start: 25, end: 65 })
})

test('a clear drop is noticed within days, near to where it began, and once', () => {
  const { shifts, baselines, learning } = findDrift([...days(80, 25, GOOD), ...days(60, 25, BAD, 80)])
  expect(shifts).toHaveLength(1)
  expect(shifts[0]).toMatchObject({ direction: 'worse' })
  expect(shifts[0]?.at).toBeLessThanOrEqual(88)
  expect(Math.abs((shifts[0]?.since ?? 0) - 80)).toBeLessThanOrEqual(5)
  expect(baselines).toHaveLength(2)
  expect(baselines[1]?.start).toBe(shifts[0]?.since)
  expect(learning).toBeNull()
})

test('what gets better is noticed as such, also after it got worse', () => {
  const walk = [...days(60, 30, GOOD), ...days(70, 30, BAD, 60), ...days(70, 30, GOOD, 130)]
  expect(findDrift(walk).shifts.map(({ direction }) => direction)).toEqual(['worse', 'better'])
})

test('a baseline stays what it is as days go on', () => {
  const walk = [...days(80, 25, GOOD), ...days(60, 25, BAD, 80)]
  const [first] = findDrift(walk).baselines
  for (const end of [40, 80, 100, 140]) expect(findDrift(walk.slice(0, end)).baselines[0]).toEqual(first)
})

test('where nothing changes, a step is asked about hardly more than once in half a year', () => {
  const years = 40
  let signals = 0
  for (let year = 0; year < years; year++) signals += findDrift(days(365, 25, GOOD)).shifts.length
  expect(signals / years).toBeLessThanOrEqual(2)
})

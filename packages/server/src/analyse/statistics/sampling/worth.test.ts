import { SCALES } from '@attune/protocol'
import { expect, test } from 'vitest'

import { meanCi } from '../mean-ci.ts'
import { metrics } from '../metrics.ts'
import { netCiOf } from '../net-ci.ts'
import { wilson } from '../wilson.ts'
import { weighted } from './weighted.ts'
import { worthOf } from './worth.ts'

/** Four people asked for certain, and two of whom one in four was. */
const MIXED = [
  { place: 4, weight: 1, people: 4 },
  { place: 0, weight: 4, people: 2 },
]

test('weighted answers are worth a histogram, of which shares and intervals are those of Hájek and Kish', () => {
  const worth = worthOf(MIXED, 5)
  const one = (feel: number, weight: number): [number, number] => [feel, weight]
  const known = weighted([one(5, 1), one(5, 1), one(5, 1), one(5, 1), one(1, 4), one(1, 4)], SCALES.faces)
  expect(worth?.effective).toBeCloseTo(144 / 36, 12)
  expect(worth?.designEffect).toBeCloseTo(1.5, 12)
  const found = metrics(worth?.scores ?? [], SCALES.faces)
  expect(found?.positive).toBeCloseTo(known?.positive ?? NaN, 12)
  expect(found?.net).toBeCloseTo(known?.net ?? NaN, 12)
  const interval = wilson(worth?.scores[4] ?? NaN, worth?.effective ?? NaN)
  expect(interval?.low).toBeCloseTo(known?.interval.low ?? NaN, 12)
  expect(interval?.high).toBeCloseTo(known?.interval.high ?? NaN, 12)
})

test('where all weigh the same, nothing changes', () => {
  const worth = worthOf(
    [
      { place: 0, weight: 3, people: 2 },
      { place: 3, weight: 3, people: 5 },
    ],
    5,
  )
  expect(worth?.scores.map((people) => Number(people.toFixed(9)))).toEqual([2, 0, 0, 5, 0])
  expect(worth?.designEffect).toBeCloseTo(1, 12)
  expect(meanCi(worth?.scores ?? [], SCALES.faces)?.low).toBeCloseTo(
    meanCi([2, 0, 0, 5, 0], SCALES.faces)?.low ?? NaN,
    9,
  )
})

test('nobody speaks for more than five times the person in the middle', () => {
  const worth = worthOf(
    [
      { place: 4, weight: 2, people: 3 },
      { place: 0, weight: 1_000, people: 1 },
    ],
    5,
  )
  expect(worth?.capped).toBe(1)
  // 3 people of weight 2, and one of 10.
  expect((worth?.scores[0] ?? NaN) / (worth?.effective ?? NaN)).toBeCloseTo(10 / 16, 12)
  const between = worthOf(
    [
      { place: 4, weight: 1, people: 1 },
      { place: 0, weight: 99, people: 1 },
    ],
    5,
  )
  expect(between?.capped).toBe(0)
})

test('parts of people have intervals, and nobody has none', () => {
  const { scores = [] } = worthOf(MIXED, 5) ?? {}
  expect(meanCi(scores, SCALES.faces)).toEqual({ low: 1, high: expect.closeTo(5, 0) })
  expect(netCiOf(scores, SCALES.faces).low).toBeGreaterThan(-1)
  expect(worthOf([], 5)).toBeNull()
})

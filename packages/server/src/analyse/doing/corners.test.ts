import { SCALES } from '@attune/protocol'
import { expect, test } from 'vitest'

import { figuresOf } from '../figures.ts'
import { wilson } from '../statistics/wilson.ts'
import { emptyTally } from '../tally.ts'
import { cornerOf, middleOf } from './corners.ts'

/** A step that so many of all who entered completed, and where this is what people felt, worst first. */
function step(completed: number, entered: number, scores: number[]) {
  const interval = wilson(completed, entered)
  return {
    entered,
    completion: entered === 0 ? null : completed / entered,
    completion_low: interval?.low ?? null,
    completion_high: interval?.high ?? null,
    feel: figuresOf({ ...emptyTally(SCALES.faces), scores }, SCALES.faces, 'open'),
  }
}

const corners = (steps: ReturnType<typeof step>[]) => steps.map((one) => cornerOf(one, middleOf(steps)))

const USUAL = step(850, 1000, [10, 20, 50, 80, 40])
const DISLIKED = [80, 60, 30, 20, 10]
const LIKED = [2, 4, 14, 90, 90]

test('a step that everyone completes and nobody likes is one surprise, one that people like and leave the other', () => {
  expect(corners([USUAL, step(980, 1000, DISLIKED), step(700, 1000, LIKED)])).toEqual([
    null,
    'done_and_disliked',
    'liked_and_dropped',
  ])
})

test('doing and feeling that go together surprise nobody', () => {
  expect(corners([USUAL, step(980, 1000, LIKED), step(700, 1000, DISLIKED)])).toEqual([null, null, null])
})

test('fewer than 30 answers or 30 passes are no surprise, however far they are off', () => {
  expect(corners([USUAL, step(980, 1000, [20, 9, 0, 0, 0]), step(700, 1000, LIKED)])[1]).toBeNull()
  expect(corners([USUAL, step(980, 1000, [21, 9, 0, 0, 0]), step(700, 1000, LIKED)])[1]).toBe('done_and_disliked')
  expect(corners([USUAL, step(980, 1000, DISLIKED), step(5, 29, LIKED)])[2]).toBeNull()
  expect(corners([USUAL, step(980, 1000, DISLIKED), step(5, 30, LIKED)])[2]).toBe('liked_and_dropped')
})

test('an interval that touches the middle, or a difference that does not matter, is no surprise', () => {
  // 96 of 100: the interval reaches down to 90 %.
  const few = step(48, 50, DISLIKED)
  expect(corners([USUAL, step(900, 1000, LIKED), few])[2]).toBeNull()
  const vast = (good: number) => [20_000, 20_000, 40_000, good, good]
  const alike = [step(98_100, 100_000, vast(40_000)), step(97_000, 100_000, vast(44_000))]
  expect(corners(alike)).toEqual([null, null])
})

test('one step alone has no middle to be off from', () => {
  expect(middleOf([USUAL])).toEqual({ completion: null, net: null })
  expect(cornerOf(USUAL, middleOf([USUAL]))).toBeNull()
})

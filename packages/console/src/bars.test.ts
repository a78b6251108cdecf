import { describe, expect, test } from 'vitest'

import { divergingBar, dotsOf, sharedDomain, toneOf } from './bars.ts'

describe('the diverging bar', () => {
  test('stands around the middle of the neutral people', () => {
    const bar = divergingBar([10, 10, 20, 40, 20])
    const ends = bar.map(({ score, from, to }) => [score, round(from), round(to)])
    expect(ends).toEqual([
      [1, -0.3, -0.2],
      [2, -0.2, -0.1],
      [3, -0.1, 0.1],
      [4, 0.1, 0.5],
      [5, 0.5, 0.7],
    ])
  })

  test('leaves out scores that nobody chose', () => {
    expect(divergingBar([0, 0, 0, 3, 1]).map(({ score }) => score)).toEqual([4, 5])
  })

  test('is empty where nobody answered, rather than a bar of zero', () => {
    expect(divergingBar([0, 0, 0, 0, 0])).toEqual([])
  })

  test('of 0 to 10 counts 0 to 6 below, 7 and 8 as neutral, 9 and 10 above', () => {
    const bar = divergingBar([1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 4])
    expect(bar.map(({ score, from, to }) => [score, round(from), round(to)])).toEqual([
      [0, -0.375, -0.25],
      [6, -0.25, -0.125],
      [7, -0.125, 0],
      [8, 0, 0.125],
      [10, 0.125, 0.625],
    ])
  })
})

test('each scale runs from the worst tone to the best', () => {
  const tones = (length: number): number[] => Array.from({ length }, (_, index) => toneOf(index, length))
  expect(tones(5)).toEqual([1, 2, 3, 4, 5])
  expect(tones(2)).toEqual([1, 5])
  expect(tones(7)).toEqual([1, 1, 2, 3, 3, 4, 5])
  expect(tones(11)).toEqual([1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5])
})

describe('the shared axis', () => {
  test('always has the zero line inside', () => {
    expect(sharedDomain([0.6, 0.9])).toEqual({ low: -0.5, high: 1 })
    expect(sharedDomain([])).toEqual({ low: -0.5, high: 0.5 })
  })

  test('is not widened by the last digit of a sum', () => {
    expect(sharedDomain([0.1 + 0.2 + 0.45 + 1e-12]).high).toBe(0.75)
  })
})

test('a small step shows one dot per person, inside its part of the bar', () => {
  const dots = dotsOf({ score: 4, tone: 4, people: 4, from: 0, to: 0.4 })
  expect(dots.map(({ along, across }) => [round(along), across])).toEqual([
    [0.1, -1],
    [0.1, 0],
    [0.1, 1],
    [0.3, 0],
  ])
})

const round = (value: number): number => Math.round(value * 1e6) / 1e6

import { SCALES } from '@attune/protocol'
import { expect, test } from 'vitest'

import { figuresOf } from './figures.ts'
import { addTo, emptyTally } from './tally.ts'

const FACES = SCALES.faces

function figures(scores: number[], more: Partial<ReturnType<typeof emptyTally>> = {}) {
  return figuresOf({ ...emptyTally(FACES), scores, ...more }, FACES, 'open')
}

test('nobody answered is not a zero', () => {
  expect(figures([0, 0, 0, 0, 0])).toMatchObject({ n: 0, tier: 'none', net: null, positive: null, response_rate: null })
})

test('four answers show how many they are, and nothing of what they said', () => {
  const hidden = figures([0, 1, 0, 1, 2], { shown: 10 })
  expect(hidden).toMatchObject({ n: 4, tier: 'hidden', scores: null, mean: null, net: null, net_low: null, shown: 10 })
})

test('behind the privacy gate nobody and too few look the same', () => {
  const told = (scores: number[]) =>
    figuresOf({ ...emptyTally(FACES), scores, shown: 10, dismissed: 6, commented: 2 }, FACES, 'confidential')
  const hidden = { n: 0, tier: 'hidden', scores: null, answered: 0, commented: 0, response_rate: null, dismissed: null }
  expect(told([0, 0, 0, 0, 0])).toMatchObject(hidden)
  expect(told([0, 1, 0, 1, 2])).toEqual(told([0, 0, 0, 0, 0]))
  expect(told([1, 1, 0, 1, 2])).toMatchObject({ n: 5, tier: 'early', answered: 5, commented: 2, dismissed: null })
})

test('five answers are an early signal, thirty a figure that may be imprecise', () => {
  expect(figures([0, 0, 1, 2, 2]).tier).toBe('early')
  expect(figures([5, 5, 5, 7, 7]).tier).toBe('early')
  expect(figures([5, 5, 5, 8, 7]).tier).toBe('imprecise')
  expect(figures([0, 0, 0, 15, 15]).tier).toBe('shown')
})

test('half good takes 93 answers to be precise', () => {
  expect(figures([46, 0, 0, 46, 0]).tier).toBe('imprecise')
  expect(figures([46, 0, 0, 47, 0]).tier).toBe('shown')
})

test('the figures are those of the worked case', () => {
  const found = figures([1, 2, 3, 10, 4])
  expect(found).toMatchObject({ n: 20, positive: 0.7, negative: 0.15, mean: 3.7 })
  expect(found.net).toBeCloseTo(0.55, 10)
  expect(found.net_low).toBeCloseTo(0.1682, 4)
  expect(found.net_high).toBeCloseTo(0.7883, 4)
  expect(found.mean_low).toBeCloseTo(3.1941, 4)
})

test('imported answers have no denominator and are left out of the rate', () => {
  const tally = emptyTally(FACES)
  addTo(tally, { measure: 'feel', value: '4', origin: 'import', n: 90 }, FACES)
  addTo(tally, { measure: 'feel', value: '5', origin: 'live', n: 10 }, FACES)
  addTo(tally, { measure: 'shown', value: '', origin: 'live', n: 40 }, FACES)
  expect(figuresOf(tally, FACES, 'open')).toMatchObject({ n: 100, answered: 100, shown: 40, response_rate: 0.25 })
  expect(figures([0, 0, 0, 9, 0], { shown: 3 }).response_rate).toBeNull()
})

test('a score outside of the scale is not counted into it', () => {
  const tally = emptyTally(FACES)
  addTo(tally, { measure: 'feel', value: '9', origin: 'live', n: 1 }, FACES)
  expect(tally.scores).toEqual([0, 0, 0, 0, 0])
})

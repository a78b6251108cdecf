import type { FeelFigures } from '@attune/protocol'
import { describe, expect, test } from 'vitest'

import { figuresSentence, heardSentence, percent, points, scaleOf, scoreName, shareSentence } from './words.ts'

test('net feel is said in points with a sign, and a true minus', () => {
  expect([0.414, -0.12, 0.004, -0.004].map(points)).toEqual(['+41', '−12', '0', '0'])
})

test('a share is said with its interval', () => {
  expect(shareSentence('good', 0.62, 0.554, 0.681)).toBe('62\u202f% felt good (55–68\u202f%)')
  expect(shareSentence('good', null, null, null)).toBeNull()
  expect(percent(0)).toBe('0\u202f%')
})

describe('who was heard', () => {
  test('names the denominator', () => {
    expect(heardSentence(FIGURES)).toBe('Heard from 23\u202f% of the 1,790 people asked')
  })

  test('is not said of imported answers, which have no denominator', () => {
    expect(heardSentence({ ...FIGURES, shown: 0, response_rate: null })).toBeNull()
  })

  test('is not said of fewer than 5 people: a rate is a figure too', () => {
    expect(heardSentence({ ...FIGURES, tier: 'hidden', shown: 40, response_rate: 0.075 })).toBeNull()
  })
})

test('a step is one sentence for those who hear the page', () => {
  expect(figuresSentence(FIGURES)).toBe(
    '412 answers; 62\u202f% felt good (57–67\u202f%); 21\u202f% felt bad (17–25\u202f%); net feel +41 (+34 to +48); heard from 23\u202f% of the 1,790 people asked.',
  )
})

test('fewer than 5 people never become a figure', () => {
  const hidden: FeelFigures = {
    ...FIGURES,
    n: 3,
    tier: 'hidden',
    positive: null,
    negative: null,
    net: null,
    response_rate: 0.1,
  }
  expect(figuresSentence(hidden)).toBe('Fewer than 5 people: too few for a figure.')
})

test('scores are named by what they mean on their scale', () => {
  expect([1, 5].map((score) => scoreName(score, 'faces'))).toEqual(['Very bad', 'Very good'])
  expect(scoreName(2, 'thumbs')).toBe('Thumb up')
  expect(scoreName(1, 'stars')).toBe('1 star')
  expect(scoreName(0, 'nps')).toBe('0 of 10')
  expect(scaleOf([0, 0])).toBe('thumbs')
  expect(scaleOf(null)).toBe('faces')
})

const FIGURES: FeelFigures = {
  n: 412,
  tier: 'shown',
  scores: [40, 46, 71, 155, 100],
  mean: 3.56,
  mean_low: 3.44,
  mean_high: 3.68,
  positive: 0.62,
  positive_low: 0.57,
  positive_high: 0.67,
  negative: 0.21,
  negative_low: 0.17,
  negative_high: 0.25,
  net: 0.41,
  net_low: 0.34,
  net_high: 0.48,
  shown: 1790,
  answered: 412,
  dismissed: 300,
  response_rate: 0.23,
  commented: 80,
  entered: 4000,
  completed: 3500,
  failed: 20,
}

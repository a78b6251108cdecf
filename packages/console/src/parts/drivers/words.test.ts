import type { DriverOutcome } from '@attune/protocol'
import { expect, test } from 'vitest'

import { burden, directionSentence, outcomeWords, share } from './words.ts'

const outcome: DriverOutcome = {
  prompt: 'whole',
  question: 'How was it?',
  scale: 'faces',
  step: '',
  known: 9,
  pair_with: [],
}
const told = { n: 200, tier: 'ranked', rho: 0.4, rho_low: 0.3, rho_high: 0.5, direction: 'with' } as const

test('an outcome is named for what it is: a recommendation, the whole, another answer, or the end of a visit', () => {
  expect(outcomeWords({ ...outcome, scale: 'nps' }).what).toBe('recommending')
  expect(outcomeWords(outcome).what).toBe('the journey as a whole')
  expect(outcomeWords({ ...outcome, step: 'payment' }).what).toBe('this answer')
  expect(outcomeWords({ ...outcome, prompt: null, scale: null }).what).toBe('getting to the end')
  expect(outcomeWords(undefined).what).toBe('getting to the end')
})

test('the direction is said in words, and only where the interval says it', () => {
  const words = outcomeWords({ ...outcome, scale: 'nps' })
  expect(directionSentence(told, words)).toBe('Whoever felt better here tends to recommend more')
  expect(directionSentence({ ...told, direction: 'against' }, words, 'there')).toBe(
    'Whoever felt better there tends to recommend less',
  )
  expect(directionSentence({ ...told, direction: 'unclear' }, words)).toBe(
    'Whether it goes with it at all is not clear',
  )
  expect(directionSentence({ ...told, tier: 'hidden', direction: null }, words)).toContain('Fewer than 5 people')
})

test.each([
  [0.24, '−24'],
  [0.056, '−5.6'],
  [-0.031, '+3.1'],
  [0.0004, '0'],
  [0, '0'],
])('a cost of %f is said as %s points', (cost, said) => {
  expect(burden(cost)).toBe(said)
})

test('what is not quite nothing is not said to be nothing', () => {
  expect([share(0), share(0.004), share(0.25)]).toEqual(['0\u202f%', 'under 1\u202f%', '25\u202f%'])
})

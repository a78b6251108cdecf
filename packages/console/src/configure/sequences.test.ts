import type { PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { durationOf, durationSaid, msOf, within, withMoment, withMoments } from './sequences.ts'

const PROMPT: PromptDocument = { id: 'p', step: 'a/b', wording: { default: { question: 'How?' } } }

test('what is added is likely meant: a failure before, or meanwhile; and its mending where a failure is asked about', () => {
  const { after } = withMoment(PROMPT, 'after')
  expect(after).toEqual({ moments: [{ type: 'failed' }], withinMs: 1_800_000 })
  expect(withMoment(PROMPT, 'unless').unless).toEqual([{ type: 'failed' }])
  expect(withMoment({ ...PROMPT, on: 'failed' }, 'unless').unless).toEqual([{ type: 'completed' }])
  expect(withMoment({ ...PROMPT, on: 'failed' }, 'after').after?.moments).toEqual([{ type: 'entered' }])
})

test('nothing is added twice', () => {
  expect(withMoment(withMoment(PROMPT, 'after'), 'after').after?.moments).toEqual([
    { type: 'failed' },
    { type: 'entered' },
  ])
})

test('the last moment that goes takes the condition with it', () => {
  const both = withMoment(withMoment(PROMPT, 'after'), 'unless')
  expect(withMoments(withMoments(both, 'after', []), 'unless', [])).toEqual(PROMPT)
})

test('a time stays when moments change', () => {
  const hour = within(withMoment(PROMPT, 'after'), 3_600_000)
  expect(withMoment(hour, 'after').after?.withinMs).toBe(3_600_000)
  expect(within(PROMPT, 5)).toBe(PROMPT)
})

test('times are said in the largest unit that they are whole in, and are a day at most', () => {
  expect(durationOf(1_800_000)).toEqual({ n: 30, unit: 'minutes' })
  expect(durationOf(90_000)).toEqual({ n: 90, unit: 'seconds' })
  expect(durationOf(500)).toEqual({ n: 1, unit: 'seconds' })
  expect([durationSaid(3_600_000), durationSaid(7_200_000), durationSaid(45_000)]).toEqual([
    'hour',
    '2 hours',
    '45 seconds',
  ])
  expect([msOf(2, 'hours'), msOf(90, 'hours')]).toEqual([7_200_000, 86_400_000])
})

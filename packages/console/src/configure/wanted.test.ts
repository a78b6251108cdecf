import type { PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { aboutShare, askedOf } from './wanted.ts'

const PROMPT: PromptDocument = { id: 'p', step: 'a/b', share: 0.2, wording: { default: { question: 'How?' } } }

test('wanted answers and a share of one’s own exclude each other', () => {
  const wanted = askedOf(PROMPT, 'wanted')
  expect(wanted).toEqual({ ...PROMPT, answersPerWeek: 50 })
  expect(askedOf({ ...wanted, answersPerWeek: 80 }, 'wanted').answersPerWeek).toBe(80)
  expect(askedOf(wanted, '0.5')).toEqual({ ...PROMPT, share: 0.5 })
})

test('a share is said as nearly as it is known', () => {
  expect([aboutShare(0.124), aboutShare(0.001), aboutShare(1)]).toEqual([
    'about 12\u202f% of people',
    'about 1\u202f% of people',
    'everybody',
  ])
})

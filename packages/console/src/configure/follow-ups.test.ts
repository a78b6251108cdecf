import type { PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { roomForFollowUps, withFollowUp, withOption, withoutFollowUp, withoutOption } from './follow-ups.ts'

const PROMPT: PromptDocument = {
  id: 'p',
  step: 'checkout/payment',
  wording: { default: { question: 'How?' }, de: { question: 'Wie?' } },
}

test('a follow-up has a place for its words in every language, and goes from all of them', () => {
  const asked = withFollowUp(PROMPT, 'one')
  expect(asked.followUps).toEqual([{ id: 'which', kind: 'one', options: ['a', 'b'] }])
  expect(asked.wording['de']?.followUps).toEqual({ which: { question: '', options: { a: '', b: '' } } })
  expect(withoutFollowUp(asked, 'which')).toEqual(PROMPT)
})

test('an option keeps its id when another one goes', () => {
  const three = withOption(withFollowUp(PROMPT, 'many'), 'which')
  const left = withoutOption(three, 'which', 'b')
  expect(left.followUps?.[0]?.options).toEqual(['a', 'c'])
  expect(left.wording.default.followUps?.['which']?.options).toEqual({ a: '', c: '' })
  expect(withOption(left, 'which').followUps?.[0]?.options).toEqual(['a', 'c', 'b'])
})

test('with the person’s own words there is room for one follow-up, without them for two', () => {
  expect(roomForFollowUps(PROMPT)).toBe(1)
  expect(roomForFollowUps({ ...PROMPT, why: false })).toBe(2)
  expect(roomForFollowUps(withFollowUp(PROMPT, 'text'))).toBe(0)
})

import type { PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import {
  rewordedFollowUp,
  roomForFollowUps,
  withFollowUp,
  withFollowUpBack,
  withOption,
  withoutFollowUp,
  withoutOption,
} from './follow-ups.ts'
import { withVariant } from './variants.ts'
import { reworded } from './wordings.ts'

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

test('a follow-up comes back with its words in every wording, and what was written meanwhile stays', () => {
  const before = rewordedFollowUp(withFollowUp(withVariant(PROMPT), 'text'), 'de', 'more', () => ({
    question: 'Mehr?',
  }))
  expect(before.variants?.[1]?.wording?.default.followUps).toEqual({ more: { question: '' } })
  const left = reworded(withoutFollowUp(before, 'more'), 'default', { question: 'Written meanwhile?' })
  expect(JSON.stringify(left)).not.toContain('more')
  const back = withFollowUpBack(left, before, 'more')
  expect(back).toEqual(reworded(before, 'default', { question: 'Written meanwhile?' }))
  expect(withFollowUpBack(back, before, 'more')).toBe(back)
})

import type { PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { gapsOf } from './gaps.ts'
import { keepable } from './keepable.ts'
import { missingIn } from './wordings.ts'

const PROMPT: PromptDocument = {
  id: 'p',
  step: 'checkout/payment',
  wording: { default: { question: 'How was paying?', high: 'Lovely' } },
}

test('a language in which nothing is said yet is not kept, and is in nobody’s way', () => {
  const prompt = { ...PROMPT, wording: { ...PROMPT.wording, de: { question: '' } } }
  expect(keepable(prompt).wording).toEqual(PROMPT.wording)
  expect(gapsOf(prompt)).toEqual([])
})

test('a language that is begun needs its question', () => {
  expect(gapsOf({ ...PROMPT, wording: { ...PROMPT.wording, de: { question: '', high: 'Schön' } } })).toEqual([
    'the question in German',
  ])
})

test('a prompt without a question is not kept', () => {
  expect(gapsOf({ ...PROMPT, wording: { default: { question: ' ' } } })).toEqual(['the question'])
})

test('options that have no words yet are left away, and the follow-up is said to be missing', () => {
  const prompt: PromptDocument = {
    ...PROMPT,
    followUps: [{ id: 'which', kind: 'one', options: ['a', 'b'] }],
    wording: {
      default: { question: 'How?', followUps: { which: { question: 'Which?', options: { a: 'Card', b: '' } } } },
    },
  }
  expect(keepable(prompt).wording.default.followUps).toEqual({ which: { question: 'Which?', options: { a: 'Card' } } })
  expect(missingIn(prompt, 'default')).toEqual(['follow-up 1'])
})

test('a language lacks what the first one has and it has not', () => {
  const prompt = { ...PROMPT, wording: { ...PROMPT.wording, de: { question: 'Wie war das Bezahlen?' } } }
  expect(missingIn(prompt, 'de')).toEqual(['the label under the best end'])
  expect(missingIn(prompt, 'default')).toEqual([])
})

import type { PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { askingSentence, either } from './sentence.ts'

const prompt = (said: Partial<PromptDocument>): PromptDocument => ({
  id: 'p',
  step: 'checkout/payment',
  wording: { default: { question: 'How?' } },
  ...said,
})

const nameOf = (step: string): string => (step === 'checkout/cart' ? 'Cart' : 'Payment')

test.each<[string, Partial<PromptDocument>]>([
  ['Ask everybody who completes Payment, at most once.', {}],
  [
    'Ask 20\u202f% of people who complete Payment on a phone, at most once.',
    { share: 0.2, who: { devices: ['mobile'] } },
  ],
  ['Ask everybody who is about to leave at Payment, at most twice.', { on: 'exit_intent', perPerson: 2 }],
  ['Ask everybody who goes back and forth at Payment, at most once.', { on: 'back_and_forth' }],
  [
    'Ask everybody who enters Payment in German or French, if they were here before, as often as the limits allow.',
    { on: 'entered', who: { locales: ['de', 'fr'], returning: true }, perPerson: 0 },
  ],
  ['Ask everybody who completes Payment, whose plan is pro, at most once.', { who: { traits: { plan: ['pro'] } } }],
  [
    'Ask everybody who completes Payment, if they failed at Payment, then entered Cart within the 30 minutes before, unless they leave the site at Cart meanwhile, at most once.',
    {
      after: { moments: [{ type: 'failed' }, { type: 'entered', step: 'checkout/cart' }], withinMs: 1_800_000 },
      unless: [{ type: 'left', step: 'checkout/cart' }],
    },
  ],
  [
    'Ask as many as it takes for 50 answers a week, of people who complete Payment on a phone, at most once.',
    { answersPerWeek: 50, who: { devices: ['mobile'] } },
  ],
  [
    'Ask everybody who completes Payment, at most once, in one of 2 variants.',
    {
      variants: [
        { id: 'a', weight: 1 },
        { id: 'b', weight: 1 },
      ],
    },
  ],
  [
    'Ask everybody who completes Payment, at most once; and whoever has just answered one of 2 prompts in the same visit.',
    { pairWith: ['cart-feel', 'delivery-feel'] },
  ],
  ['Wait in a tab at Payment, for people to open it.', { on: 'opened', placement: 'tab' }],
])('%s', (sentence, said) => {
  expect(askingSentence(prompt(said), nameOf)).toBe(sentence)
})

test('a list is said with one “or”', () => {
  expect([either([]), either(['a']), either(['a', 'b']), either(['a', 'b', 'c'])]).toEqual([
    'nobody',
    'a',
    'a or b',
    'a, b or c',
  ])
})

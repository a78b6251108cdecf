import { expect, test } from 'vitest'

import { placeSaid } from './place-words.ts'

test.each([
  [['wording', 'de', 'question'], 'the question in German'],
  [['wording', 'default', 'question'], 'the question'],
  [['wording', 'de'], 'the words in German'],
  [['variants', 'b', 'wording', 'default', 'question'], 'variants, b, the question'],
  [['share'], 'the share of people'],
  [['budget', 'perSession'], 'budget, per session'],
  [['steps', 'payment', 'expires_at'], 'steps, payment, expires at'],
])('%j is said as people say it: %s', (place, said) => {
  expect(placeSaid(place)).toBe(said)
})

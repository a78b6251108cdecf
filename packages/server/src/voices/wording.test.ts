import { expect, test } from 'vitest'

import { wordingIn } from './wording.ts'

test('a question is told in the nearest language, never in a property that every object has', () => {
  const wordings = { default: { question: 'How?' }, de: { question: 'Wie?' }, 'de-AT': { question: 'Wie denn?' } }
  expect(wordingIn(wordings, 'de-AT').question).toBe('Wie denn?')
  expect(wordingIn(wordings, 'de-CH').question).toBe('Wie?')
  expect(wordingIn(wordings, 'fr').question).toBe('How?')
  expect(wordingIn(wordings, '').question).toBe('How?')
  expect(wordingIn(wordings, 'constructor').question).toBe('How?')
})

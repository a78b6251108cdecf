import { expect, test } from 'vitest'

import { questionIn } from './wording.ts'

test('a question is told in the nearest language, never in a property that every object has', () => {
  const wordings = { default: { question: 'How?' }, de: { question: 'Wie?' }, 'de-AT': { question: 'Wie denn?' } }
  expect(questionIn(wordings, 'de-AT')).toBe('Wie denn?')
  expect(questionIn(wordings, 'de-CH')).toBe('Wie?')
  expect(questionIn(wordings, 'fr')).toBe('How?')
  expect(questionIn(wordings, '')).toBe('How?')
  expect(questionIn(wordings, 'constructor')).toBe('How?')
})

import { expect, it } from 'vitest'

import { wordingFor } from './wording.ts'

const WORDINGS = { default: { question: 'How?' }, de: { question: 'Wie?' }, 'pt-BR': { question: 'Como?' } }

it.each([
  ['de', 'Wie?'],
  ['de-AT', 'Wie?'],
  ['de_CH', 'Wie?'],
  ['DE-Latn-AT', 'Wie?'],
  ['pt-br', 'Como?'],
  ['pt', 'How?'],
  ['fr', 'How?'],
  ['', 'How?'],
  ['constructor', 'How?'],
])('the words for %j are %s', (locale, question) => {
  expect(wordingFor(WORDINGS, locale).question).toBe(question)
})

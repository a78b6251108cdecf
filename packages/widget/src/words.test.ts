import { expect, test } from 'vitest'

import { directionOf, WORD, wordsFor } from './words.ts'

test('a region has its language’s words', () => {
  const { words, lang } = wordsFor('de-AT')
  expect([lang, words[WORD.done], words[0], words[4]]).toEqual(['de', 'Fertig', 'Sehr schlecht', 'Sehr gut'])
})

test('a language that is not here is given English, and told so', () => {
  const { words, lang } = wordsFor('ar')
  expect([lang, words[WORD.never]]).toEqual(['en', 'Never ask me again'])
})

test('every mode says who reads the answer', () => {
  for (const locale of ['en', 'de']) {
    const { words } = wordsFor(locale)
    const sentences = [words[WORD.open], words[WORD.confidential], words[WORD.anonymous]]
    expect(new Set(sentences).size).toBe(3)
    for (const sentence of sentences) expect(sentence).toMatch(/\.$/)
  }
})

test('the direction follows the language, or the script where one is named', () => {
  const rtl = ['ar', 'ar-EG', 'he', 'fa-IR', 'ur', 'az-Arab', 'yi']
  const ltr = ['en', 'de-CH', 'arn', 'fr', 'tr', 'ur-Latn', 'pt-BR']
  expect(rtl.map(directionOf)).toEqual(rtl.map(() => 'rtl'))
  expect(ltr.map(directionOf)).toEqual(ltr.map(() => 'ltr'))
})

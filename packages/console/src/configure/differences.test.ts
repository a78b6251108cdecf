import { expect, test } from 'vitest'

import { differences, placeSaid } from './differences.ts'

test('both sides of each difference are there, and nothing else', () => {
  const mine = { share: 1, wording: { default: { question: 'Mine?' } } }
  const theirs = { share: 1, wording: { default: { question: 'Theirs?' }, de: { question: 'Deren?' } } }
  expect(differences(mine, theirs)).toEqual([
    { place: 'wording.default.question', mine: 'Mine?', theirs: 'Theirs?' },
    { place: 'wording.de', mine: null, theirs: '{"question":"Deren?"}' },
  ])
})

test('a place is said as people say it', () => {
  const german = (locale: string): string => (locale === 'de' ? 'German' : locale)
  expect(placeSaid('wording.de.question', german)).toBe('the question in German')
  expect(placeSaid('wording.default.question', german)).toBe('the question')
  expect(placeSaid('share', german)).toBe('the share of people')
})

import { expect, test } from 'vitest'

import { languageName, listedSentence, readWords, sideTitle, sideWords } from './said.ts'

const CHECKOUT = { journey: 'Checkout', step: null }
const PAYMENT = { journey: 'Checkout', step: 'Payment' }

test('what is listed is said in a sentence', () => {
  expect(listedSentence({ feel: [], words: 'only' }, CHECKOUT, 'faces')).toBe(
    'What people wrote in Checkout, newest first.',
  )
  expect(listedSentence({ feel: [1, 2], words: 'all' }, PAYMENT, 'faces')).toBe(
    'What people answered at Payment who felt very bad or bad, newest first.',
  )
  expect(listedSentence({ feel: [], words: 'only' }, { journey: 'Checkout', step: '' }, 'faces')).toBe(
    'What people wrote about Checkout as a whole, newest first.',
  )
})

test('a side says whose words it holds, and its counts of whom', () => {
  const date = { date: '2026-11-03' }
  expect(sideTitle('bad', { date: null }, PAYMENT)).toBe('Whoever felt bad speaks of')
  expect(sideTitle('here', { date: null }, PAYMENT)).toBe('At Payment they speak of')
  expect(sideTitle('after', date, PAYMENT)).toBe('Since 3 November 2026 they speak of')
  expect(sideWords('before', date, PAYMENT)).toBe('before 3 November 2026')
  expect(sideWords('rest', { date: null }, PAYMENT)).toBe('elsewhere')
})

test('how much was read is said with its days', () => {
  const none = { side: 'bad', people: 0, enough: false, themes: [], voices: [] } as const
  expect(readWords({ ...none, themes: [], voices: [], comments: 0, from: null, to: null })).toBe('0 comments')
  const read = { comments: 52, from: '2026-09-21T22:22:47.267Z', to: '2026-11-26T21:37:32.784Z' }
  expect(readWords({ ...none, themes: [], voices: [], ...read })).toBe('52 comments, 21 September to 26 November 2026')
})

test('a language is called by its name, and what is none as it stands', () => {
  expect(languageName('de-AT')).toBe('Austrian German')
  expect(languageName('not a language')).toBe('not a language')
})

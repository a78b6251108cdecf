import { expect, test } from 'vitest'

import { listedSentence, readWords, ruleWords, sideTitle, sideWords } from './said.ts'

const CHECKOUT = { journey: 'Checkout', step: null }
const ALL = { feel: [], words: 'only', q: '', tag: '', from: '', to: '' } as const
const PAYMENT = { journey: 'Checkout', step: 'Payment' }

test('what is listed is said in a sentence', () => {
  expect(listedSentence({ ...ALL, feel: [] }, CHECKOUT, 'faces')).toBe('What people wrote in Checkout, newest first.')
  expect(listedSentence({ ...ALL, feel: [1, 2], words: 'all' }, PAYMENT, 'faces')).toBe(
    'What people answered at Payment who felt very bad or bad, newest first.',
  )
  expect(listedSentence({ ...ALL, feel: [] }, { journey: 'Checkout', step: '' }, 'faces')).toBe(
    'What people wrote about Checkout as a whole, newest first.',
  )
  const narrow = { ...ALL, feel: [1], q: 'voucher', tag: 'price', from: '2026-11-03' }
  expect(listedSentence(narrow, PAYMENT, 'faces')).toBe(
    'What people wrote with “voucher” at Payment who felt very bad since 3 November 2026, tagged “price”, newest first.',
  )
  expect(listedSentence({ ...ALL, feel: [], from: '2026-11-03', to: '2026-11-05' }, CHECKOUT, 'faces')).toBe(
    'What people wrote in Checkout from 3 November to 5 November 2026, newest first.',
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

test('a rule is said in a sentence', () => {
  const rule = { id: 'slow', name: 'Too slow', terms: ['slow', 'slow page'] }
  expect(ruleWords(rule)).toBe('“slow” and “slow page” are the theme “Too slow”.')
  expect(ruleWords({ ...rule, terms: ['slow'], except: ['slow motion'] })).toBe(
    '“slow” is the theme “Too slow”, without what says “slow motion”.',
  )
})

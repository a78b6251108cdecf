import { expect, test } from 'vitest'

import type { Said } from './contrast-terms.ts'
import { chooseQuotes, mostAlike } from './quotes.ts'

const said = (person: string, words: string): Said => ({ person, terms: new Set(words.split(' ')) })

test('the typical one is quoted first, nobody twice, and the odd one out not at all', () => {
  const comments = [
    said('a', 'voucher moon'),
    said('b', 'voucher refused code'),
    said('c', 'voucher refused code'),
    said('b', 'voucher refused code'),
    said('d', 'voucher code accepted not'),
    said('e', 'cheese'),
  ]
  const [first, ...others] = chooseQuotes(comments, 3)
  expect(first).toBe(1)
  expect(others).toHaveLength(2)
  expect(others).not.toContain(3)
  expect(others).not.toContain(5)
  expect(chooseQuotes([said('a', 'slow page'), said('b', 'slow app'), said('a', 'slow page app')], 3)).toHaveLength(2)
  expect(chooseQuotes([], 3)).toEqual([])
})

test('what many say in the same words is quoted once', () => {
  const comments = [
    ...['a', 'b', 'c', 'd'].map((person) => said(person, 'page slow')),
    said('e', 'slow page'),
    said('f', 'slow page lamp'),
    said('g', 'slow page app'),
  ]
  expect(chooseQuotes(comments, 3).toSorted((a, b) => a - b)).toEqual([0, 5, 6])
})

test('a different voice speaks of the same, and a long one gets no more for being long', () => {
  const theme = [said('a', 'voucher refused'), said('b', 'voucher code')]
  const long = said('l', `voucher ${Array.from({ length: 30 }, (_, i) => `w${i}`).join(' ')}`)
  expect(mostAlike(theme, [long, said('c', 'voucher worked'), said('d', 'voucher worked')])).toBe(1)
  expect(mostAlike(theme, [said('c', 'lamp')])).toBeNull()
  expect(mostAlike(theme, [])).toBeNull()
})

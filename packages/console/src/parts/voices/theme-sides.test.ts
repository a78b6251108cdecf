import type { ThemesAnswer, Voice, VoiceTheme } from '@attune/protocol'
import { expect, test } from 'vitest'

import { countsOf, differentQuotes, findTheme, mostShare, nameOf, typicalOf } from './theme-sides.ts'

const said = (id: string, comment: string) => ({ id, comment }) as Voice
const theme = (term: string, people: number, others: number, quotes: Voice[] = []): VoiceTheme =>
  ({ term, name: term, rule: null, also: [`${term} page`], people, others, quotes }) as VoiceTheme
const answer = {
  date: null,
  sides: [
    { side: 'bad', people: 50, themes: [theme('slow', 20, 4), theme('pay', 5, 0)] },
    { side: 'good', people: 200, themes: [theme('quick', 60, 1)] },
  ],
} as unknown as ThemesAnswer
const PLACE = { journey: 'Checkout', step: null }

test('a theme is found on its side, with its people and those on the other side', () => {
  const found = findTheme(answer, 'quick')
  expect(found && countsOf(found, answer, PLACE)).toEqual({
    own: { side: 'good', people: 60, of: 200, who: 'who felt good' },
    other: { side: 'bad', people: 1, of: 50, who: 'who felt bad' },
  })
  expect(findTheme(answer, 'gone')).toBe(null)
  expect(findTheme(answer, 'pay page')?.theme.term, 'what has become a part').toBe('pay')
})

test('lengths are shares of the greatest share of any theme', () => {
  expect(mostShare(answer)).toBe(0.4)
  expect(mostShare({ ...answer, sides: [] })).toBe(0.01)
})

test('nobody is quoted for the same words twice', () => {
  const quotes = [said('a', 'Too slow'), said('b', 'too slow '), said('c', 'Slow page')]
  expect(differentQuotes(theme('slow', 3, 0, quotes)).map(({ id }) => id)).toEqual(['a', 'c'])
})

test('each theme of a list shows a quote that none before it shows, where there is one', () => {
  const [first, second, third] = [said('a', 'Slow to pay'), said('b', 'Pay twice'), said('c', 'Slow to pay')]
  const themes = [theme('slow', 3, 0, [first]), theme('pay', 3, 0, [third, second]), theme('to', 3, 0, [third])]
  const typical = typicalOf({ themes } as ThemesAnswer['sides'][number])
  expect(themes.map((one) => typical.get(one)?.id)).toEqual(['a', 'b', 'c'])
})

test('a theme is called as its team does, else by the word that people use', () => {
  expect(nameOf(theme('slow', 1, 0))).toBe('“slow”')
  expect(nameOf({ ...theme('slow', 1, 0), rule: 'slow', name: 'Too slow' })).toBe('Too slow')
})

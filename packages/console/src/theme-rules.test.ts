import { expect, test } from 'vitest'

import { goneTheme, isAllOf, keyOf, merged, renamed, split, termIn, withoutRule } from './theme-rules.ts'

const slow = { name: 'slow', rule: null, term: 'slow', also: ['slow page'] }
const card = { name: 'card', rule: null, term: 'card', also: [] }
const RULES = [{ id: 'money', name: 'Money', terms: ['price', 'cost'] }]
const money = { name: 'Money', rule: 'money', term: 'price', also: ['cost'] }

test('a new name makes a rule of all that the theme is made of, and is the rule’s where it has one', () => {
  expect(renamed(RULES, slow, 'Too slow')).toEqual([
    ...RULES,
    { id: 'slow', name: 'Too slow', terms: ['slow', 'slow page'] },
  ])
  expect(renamed(RULES, money, 'What it costs')).toEqual([
    { id: 'money', name: 'What it costs', terms: ['price', 'cost'] },
  ])
})

test('a term that another rule has is not taken away from it', () => {
  expect(renamed(RULES, { ...slow, also: ['cost'] }, 'Slow').at(-1)?.terms).toEqual(['slow'])
})

test('what is merged goes by the name of what it is merged into', () => {
  expect(merged([], slow, card)).toEqual([{ id: 'card', name: 'card', terms: ['card', 'slow', 'slow page'] }])
  expect(merged(RULES, slow, money)).toEqual([
    { id: 'money', name: 'Money', terms: ['price', 'cost', 'slow', 'slow page'] },
  ])
  expect(merged(RULES, money, card)).toEqual([{ id: 'card', name: 'card', terms: ['card', 'price', 'cost'] }])
})

test('what is split off is a theme of its own, and no longer part of the other', () => {
  expect(split(RULES, money, 'cost')).toEqual([
    { id: 'money', name: 'Money', terms: ['price'], except: ['cost'] },
    { id: 'cost', name: 'cost', terms: ['cost'] },
  ])
  expect(split([], card, 'credit card')).toEqual([
    { id: 'card', name: 'card', terms: ['card'], except: ['credit card'] },
    { id: 'credit-card', name: 'credit card', terms: ['credit card'] },
  ])
  expect(split([], card, 'card'), 'nothing is left').toEqual([])
})

test('a theme may be split by whatever is not all of it, also where another rule has that already', () => {
  expect(isAllOf([], card, 'card')).toBe(true)
  expect(isAllOf(RULES, money, 'cost')).toBe(false)
  const taken = [...RULES, { id: 'fee', name: 'Fee', terms: ['fee'] }]
  expect(isAllOf(taken, money, 'fee')).toBe(false)
  expect(split(taken, money, 'fee')[0]?.except).toEqual(['fee'])
})

test('what was split off and is merged again belongs to it again', () => {
  const apart = split(RULES, money, 'cost')
  expect(merged(apart, { name: 'cost', rule: 'cost', term: 'cost', also: [] }, money)).toEqual(RULES)
})

test('ids are of small letters, digits and dashes, and no two are the same', () => {
  expect(renamed([], { ...slow, name: 'Zahlen & prüfen!' }, 'x')[0]?.id).toBe('zahlen-prufen')
  expect(renamed([], { ...slow, name: '遅い' }, 'x')[0]?.id).toBe('theme')
  const taken = [{ id: 'slow', name: 'Other', terms: ['other'] }]
  expect(renamed(taken, slow, 'x').at(-1)?.id).toBe('slow-2')
})

test('a theme that nobody speaks of just now is called as its team calls it', () => {
  expect(goneTheme('money', RULES)).toEqual({ name: 'Money', term: 'price' })
  expect(goneTheme('slow', RULES)).toEqual({ name: 'slow', term: 'slow' })
})

test('a term is one word or two, in small letters', () => {
  expect(['  Credit  CARD ', 'card', 'no such long term', ''].map(termIn)).toEqual(['credit card', 'card', null, null])
})

test('a rule can be taken back, and a theme is known by its rule', () => {
  expect(withoutRule(RULES, 'money')).toEqual([])
  expect([keyOf(money), keyOf(slow)]).toEqual(['money', 'slow'])
})

import { expect, test } from 'vitest'

import { composeQuery, dayNumber, dayOfNumber, marksIn, wanted, withoutOrder } from './search-words.ts'

const all = { project: 'shop', isTold: false, moment: null, days: null }

test('each language that reads the same is asked once, and one that reads nothing is not asked', () => {
  const readings = [
    { language: 'english', query: "'pay'" },
    { language: 'german', query: "'paying'" },
    { language: 'simple', query: "'paying'" },
    { language: 'danish', query: '' },
  ]
  expect(composeQuery(readings, all)).toBe(
    "((('pay') & ('shop english')) | (('paying') & ('shop german' | 'shop simple')))",
  )
})

test('a search is narrowed by step and days; many days are stretches of 32, told ones have names of their own', () => {
  const readings = [{ language: 'simple', query: "'x'" }]
  const words = "((('x') & ('shop simple')))"
  const within = (from: number, to: number, more = {}) =>
    composeQuery(readings, { ...all, days: { from, to }, ...more }).replace(`${words} & `, '')
  expect(composeQuery(readings, { ...all, moment: 'checkout/pay' })).toBe(`${words} & 'shop checkout/pay'`)
  expect(within(9_460, 9_461)).toBe("('shop d9461' | 'shop d9460')")
  expect(within(64, 96)).toBe("('shop m3' | 'shop m2')")
  expect(composeQuery(readings, { ...all, isTold: true, days: { from: 1, to: 1 } })).toBe(
    "((('x') & ('shop told'))) & ('shop t1')",
  )
})

test('only what is to be there is marked', () => {
  expect(wanted("'gift' <-> 'card' | 'pay' & !'late'")).toBe("'gift' | 'card' | 'pay'")
  expect(wanted("!( 'gift' <-> 'card' ) & 'it''s' & !!'x'")).toBe("'it''s'")
  expect(wanted("!'late'")).toBe('')
})

test('the order of words is left to be looked at afterwards, but not of words that are not to be there', () => {
  expect(withoutOrder("'gift' <-> 'card' & 'a<->b' <2> 'x'")).toBe("'gift' & 'card' & 'a<->b' & 'x'")
  expect(withoutOrder("'gift' & 'card'")).toBeNull()
  expect(withoutOrder("'gift' <-> 'card' & !'x'")).toBeNull()
})

test('marks are counted in units of the text; a text that came back changed has none', () => {
  expect(marksIn('😀 \u0002slow\u0002 and \u0002slow\u0002', '😀 slow.and slow')).toEqual([
    [3, 4],
    [12, 4],
  ])
  expect(marksIn('\u0002slow\u0002  card', 'slow card')).toEqual([])
  expect(marksIn('a \u0002b\u0002', 'a/b')).toEqual([[2, 1]])
})

test('days are counted from 2000 on', () => {
  expect([dayNumber('2000-01-01'), dayNumber('1999-12-31T23:59:59Z'), dayNumber('2026-11-27T10:00:00.5Z')]).toEqual([
    0, -1, 9_827,
  ])
  expect(dayOfNumber(9_827)).toBe('2026-11-27')
})

import { expect, test } from 'vitest'

import { mondayOf } from '../aggregate/week.ts'
import { isDay, isPartial, lastWeeks } from './days.ts'

test('the last weeks are whole, the running one included', () => {
  expect(lastWeeks('2027-01-01', 2)).toEqual([
    { week: '2026-W52', first: '2026-12-21', last: '2026-12-27' },
    { week: '2026-W53', first: '2026-12-28', last: '2027-01-03' },
  ])
  expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  expect(mondayOf('2026-11-22')).toBe('2026-11-16')
})

test('a day is final when answers that waited two days have come', () => {
  expect(isPartial('2026-11-20', '2026-11-22')).toBe(true)
  expect(isPartial('2026-11-20', '2026-11-23')).toBe(false)
})

test('a day is one of the calendar', () => {
  expect(isDay('2028-02-29')).toBe(true)
  for (const text of ['2026-02-29', '2026-13-01', '0000-01-01', '2026-1-1', "2026-01-01'", ''])
    expect(isDay(text)).toBe(false)
})

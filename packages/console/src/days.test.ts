import { expect, test } from 'vitest'

import { addDays, dayOf, daysFrom, todayIn } from './days.ts'

test('a day is that of the project, wherever it is looked at from', () => {
  const late = new Date('2026-11-22T23:30:00Z')
  expect([todayIn('UTC', late), todayIn('Europe/Berlin', late)]).toEqual(['2026-11-22', '2026-11-23'])
})

test('days are counted with both ends, also over a change of clocks', () => {
  expect(addDays('2026-03-29', 1)).toBe('2026-03-30')
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31')
  expect(daysFrom('2026-03-01', '2026-03-31')).toBe(31)
})

test('what is no day in an address is as good as none', () => {
  expect(['2026-11-23', '2026-13-99', 'yesterday', '', null].map(dayOf)).toEqual(['2026-11-23', null, null, null, null])
})

import { expect, test } from 'vitest'

import { burstHour } from './burst-hour.ts'

test.each([
  ['UTC', 23, 'Fri 27 Nov 2026, 23:00 to 00:00'],
  ['Europe/Berlin', 20, 'Fri 27 Nov 2026, 21:00 to 22:00'],
  ['Europe/Berlin', 23, 'Fri 27 Nov 2026, 00:00 to 01:00'],
  ['America/New_York', 2, 'Fri 27 Nov 2026, 21:00 to 22:00'],
  ['Asia/Kolkata', 9, 'Fri 27 Nov 2026, 14:30 to 15:30'],
])('in %s, the hour from %i o’clock UTC of a day is %s there', (zone, hour, said) => {
  expect(burstHour({ day: '2026-11-27', hour }, zone)).toBe(said)
})

test('on the day that clocks go back, an evening’s hour is one of the new time', () => {
  expect(burstHour({ day: '2026-11-01', hour: 3 }, 'America/New_York')).toBe('Sun 1 Nov 2026, 22:00 to 23:00')
})

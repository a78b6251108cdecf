import { expect, test } from 'vitest'

import { dayIn } from './day.ts'
import { firstWholeDay } from './whole-days.ts'

test.each([
  // The same midnight.
  ['2026-11-23', 'Europe/Berlin', 'Europe/Paris', '2026-11-23'],
  // Tokyo's day has begun eight hours before Berlin's: its morning is missing.
  ['2026-11-23', 'Europe/Berlin', 'Asia/Tokyo', '2026-11-24'],
  ['2026-11-23', 'Asia/Tokyo', 'Europe/Berlin', '2026-11-23'],
  ['2026-11-23', 'Pacific/Pago_Pago', 'Pacific/Kiritimati', '2026-11-25'],
  ['2026-11-23', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', '2026-11-22'],
])('what is whole from %s on in %s is whole in %s from %s on', (day, from, to, whole) => {
  expect(firstWholeDay(day, from, to)).toBe(whole)
})

test('of no instant of a whole day was the day before what is kept, also where clocks change', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Havana', 'UTC']
  const wrong: string[] = []
  for (const day of ['2026-03-08', '2026-03-29', '2026-03-30', '2026-10-25', '2026-11-01', '2026-11-02']) {
    for (const from of zones) {
      for (const to of zones) {
        const whole = firstWholeDay(day, from, to)
        for (let at = Date.parse(day) - 40 * 3_600_000; at < Date.parse(day) + 60 * 3_600_000; at += 900_000) {
          const [before, after] = [dayIn(from)(new Date(at)), dayIn(to)(new Date(at))]
          if (after >= whole && before < day) wrong.push(`${day} ${from} ${to} ${whole}`)
        }
      }
    }
  }
  expect(wrong).toEqual([])
})

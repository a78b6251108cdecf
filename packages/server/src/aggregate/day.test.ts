import { expect, it } from 'vitest'

import { dayIn } from './day.ts'

it('an instant belongs to the day that the people of the zone live in', () => {
  expect(dayIn('UTC')(new Date('2026-01-01T23:59:59.999Z'))).toBe('2026-01-01')
  expect(dayIn('Europe/Berlin')(new Date('2021-01-03T23:30:00Z'))).toBe('2021-01-04')
  expect(dayIn('America/Los_Angeles')(new Date('2026-01-01T07:30:00Z'))).toBe('2025-12-31')
  expect(dayIn('Pacific/Kiritimati')(new Date('2026-05-03T10:15:00Z'))).toBe('2026-05-04')
})

it('a day has 25 hours when summer ends and 23 when it begins', () => {
  const hours = (day: string, from: string) => {
    const of = dayIn('Europe/Berlin')
    const start = Date.parse(from)
    return Array.from({ length: 60 }, (_, i) => of(new Date(start + i * 3_600_000))).filter((d) => d === day).length
  }
  expect(hours('2026-10-25', '2026-10-24T00:00:00Z')).toBe(25)
  expect(hours('2026-03-29', '2026-03-28T00:00:00Z')).toBe(23)
})

it('a zone that is none is refused', () => {
  expect(() => dayIn('Europe/Atlantis')).toThrow(RangeError)
})

it.each([
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Africa/Monrovia',
])(
  'in %s days remembered are the days that the calendar says, at every minute around midnight and long ago',
  (timeZone) => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    const of = dayIn(timeZone)
    for (const from of ['1971-12-31T00:00Z', '2011-12-29T00:00Z', '2026-04-04T12:00Z', '2026-10-03T12:00Z']) {
      const instants = Array.from({ length: 1500 }, (_, i) => new Date(Date.parse(from) + i * 97_000))
      expect(instants.map(of)).toEqual(instants.map((at) => format.format(at)))
    }
  },
)

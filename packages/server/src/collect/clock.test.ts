import { expect, it } from 'vitest'

import { correctionOf, instantOf, timeliness } from './clock.ts'

const NOW = Date.parse('2026-11-23T10:00:00Z')
const DAY = 86_400_000

it('clocks that differ by less than a minute are left alone', () => {
  expect(correctionOf(NOW - 60_000, NOW)).toBe(0)
  expect(correctionOf(NOW + 59_000, NOW)).toBe(0)
})

it('a clock that is wrong is corrected by what it is wrong', () => {
  expect(correctionOf(NOW - 10 * 365 * DAY, NOW)).toBe(10 * 365 * DAY)
  expect(correctionOf(NOW + 3_600_000, NOW)).toBe(-3_600_000)
})

it('two weeks is late, more is too late, and the future may be five minutes away', () => {
  expect(timeliness(NOW - 14 * DAY, NOW)).toBe('ok')
  expect(timeliness(NOW - 14 * DAY - 1, NOW)).toBe('too_old')
  expect(timeliness(NOW + 300_000, NOW)).toBe('ok')
  expect(timeliness(NOW + 300_001, NOW)).toBe('in_the_future')
})

it('an instant has a zone, and exists', () => {
  expect(instantOf('2026-11-23T10:00:00.000Z')).toBe(NOW)
  expect(instantOf('2026-11-23T11:00:00+01:00')).toBe(NOW)
  for (const text of [
    '',
    'now',
    '1795428000000',
    '2026-11-23',
    '2026-11-23T10:00:00',
    '2026-13-01T00:00:00Z',
    '+099999-01-01T00:00:00Z',
  ])
    expect([text, instantOf(text)]).toEqual([text, null])
})

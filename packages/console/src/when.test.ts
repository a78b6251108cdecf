import { expect, test } from 'vitest'

import { absoluteTime, dayRange, relativeTime, timeLeft } from './when.ts'

const NOW = new Date('2026-11-23T20:14:00Z')
const ago = (seconds: number): string => relativeTime(new Date(NOW.getTime() - seconds * 1000), NOW)

test('ages are said as people say them', () => {
  expect([10, 300, 7200, 86_400, 3 * 86_400, 21 * 86_400, 100 * 86_400, 800 * 86_400].map(ago)).toEqual([
    'just now',
    '5 minutes ago',
    '2 hours ago',
    'yesterday',
    '3 days ago',
    '3 weeks ago',
    '3 months ago',
    '2 years ago',
  ])
})

test('an answer from a clock that is ahead is new, rather than in the future', () => {
  expect(ago(-120)).toBe('just now')
})

test('a time is told in the zone of the project', () => {
  expect(absoluteTime(new Date('2026-11-23T20:14:00Z'), NOW, 'Europe/Berlin')).toBe('Mon 23 Nov, 21:14')
  expect(absoluteTime(new Date('2025-06-01T23:30:00Z'), NOW, 'Europe/Berlin')).toBe('Mon 2 Jun 2025, 01:30')
})

test('days of one year say it once', () => {
  expect(dayRange('2026-09-01', '2026-11-23')).toBe('1 September to 23 November 2026')
  expect(dayRange('2025-12-01', '2026-01-02')).toBe('1 December 2025 to 2 January 2026')
  expect(dayRange('2026-01-02', '2026-01-02')).toBe('2 January 2026')
})

test('a time to come is said as how long it is until then', () => {
  const now = new Date('2026-11-26T12:00:00Z')
  expect(timeLeft(new Date('2026-12-03T12:00:00Z'), now)).toBe('in 7 days')
  expect(timeLeft(new Date('2026-11-26T14:00:00Z'), now)).toBe('in 2 hours')
  expect(timeLeft(new Date('2026-11-26T11:00:00Z'), now)).toBe('any moment now')
})

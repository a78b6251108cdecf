import { expect, it } from 'vitest'

import { verdictOf } from './verdict.ts'

const NOW = Date.UTC(2026, 10, 23, 10)

it.each([
  [200, 'done'],
  [202, 'done'],
  [204, 'done'],
  [302, 'drop'],
  [400, 'drop'],
  [404, 'drop'],
  [410, 'drop'],
  [415, 'drop'],
  [422, 'drop'],
  [401, 'stop'],
  [403, 'stop'],
  [413, 'split'],
])('%i means %s, whatever Retry-After says', (status, verdict) => {
  for (const header of [null, '5', 'Mon, 23 Nov 2026 10:00:07 GMT'])
    expect(verdictOf(status, header, 0, NOW, 0)).toBe(verdict)
})

const PASSING = [undefined, 0, 408, 425, 429, 500, 502, 503, 504]
it.each(
  PASSING.flatMap((status): [number | undefined, string | null, number][] => [
    [status, null, 2_500],
    [status, '', 2_500],
    [status, '0', 2_500],
    [status, 'soon', 2_500],
    [status, '-3', 2_500],
    [status, '7', 7_000],
    [status, ' 7 ', 7_000],
    [status, 'Mon, 23 Nov 2026 10:00:07 GMT', 7_000],
    [status, 'Mon, 23 Nov 2026 09:00:00 GMT', 2_500],
    [status, '86400', 3_600_000],
  ]),
)('%s with Retry-After %j waits %i ms', (status, header, waitMs) => {
  expect(verdictOf(status, header, 0, NOW, 0)).toBe(waitMs)
})

it('without Retry-After, the wait doubles with each failure, up to an hour, and never overflows', () => {
  expect([0, 1, 2, 3, 10, 20, 5_000].map((tries) => verdictOf(503, null, tries, NOW, 0))).toEqual([
    2_500, 5_000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000,
  ])
})

it('chance only ever makes it later than the service asked for', () => {
  expect([0, 0.5, 0.999].map((chance) => verdictOf(429, '10', 0, NOW, chance))).toEqual([10_000, 15_000, 19_990])
})

import type { TrendSeries, TrendSignal } from '@attune/protocol'
import { expect, test } from 'vitest'

import { newestOf } from './drift.ts'

test('the change that began last is told, whichever series it is in', () => {
  const one = seriesWith('2026-10-12', '2026-11-02')
  const other = seriesWith('2026-09-01')
  expect(newestOf({ series: [one, other] })?.since).toBe('2026-11-02')
  expect(newestOf({ series: [other, one] })?.since).toBe('2026-11-02')
})

test('a step without a change has none', () => {
  expect(newestOf({ series: [] })).toBeNull()
  expect(newestOf({ series: [seriesWith()] })).toBeNull()
})

function seriesWith(...since: string[]): TrendSeries {
  return { signals: since.map((day) => ({ since: day }) as TrendSignal) } as TrendSeries
}

import { existsSync, readFileSync } from 'node:fs'

import { expect, it } from 'vitest'

import { dayIn } from './day.ts'
import { isoWeekOf } from './week.ts'

it('a week belongs to the year of its Thursday', () => {
  expect(isoWeekOf('2026-11-23')).toBe('2026-W48')
  expect(isoWeekOf('2027-01-01')).toBe('2026-W53')
  expect(isoWeekOf('2024-12-30')).toBe('2025-W01')
  expect(isoWeekOf('2021-01-03')).toBe('2020-W53')
})

interface BucketVector {
  fn: string
  input: { iso: string; tz: string }
  expected: { local_date: string; iso_week: string }
}

const VECTORS = new URL('../../../../../shared/method/vectors.json', import.meta.url)

it.skipIf(!existsSync(VECTORS))(
  'days and weeks agree with the published cases (skipped where they are not at hand)',
  () => {
    const { vectors } = JSON.parse(readFileSync(VECTORS, 'utf8')) as { vectors: BucketVector[] }
    const buckets = vectors.filter((vector) => vector.fn === 'bucket')
    expect(buckets.length).toBeGreaterThan(5)
    for (const { input, expected } of buckets) {
      const day = dayIn(input.tz)(new Date(input.iso))
      expect([input.iso, input.tz, day, isoWeekOf(day)]).toEqual([
        input.iso,
        input.tz,
        expected.local_date,
        expected.iso_week,
      ])
    }
  },
)

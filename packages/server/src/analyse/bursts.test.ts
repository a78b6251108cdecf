import { describe, expect, it } from 'vitest'

import { burstsOf, type HourCount } from './bursts.ts'

const hour = (day: string, at: number, answers: number): HourCount => ({
  prompt: 'payment-feel',
  step: 'checkout/payment',
  day,
  hour: at,
  answers,
})

/** Ten working hours a day, as many days as asked for, with about twenty answers each. */
const usualDays = (days: number) =>
  Array.from({ length: days * 10 }, (_, i) => hour(`2026-11-${10 + Math.floor(i / 10)}`, 8 + (i % 10), 15 + (i % 11)))

describe('an hour is marked', () => {
  it('where ten thousand answers come in it, and no other', () => {
    const hours = [...usualDays(5), hour('2026-11-14', 20, 10_000)]
    expect(burstsOf(hours, '2026-11-10')).toEqual([{ ...hour('2026-11-14', 20, 10_000), usual: 20 }])
  })

  it('also where others like it stand beside it', () => {
    const wild = [19, 20, 21].map((at) => hour('2026-11-14', at, 5_000))
    expect(burstsOf([...usualDays(5), ...wild], '2026-11-10')).toHaveLength(3)
  })

  it.each([
    ['ten times the usual and not more', [...usualDays(5), hour('2026-11-14', 20, 200)]],
    [
      'fewer than thirty',
      [...Array.from({ length: 10 }, (_, i) => hour('2026-11-13', i, 1)), hour('2026-11-14', 20, 29)],
    ],
    ['nothing to compare with', [...usualDays(1).slice(0, 5), hour('2026-11-10', 20, 10_000)]],
    ['before the days that are asked for', [...usualDays(5), hour('2026-11-09', 20, 10_000)]],
    ['long ago what is compared with', [...usualDays(5), hour('2026-12-20', 20, 10_000)]],
  ])('not: %s', (_, hours) => expect(burstsOf(hours, '2026-11-10')).toEqual([]))

  it('by its own prompt alone', () => {
    const quiet = usualDays(5).map(({ day, hour: at, answers }) =>
      Object.assign(hour(day, at, answers * 100), { prompt: 'other' }),
    )
    expect(burstsOf([...usualDays(5), ...quiet], '2026-11-10')).toEqual([])
  })
})

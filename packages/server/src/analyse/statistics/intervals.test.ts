import { SCALES } from '@attune/protocol'
import { expect, test } from 'vitest'

import { tQuantile } from './distributions/student.ts'
import { meanCi } from './mean-ci.ts'
import { metrics } from './metrics.ts'
import { wilson } from './wilson.ts'

test('no answers give no share, rather than 0 % satisfied', () => {
  expect(metrics([0, 0, 0, 0, 0], SCALES.faces)).toBeNull()
  expect(wilson(0, 0)).toBeNull()
})

test('the interval of a share is the published one', () => {
  // Newcombe, Stat. Med. 17 (1998) 857–872, table I, method 3: 81 of 263.
  expect(wilson(81, 263)?.low).toBeCloseTo(0.2553, 4)
  expect(wilson(81, 263)?.high).toBeCloseTo(0.3662, 4)
})

test('nobody and everybody stand exactly at the ends', () => {
  expect(wilson(0, 10)?.low).toBe(0)
  expect(wilson(10, 10)?.high).toBe(1)
})

test("Student's quantiles are those of the printed tables", () => {
  const printed = { 1: 12.7062, 2: 4.3027, 3: 3.1824, 10: 2.2281, 30: 2.0423, 100: 1.984, 1000: 1.9623 }
  for (const [df, t] of Object.entries(printed)) expect(tQuantile(Number(df))).toBeCloseTo(t, 4)
})

test('the sums and the expansion meet without a step', () => {
  expect(tQuantile(100) - tQuantile(101)).toBeCloseTo(tQuantile(101) - tQuantile(102), 5)
})

test('a scale decides itself what is good and bad', () => {
  const nps = metrics([0, 0, 0, 0, 0, 0, 2, 0, 0, 1, 5], SCALES.nps)
  expect(nps).toMatchObject({ n: 8, positive: 0.75, negative: 0.25, net: 0.5, mean: 8.875 })
})

test('one answer has no interval of the mean; two equal ones have a wide one', () => {
  expect(meanCi([0, 0, 0, 1, 0], SCALES.faces)).toBeNull()
  const equal = meanCi([0, 0, 0, 2, 0], SCALES.faces)
  expect(equal?.low).toBeLessThan(3)
  expect(equal?.high).toBe(5)
})

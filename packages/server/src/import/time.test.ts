import { expect, test } from 'vitest'

import { createTimeReader, readDate } from './time.ts'

test('a time on the wall is read in its zone, in summer and in winter', () => {
  const read = createTimeReader('MM/DD/YYYY hh:mm:ss A', 'America/Los_Angeles')
  expect(read('05/11/2016 12:00:00 AM')).toBe('2016-05-11T07:00:00.000Z')
  expect(read('01/11/2016 01:30:00 PM')).toBe('2016-01-11T21:30:00.000Z')
})

test('the first format that fits is taken', () => {
  const read = createTimeReader(['YYYY-MM-DD H:mm:ss', 'DD/MM/YY H:mm'], 'UTC')
  expect(read('2017-06-21 0:00:00')).toBe('2017-06-21T00:00:00.000Z')
  expect(read('02/05/17 0:00')).toBe('2017-05-02T00:00:00.000Z')
})

test('a date alone is noon, a month alone its middle, a year alone its middle', () => {
  expect(readDate('2017-05-13', 'UTC')).toBe('2017-05-13T12:00:00.000Z')
  expect(readDate('2017-05', 'UTC')).toBe('2017-05-15T12:00:00.000Z')
  expect(readDate('2017', 'UTC')).toBe('2017-07-01T12:00:00.000Z')
})

test('a prefix completes what the file leaves out', () => {
  expect(createTimeReader('YYYY-MM-D', 'UTC', '2017-05-')('7')).toBe('2017-05-07T12:00:00.000Z')
})

test('ISO times keep their offset, or stand in the zone', () => {
  const read = createTimeReader('ISO', 'Europe/Berlin')
  expect(read('2026-03-01T10:00:00+02:00')).toBe('2026-03-01T08:00:00.000Z')
  expect(read('2026-03-01T10:00:00')).toBe('2026-03-01T09:00:00.000Z')
  expect(read('2026-03-01')).toBe('2026-03-01T11:00:00.000Z')
})

test('what is no time is none: a day that does not exist, another format, nothing', () => {
  const read = createTimeReader('DD.MM.YYYY', 'UTC')
  expect(['31.02.2026', '2026-02-01', '', '1.2.2026'].map(read)).toEqual([null, null, null, null])
})

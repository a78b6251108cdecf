import { expect, test } from 'vitest'

import { duration } from './duration.ts'

test('a time is told in two digits, of the unit that people would say it in', () => {
  expect([0.3, 1.2, 42.4, 89, 90, 600, 5_399, 5_400, 40_000].map(duration)).toEqual([
    'under 1\u202fs',
    '1\u202fs',
    '42\u202fs',
    '89\u202fs',
    '1.5\u202fmin',
    '10\u202fmin',
    '90\u202fmin',
    '1.5\u202fh',
    '11\u202fh',
  ])
})

import { expect, test } from 'vitest'

import { chanceOf } from './precision.ts'

test('two shares differ by chance by more than each is uncertain', () => {
  expect([chanceOf(50), chanceOf(93), chanceOf(381)]).toEqual([18, 14, 7])
})

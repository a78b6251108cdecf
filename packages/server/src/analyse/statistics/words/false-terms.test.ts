import { expect, test } from 'vitest'

import { leastChance } from './false-terms.ts'

test('terms that could never be so unlikely cost the others nothing', () => {
  const often = [40, 40, 30, 30, 20]
  expect(leastChance(often, 200, 100, 0.5)).toBe(0.1)
  expect(leastChance([...often, ...Array.from({ length: 5_000 }, () => 1)], 200, 100, 0.5)).toBe(0.1)
  // Six of six on one side have a chance of 1 in 70, and are compared in earnest.
  expect(leastChance([...often, 6, 6, 6, 6, 6], 200, 100, 0.5)).toBe(0.05)
  expect(leastChance([], 200, 100, 0.5)).toBe(0.5)
})

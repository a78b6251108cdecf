import { expect, it } from 'vitest'

import { findNuisance } from './nuisance.ts'

function periods(...pairs: [shown: number, dismissed: number][]) {
  return pairs.map(([shown, dismissed]) => ({ shown, dismissed }))
}

it('more than a quarter of at least twenty is a nuisance', () => {
  expect(findNuisance(periods([20, 6], [20, 5], [19, 19], [0, 0]))).toEqual([true, false, false, false])
})

it('a rise against what was usual is one long before it is a quarter, and as long as it lasts', () => {
  const usual = Array.from({ length: 4 }, (): [number, number] => [200, 10])
  // 5 % of 200 became 12 %: 2.9 standard errors, which less the slack add up to 2.4, 4.8, 7.2.
  const risen = findNuisance(periods(...usual, [200, 24], [200, 24], [200, 24]))
  expect(risen).toEqual([false, false, false, false, false, false, true])
})

it('the ups and downs of an even prompt are none, nor is a fall', () => {
  expect(findNuisance(periods([100, 10], [100, 13], [100, 8], [100, 12], [100, 9], [100, 14]))).not.toContain(true)
  expect(findNuisance(periods([200, 40], [200, 10], [200, 8], [200, 2], [200, 0]))).not.toContain(true)
})

it('a few people say nothing, however they behave, and are no part of what is usual', () => {
  expect(findNuisance(periods([10, 10], [19, 0], [200, 20], [15, 15], [15, 15], [15, 15]))).not.toContain(true)
})

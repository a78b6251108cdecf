import { expect, test } from 'vitest'

import { readLabelled } from './labelled-comments.ts'
import { LABELS } from './theme-labels.ts'
import { countFalseTerms, isWorthIt, judgeThemes } from './theme-precision.ts'

// The whole of it is `pnpm bench themes`.
for (const { set, stems } of LABELS) {
  const labelled = await readLabelled(set)
  test.skipIf(!labelled)(
    `themes of ${set} say what its labels mean (skipped where ../shared/data/${set} is absent)`,
    () => {
      const judged = judgeThemes(labelled ?? [], stems)
      expect(judged.length).toBeGreaterThanOrEqual(8)
      expect(isWorthIt(judged)).toBe(true)
    },
  )
}

const restaurants = await readLabelled('mams')
test.skipIf(!restaurants)(
  'labels that mean nothing bring at most half a term per list (skipped where ../shared/data/mams is absent)',
  () => {
    const { lists, mean } = countFalseTerms(restaurants ?? [], SEEDS)
    expect(lists).toBeGreaterThanOrEqual(8 * SEEDS.length)
    expect(mean).toBeLessThanOrEqual(0.5)
  },
)

test('lists are judged by the beginnings of their words, or by whole words, and chance by what other labels mean', () => {
  const comments = [
    ...Array.from({ length: 60 }, () => ({ text: 'fried fish', labels: ['food'] })),
    ...Array.from({ length: 60 }, () => ({ text: 'friendly waiter', labels: ['staff'] })),
  ]
  const judge = (stems: Record<string, string[]>) =>
    judgeThemes(comments, stems).map(({ label, terms, right, elsewhere }) => [label, terms, right, elsewhere])
  expect(judge({ food: ['fri_', 'fish'], staff: ['waite'] })).toEqual([
    ['food', ['fried fish'], 1, 0],
    ['staff', ['friendly waiter'], 1, 0],
  ])
  expect(judge({ food: ['fri_'], staff: ['fri'] })).toEqual([
    ['food', ['fried fish'], 0, 1],
    ['staff', ['friendly waiter'], 1, 0],
  ])
  expect(judge({})).toEqual([
    ['food', ['fried fish'], null, 0],
    ['staff', ['friendly waiter'], null, 0],
  ])
})

test('lists that are mostly wrong, or right by chance, are not worth it', () => {
  const list = { label: 'food', comments: 60, terms: ['a', 'b', 'c', 'd'] }
  expect(isWorthIt([{ ...list, right: 3, elsewhere: 0.5 }])).toBe(true)
  expect(isWorthIt([{ ...list, right: 2, elsewhere: 0.5 }])).toBe(false)
  expect(isWorthIt([{ ...list, right: 3, elsewhere: 3 }])).toBe(false)
  expect(isWorthIt([{ ...list, right: null, elsewhere: 0 }])).toBe(false)
})

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1)

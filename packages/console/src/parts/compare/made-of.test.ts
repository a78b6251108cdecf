import type { CompareAnswer, CompareSide, FeelFigures } from '@attune/protocol'
import { expect, test } from 'vitest'

import { madeOf } from './made-of.ts'

test('each side says its days and how many answered', () => {
  expect(madeOf({ by: 'time', a: side('before', 412), b: side('after', 1) })).toBe(
    'Before: 2 November to 15 November 2026, 412 answers · After: 2 November to 15 November 2026, 1 answer',
  )
})

test('a side that is too small for a figure says no number', () => {
  const few = side('mobile', 3, 'hidden')
  expect(madeOf({ by: 'device', a: few, b: { ...few, name: 'desktop', figures: null } })).toBe(
    'Mobile: 2 November to 15 November 2026, fewer than 5 answers · Desktop: 2 November to 15 November 2026, asked in several ways',
  )
})

test('a chart of other steps counts their answers', () => {
  const sides = { by: 'time', a: side('before', 412), b: side('after', 398) } satisfies Partial<CompareAnswer>
  expect(madeOf(sides, { a: 1_200, b: 7 })).toContain(
    '1,200 answers · After: 2 November to 15 November 2026, 7 answers',
  )
})

function side(name: string, n: number, tier: FeelFigures['tier'] = 'shown'): CompareSide {
  return { name, from: '2026-11-02', to: '2026-11-15', figures: { n, tier } } as CompareSide
}

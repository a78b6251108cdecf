import type { CompareSide } from '@attune/protocol'
import { expect, test } from 'vitest'

import { voicesOf } from './voices-of.ts'

const side = {
  name: 'mobile',
  from: '2026-11-01',
  to: '2026-11-14',
  questions: [{ prompt: 'p', version: 1, variant: '', question: null, alike: 1 }],
} as unknown as CompareSide
const DAYS = '?step=pay&words=all&from=2026-11-01&to=2026-11-14'

test('the answers of a side are those of its days, of its prompt where it is narrowed to it, and of what tells it apart', () => {
  const asked = new URLSearchParams('prompt=p&where=locale:de')
  expect(voicesOf({ step: 'pay', by: 'time' }, side, asked)).toBe(`${DAYS}&prompt=p&locale=de`)
  expect(voicesOf({ step: 'pay', by: 'device' }, side, new URLSearchParams())).toBe(`${DAYS}&device=mobile`)
})

test('no answer of a side is left out where it is narrowed to several of one thing', () => {
  const asked = new URLSearchParams('where=version:1&where=version:2&where=locale:de')
  expect(voicesOf({ step: 'pay', by: 'time' }, side, asked)).toBe(`${DAYS}&locale=de`)
})

import type { Voice } from '@attune/protocol'
import { expect, test } from 'vitest'

import { isTorn } from './voices.ts'

test('what was opened goes on below a page that still has its head', () => {
  expect(isTorn({ voices: voices('yzab'), next: '1' }, voices('abcdefgh'))).toBe(false)
})

test('where more came in than a page holds, the list begins anew rather than leaving some out', () => {
  expect(isTorn({ voices: voices('wxyz'), next: '1' }, voices('abcdefgh'))).toBe(true)
})

test('a page that is all there is leaves nothing out', () => {
  expect(isTorn({ voices: voices('yz'), next: null }, voices('ab'))).toBe(false)
  expect(isTorn(null, voices('ab'))).toBe(false)
})

const voices = (ids: string): Voice[] => ids.split('').map((id) => ({ id }) as Voice)

import type { Voice } from '@attune/protocol'
import { expect, test } from 'vitest'

import { countNew } from './new-voices.ts'

test.each([
  ['nothing came in', 'abc', 'abc', 0],
  ['two came in, and two of the list are on another page now', 'yzab', 'abcd', 2],
  ['one was removed, and one from another page moved up', 'acd', 'abc', 0],
  ['the newest was removed', 'bc', 'abc', 0],
  ['more came in than a page holds', 'wxyz', 'abcd', 4],
  ['the first of all', 'a', '', 1],
  ['one came late, and was given before others', 'abxc', 'abcd', 1],
  ['a list that goes on for pages', 'zab', 'abcdefgh', 1],
])('%s', (_, newest, list, n) => {
  expect(countNew(voices(newest), voices(list), list === '')).toBe(n)
})

test('the oldest of all may come last', () => {
  expect(countNew(voices('abz'), voices('ab'), true)).toBe(1)
})

const voices = (ids: string): Voice[] => ids.split('').map((id) => ({ id }) as Voice)

import { expect, test } from 'vitest'

import { roomLeft } from './Field.tsx'

test('the room left is shown only near the limit', () => {
  expect(roomLeft('x'.repeat(1_899), 2_000)).toBe('')
  expect(roomLeft('x'.repeat(1_900), 2_000)).toBe('1900 / 2000')
  expect(roomLeft('x'.repeat(2_000), 2_000)).toBe('2000 / 2000')
})

test('a shorter field is nearly full sooner', () => {
  expect(roomLeft('x'.repeat(399), 500)).toBe('')
  expect(roomLeft('x'.repeat(400), 500)).toBe('400 / 500')
})

import { expect, test } from 'vitest'

import { roomLeft } from './Card.tsx'

test('the room left is shown only near the limit', () => {
  expect(roomLeft('x'.repeat(1_899))).toBe('')
  expect(roomLeft('x'.repeat(1_900))).toBe('1900 / 2000')
  expect(roomLeft('x'.repeat(2_000))).toBe('2000 / 2000')
})

import { expect, test } from 'vitest'

import { isLooser } from './privacy-words.ts'

test('a promise to people is told from a looser one', () => {
  expect(isLooser('open', 'confidential')).toBe(true)
  expect(isLooser('anonymous', 'confidential')).toBe(false)
  expect(isLooser('open', 'open')).toBe(false)
})

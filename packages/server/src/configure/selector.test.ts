import { expect, test } from 'vitest'

import { faultOfSelector } from './selector.ts'

test.each([
  '#pay',
  '.card > button[data-x="{a} <b>;"]',
  'form:has(input:invalid), main ~ p::before',
  '[data-attune-step]',
  "a[href^='/checkout']:not(.done)",
  'div > *',
])('%s is a selector', (selector) => {
  expect(faultOfSelector(selector)).toBeNull()
})

test.each([
  ['.pay { color: red }', 'has {, which no selector has'],
  ['<button>', 'has <, which no selector has'],
  ['a; b', 'has ;, which no selector has'],
  ['a[href="x]', 'has ", which no selector has'],
  ['a\nb', 'has a line break, which no selector has'],
  [' ', 'is only a part of a selector'],
  ['.pay >', 'is only a part of a selector'],
  ['.pay,, .go', 'is only a part of a selector'],
  ['a[href', 'has a bracket that is not closed, or not opened'],
  ['a:not(.b[c)]', 'has a bracket that is not closed, or not opened'],
])('%j is none', (selector, fault) => {
  expect(faultOfSelector(selector)).toBe(fault)
})

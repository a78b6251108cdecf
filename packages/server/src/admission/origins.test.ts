import { expect, test } from 'vitest'

import { isAllowedOrigin } from './origins.ts'

test.each([
  ['https://shop.example', true],
  ['HTTPS://Shop.Example', true],
  ['https://www.shop.example', false],
  ['http://shop.example', false],
  ['https://shop.example:8443', false],
  ['https://shop.example.evil.test', false],
  ['https://a.cdn.example', true],
  ['https://a.b.cdn.example', true],
  ['https://a.cdn.example.evil.test', false],
  ['https://cdn.example', false],
  ['https://evilcdn.example', false],
  ['https://evil.test/.cdn.example', false],
  ['null', false],
  [undefined, true],
])('a project of two origins lets %s in: %s', (origin, isAllowed) => {
  expect(isAllowedOrigin(origin, ['https://shop.example', 'https://*.cdn.example'])).toBe(isAllowed)
})

test('a project that names none lets every origin in, and null only where it is named', () => {
  expect(isAllowedOrigin('https://anywhere.example', [])).toBe(true)
  expect(isAllowedOrigin('null', [])).toBe(true)
  expect(isAllowedOrigin('null', ['null'])).toBe(true)
})

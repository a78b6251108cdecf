import { expect, test } from 'vitest'

import { siteLink } from './trace.ts'

test.each([
  ['https://shop.example', 'https://shop.example/?attune_debug=CODE'],
  ['shop.example/cart?a=1#list', 'https://shop.example/cart?a=1&attune_debug=CODE#list'],
  [' http://localhost:3000/ ', 'http://localhost:3000/?attune_debug=CODE'],
  ['https://shop.example/?attune_debug=old', 'https://shop.example/?attune_debug=CODE'],
])('%s is opened as %s', (typed, link) => expect(siteLink(typed, 'CODE')).toBe(link))

test.each(['', 'two words', 'https://', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc'])(
  '%j is no address of a page, and is not opened',
  (typed) => expect(siteLink(typed, 'CODE')).toBeNull(),
)

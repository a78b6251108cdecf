import { describe, expect, test } from 'vitest'

import { maskPath } from './mask-path.ts'

describe('what names a person or opens a door is taken out of a path', () => {
  test.each([
    ['/users/jane@example.org/edit', '/users/[masked]/edit'],
    ['/users/jane%40example.org/edit', '/users/[masked]/edit'],
    ['/u/jane.doe+shop@mail.example', '/u/[masked]'],
    ['/@handle', '/[masked]'],
    ['/orders/550e8400-e29b-41d4-a716-446655440000/pay', '/orders/[masked]/pay'],
    ['/reset/9f86d081884c7d659a2feaa0c55ad015', '/reset/[masked]'],
    ['/t/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0', '/t/[masked].[masked]'],
    ['/pay/sk_live_4eC39HqLyjWDarjtT1zdp7dc', '/pay/[masked]'],
    ['/card/4111111111111111', '/card/[masked]'],
    ['/card/4111%201111%201111%201111/ok', '/card/[masked]/ok'],
    ['/card/5500-0000-0000-0004', '/card/[masked]'],
    ['/call/+49301234567', '/call/[masked]'],
    ['/call/0171-2345678', '/call/[masked]'],
    ['/iban/DE89370400440532013000', '/iban/[masked]'],
    ['/iban/DE89%203704%200044%200532%200130%2000', '/iban/DE[masked]'],
  ])('%s', (path, masked) => expect(maskPath(path)).toBe(masked))
})

describe('what says where somebody is stays', () => {
  test.each([
    '/',
    '/checkout/payment',
    '/blog/2026/11/24/10-reasons-to-love-our-shop',
    '/products/winter-boots-42/size-9',
    '/Donaudampfschifffahrtsgesellschaft',
    '/%E9%85%8D%E9%80%81',
    '/order/123456789',
    'card_declined',
  ])('%s', (path) => expect(maskPath(path)).toBe(path))
})

test('a long path is masked in time that grows no faster than it', () => {
  for (const word of ['a@', '4111 ', 'de89 ', '-', '.', '(0', 'eyJhbG.', '+', '/1', '0-'])
    expect(maskPath(word.repeat(10_000 / word.length)).length).toBeLessThanOrEqual(10_500)
})

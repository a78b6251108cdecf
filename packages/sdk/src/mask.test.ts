import { describe, expect, test } from 'vitest'

import { mask } from './mask.ts'

describe('what names a person or opens a door is taken out', () => {
  test.each([
    ['Write me: jane.doe+shop@mail.example.co.uk!', 'Write me: [email]!'],
    ['jürgen@müller.example', '[email]'],
    ['почта иван@пример.рф', 'почта [email]'],
    ['(a@b.org)', '([email])'],
    ['My card 4111 1111 1111 1111 was refused', 'My card [number] was refused'],
    ['5500-0000-0000-0004', '[number]'],
    ['378282246310005', '[number]'],
    ['IBAN DE89 3704 0044 0532 0130 00 please', 'IBAN [iban] please'],
    ['gb29nwbk60161331926819', '[token]'],
    ['NO93 8601 1117 947', 'NO93 [number]'],
    ['NL91-ABNA-0417-1643-00', '[iban]'],
    ['Call +49 (30) 1234-5678 today', 'Call [number] today'],
    ['(555) 123-4567', '[number]'],
    ['0171 2345678', '[number]'],
    ['03-1234-5678', '[number]'],
    ['٠٥٠١٢٣٤٥٦٧٨', '[number]'],
    ['+91 98765 43210', '[number]'],
    [
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
      '[token].[token].[token]',
    ],
    ['/orders/550e8400-e29b-41d4-a716-446655440000/pay', '/orders/[token]/pay'],
    ['/reset/9f86d081884c7d659a2feaa0c55ad015', '/reset/[token]'],
    ['/users/jane@example.org/edit', '/users/[email]/edit'],
    ['sk_live_4eC39HqLyjWDarjtT1zdp7dc', '[token]'],
  ])('%s', (text, masked) => expect(mask(text)).toBe(masked))
})

describe('what people write about a shop stays', () => {
  test.each([
    'It took 25 minutes and 3 tries on 2026-11-24 at 14:30.',
    'Paid 1.249,00 € instead of 999.99!',
    'Order 123456789 never came',
    '12/11/2025 to 31/12/2025',
    '/blog/10-reasons-to-love-our-shop-in-2026',
    '/products/winter-boots-42/size-9',
    'SW19 over here with me',
    'AB12 IS WHERE I LIVE',
    'a @ b, not an address; me@home',
    'Donaudampfschifffahrtsgesellschaftskapitän',
    '配送が遅い。3日もかかった',
    'http://shop.example/checkout',
    'version 1.2.3.4, iPhone15,2 and 1920x1080',
  ])('%s', (text) => expect(mask(text)).toBe(text))
})

test('a long text is masked in time that grows no faster than it', () => {
  const words = ['a@', '4111 ', 'de89 ', '-', '.', '(0', 'eyJhbG.', '+']
  for (const word of words) expect(mask(word.repeat(2000 / word.length)).length).toBeLessThanOrEqual(2500)
})

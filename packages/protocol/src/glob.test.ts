import { expect, test } from 'vitest'

import { matchesGlob } from './glob.ts'

test.each([
  ['/checkout/payment', '/checkout/payment', true],
  ['/checkout/payment', '/checkout/payment/', true],
  ['/checkout/payment', '/checkout/payments', false],
  ['/checkout/*', '/checkout/payment', true],
  ['/checkout/*', '/checkout/payment/card', false],
  ['/checkout/**', '/checkout/payment/card', true],
  ['/checkout/*/card', '/checkout/payment/card', true],
  ['**/payment', '/de/shop/payment', true],
  ['/pay*', '/payment.html', true],
  ['*', '/', true],
  ['**', '', true],
  ['', '', true],
  ['', '/', true],
  ['/a*b*c', '/aXbYbZc', true],
  ['/a*b*c', '/aXbYbZ', false],
  ['//shop.example.com/checkout/**', '//shop.example.com/checkout/1/2', true],
  ['/a.c', '/abc', false],
  ['/[ab]', '/a', false],
])('%s against %s: %s', (glob, text, expected) => {
  expect(matchesGlob(glob, text)).toBe(expected)
})

test('a hostile glob costs a visitor nothing: time grows with length times length, not beyond', () => {
  const steps = { small: 0, large: 0 }
  for (const [size, length] of [
    ['small', 1_000],
    ['large', 4_000],
  ] as const) {
    // Counts character reads of the text instead of timing: a Proxy cannot wrap a string, so a String object reports them.
    const text = 'a'.repeat(length)
    const counted = new Proxy(new String(text), {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) steps[size]++
        return Reflect.get(target, key) as unknown
      },
    }) as unknown as string
    expect(matchesGlob('*a'.repeat(50) + 'b', counted)).toBe(false)
  }
  expect(steps.large).toBeLessThanOrEqual(steps.small * 4.1)
})

import { expect, test } from 'vitest'

import { idFrom } from './id-from.ts'

test.each([
  ['Payment', 'payment'],
  ['  Zahlung & Versand ', 'zahlung-versand'],
  ['Größe wählen', 'grosse-wahlen'],
  ['お支払い', 'step'],
  ['x'.repeat(100), 'x'.repeat(58)],
])('“%s” is called %s', (name, id) => {
  expect(idFrom(name, [], 'step')).toBe(id)
})

test('an id that is taken gets a number behind it, and so does the next', () => {
  expect(idFrom('Payment', ['payment'], 'step')).toBe('payment-2')
  expect(idFrom('Payment', ['payment', 'payment-2'], 'step')).toBe('payment-3')
})

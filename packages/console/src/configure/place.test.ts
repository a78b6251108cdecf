import { expect, test } from 'vitest'

import { idOf, placeOf } from './place.ts'

test.each([
  [null, { view: 'list' }],
  ['new:', { view: 'new', about: '' }],
  ['new:checkout/payment', { view: 'new', about: 'checkout/payment' }],
  ['new', { view: 'edit', id: 'new' }],
  ['payment-feel', { view: 'edit', id: 'payment-feel' }],
  ['payment-feel:versions', { view: 'versions', id: 'payment-feel' }],
  ['walk:', { view: 'walk' }],
  ['checkout:at:payment:/pay:now', { view: 'path', id: 'checkout', step: 'payment', path: '/pay:now' }],
  ['checkout:at::/new', { view: 'path', id: 'checkout', step: '', path: '/new' }],
] as const)('%s is read, and written back', (id, place) => {
  expect(placeOf(id)).toEqual(place)
  expect(idOf(place)).toBe(id)
})

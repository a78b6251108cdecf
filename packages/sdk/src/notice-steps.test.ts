import { expect, it } from 'vitest'

import { stepsAt } from './notice-steps.ts'

const step = (id: string, ...urls: string[]) => ({ id, name: id, match: { urls } })
const JOURNEYS = [
  { id: 'checkout', name: 'C', steps: [step('cart', '/cart'), step('pay', '/pay/*'), step('any', '/pay/**')] },
  { id: 'docs', name: 'D', steps: [{ id: 'none', name: 'N' }, step('read', '//docs.example.com/**', '/cart')] },
]

it.each([
  ['shop.example.com', '/cart', ['checkout/cart', 'docs/read']],
  ['shop.example.com', '/pay/card', ['checkout/pay']],
  ['shop.example.com', '/pay/card/3ds', ['checkout/any']],
  ['docs.example.com', '/guide/start', ['docs/read']],
  ['evil.example.com', '/docs.example.com/x', []],
])('at %s%s the steps are %j: the first that matches in each journey', (host, path, steps) => {
  expect(stepsAt(JOURNEYS, host, path)).toEqual(steps)
})

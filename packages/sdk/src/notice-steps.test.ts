import { expect, it } from 'vitest'

import { pathsOf, stepsAt } from './notice-steps.ts'

const step = (id: string, ...urls: string[]) => ({ id, name: id, match: { urls } })
const JOURNEYS = [
  { id: 'checkout', name: 'C', steps: [step('cart', '/cart'), step('pay', '/pay/*'), step('any', '/pay/**')] },
  { id: 'docs', name: 'D', steps: [{ id: 'none', name: 'N' }, step('read', '//docs.example.com/**', '/cart')] },
  { id: 'app', name: 'A', steps: [step('home', '/'), step('inbox', '/inbox'), step('old', '/old.html#!/*')] },
]

it.each([
  ['shop.example.com', '/cart', ['checkout/cart', 'docs/read']],
  ['shop.example.com', '/pay/card', ['checkout/pay']],
  ['shop.example.com', '/pay/card/3ds', ['checkout/any']],
  ['docs.example.com', '/guide/start', ['docs/read']],
  ['evil.example.com', '/docs.example.com/x', []],
  ['app.example.com', '/', ['app/home']],
  ['app.example.com', '/#/inbox', ['app/inbox']],
  ['app.example.com', '/#/inbox?folder=private', ['app/inbox']],
  ['app.example.com', '/?next=/inbox', ['app/home']],
  ['app.example.com', '/#inbox', ['app/home']],
  ['app.example.com', '/old.html#!/letters', ['app/old']],
  ['app.example.com', '/cart#/pay/card', ['checkout/pay', 'docs/read']],
])('at %s%s the steps are %j: the first that matches in each journey', (host, path, steps) => {
  expect(stepsAt(JOURNEYS, host, pathsOf(new URL(path, `https://${host}`)))).toEqual(steps)
})

import { expect, it } from 'vitest'

import { pagesOfStep } from './recent-pages.ts'

const step = (name: string, ...urls: string[]) => ({ key: name, id: name, name, match: { urls } })
const pages = ['/cart', '/pay/card', '/pay/paypal', '/about'].map((path, i) => ({ path, n: 9 - i }))

it('a step has the pages that it is the first to match, and says which others it would', () => {
  const steps = [step('Cart', '/cart'), step('Card', '/pay/card'), step('Pay', '/pay/*'), step('Nowhere')]
  expect(pagesOfStep(steps, 0, pages)).toEqual({ here: ['/cart'], taken: [], free: ['/about'] })
  expect(pagesOfStep(steps, 2, pages)).toEqual({
    here: ['/pay/paypal'],
    taken: [{ path: '/pay/card', by: 'Card' }],
    free: ['/about'],
  })
  expect(pagesOfStep(steps, 3, pages)).toEqual({ here: [], taken: [], free: ['/about'] })
  expect(pagesOfStep(steps, 0, [])).toEqual({ here: [], taken: [], free: [] })
})

it('an address with a host is tried without it, because pages say only their paths', () => {
  expect(pagesOfStep([step('Cart', '//shop.example/cart')], 0, pages).here).toEqual(['/cart'])
})

import type { JourneyConfig, TraceMoment } from '@attune/protocol'
import { expect, test } from 'vitest'

import { stepsAt } from './steps-of.ts'
import { globOf, meaningOf, noticedBy } from './trace-words.ts'

const JOURNEYS: JourneyConfig[] = [
  {
    id: 'checkout',
    name: 'Checkout',
    steps: [
      { id: 'cart', name: 'Cart', match: { urls: ['/cart', '//shop.example/basket'] } },
      { id: 'pay', name: 'Payment', match: { urls: ['/checkout/*'], clicked: '.pay' } },
      { id: 'done', name: 'Thank you' },
    ],
  },
]
const MOMENT: TraceMoment = {
  at: '2026-11-27T00:00:00.000Z',
  type: 'entered',
  step: 'checkout/pay',
  page: '/checkout/pay',
  detail: null,
  prompt: null,
  refused: null,
}

test.each<[Partial<TraceMoment>, string]>([
  [{}, 'Entered “Payment”'],
  [{ type: 'failed', detail: 'card_declined' }, 'Failed at “Payment”: card_declined'],
  [{ type: 'signal', detail: 'rage_click' }, 'Rage clicks at “Payment”'],
  [{ type: 'signal', detail: 'of a newer page' }, 'A sign of struggle at “Payment”'],
  [
    { type: 'considered', prompt: 'pay-feel', detail: 'sampled_out' },
    '“pay-feel” would not be asked: you are not in its share of people',
  ],
  [{ type: 'outcome', step: 'checkout', detail: 'reached' }, 'Reached the goal of “Checkout”'],
  [{ step: 'checkout/gone', refused: 'unknown_step' }, 'Not taken: there is no step “gone”'],
  [{ type: 'unknown', step: '', refused: 'malformed' }, 'Not taken: it is nothing that pages report'],
])('%j means: %s', (how, said) => expect(meaningOf({ ...MOMENT, ...how }, JOURNEYS)).toBe(said))

test('a step says how it was noticed, as far as its description knows', () => {
  expect(noticedBy(MOMENT, JOURNEYS)).toBe('by its address')
  expect(noticedBy({ ...MOMENT, page: '/other' }, JOURNEYS)).toBe('because .pay was clicked, or by code')
  expect(noticedBy({ step: 'checkout/done', page: null }, JOURNEYS)).toBe('by code or a mark in the page')
})

test('a path finds the steps that stand at it, the first of each journey, on whichever host', () => {
  expect(stepsAt('/basket', JOURNEYS)).toEqual(['checkout/cart'])
  expect(stepsAt('/checkout/card', JOURNEYS)).toEqual(['checkout/pay'])
  expect(stepsAt('/checkout/card/more', JOURNEYS)).toEqual([])
})

test('what was masked in a path may be anything', () => {
  expect(globOf('/orders/[masked]/pay')).toBe('/orders/*/pay')
})

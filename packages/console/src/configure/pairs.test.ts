import type { JourneyConfig, PromptConfig, PromptDocument } from '@attune/protocol'
import { expect, test } from 'vitest'

import { pairable, paired } from './pairs.ts'

const wording = { default: { question: 'How?' } }
const whole: PromptDocument = { id: 'whole', step: 'shop/done', wording }
const steps = ['cart', 'pay', 'done', 'after'].map((id) => ({ id, name: id }))
const journeys: JourneyConfig[] = [{ id: 'shop', name: 'Shop', steps }]
const at = (id: string, step = `shop/${id}`, more: Partial<PromptConfig> = {}): PromptConfig => ({
  id,
  version: 1,
  step,
  on: 'completed',
  share: 1,
  scale: 'faces',
  why: true,
  wording,
  ...more,
})

test('pairs are offered with what is asked at earlier steps of the journey, in its order', () => {
  const live = [at('pay'), at('cart'), at('after'), at('done'), at('home', 'account/home'), at('all', 'shop')]
  expect(pairable(whole, live, journeys).map(({ id }) => id)).toEqual(['cart', 'pay'])
  expect(pairable({ ...whole, step: 'shop/cart' }, live, journeys)).toEqual([])
  expect(pairable({ ...whole, step: 'shop' }, live, journeys)).toEqual([])
  expect(pairable({ ...whole, placement: 'tab' }, live, journeys)).toEqual([])
})

test('a tab makes none, nor does what is of another pair', () => {
  const pair = (outcome: string) => ({ pair: { outcome, steps: ['cart'] } })
  const of = (more: Partial<PromptConfig>) => pairable(whole, [at('cart', 'shop/cart', more)], journeys).length
  expect([of({ on: 'opened' }), of(pair('other')), of(pair('cart')), of(pair('whole'))]).toEqual([0, 0, 0, 1])
})

test('the last that is taken out leaves no pairs', () => {
  expect(paired(whole, ['cart'])).toEqual({ ...whole, pairWith: ['cart'] })
  expect(paired(paired(whole, ['cart']), [])).toEqual(whole)
})

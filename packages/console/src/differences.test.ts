import { describe, expect, test } from 'vitest'

import { differencesOf } from './differences.ts'

describe('what was and what is', () => {
  test('only what differs is listed, by its place', () => {
    const before = { name: 'Shop', budget: { perSession: 1 }, origins: ['https://a.example'] }
    const after = { name: 'Shop', budget: { perSession: 2 }, origins: [] }
    expect(differencesOf({ before, after })).toEqual([
      { place: ['budget', 'perSession'], before: '1', after: '2' },
      { place: ['origins'], before: 'https://a.example', after: '(none)' },
    ])
  })

  test('steps are told apart by their ids and not by their places', () => {
    const before = {
      steps: [
        { id: 'cart', name: 'Cart' },
        { id: 'pay', name: 'Pay' },
      ],
    }
    const after = {
      steps: [
        { id: 'pay', name: 'Payment' },
        { id: 'cart', name: 'Cart' },
      ],
    }
    expect(differencesOf({ before, after })).toEqual([
      { place: ['steps', 'pay', 'name'], before: 'Pay', after: 'Payment' },
    ])
  })

  test('another order alone is told, too', () => {
    const before = [
      { id: 'cart', name: 'Cart' },
      { id: 'pay', name: 'Pay' },
    ]
    expect(differencesOf({ before: { steps: before }, after: { steps: before.toReversed() } })).toEqual([
      { place: ['steps'], before: 'Cart, Pay', after: 'Pay, Cart' },
    ])
  })

  test('what was not there before has no before', () => {
    expect(differencesOf({ before: null, after: { name: 'nightly', scopes: ['read'], expires_at: null } })).toEqual([
      { place: ['name'], before: null, after: 'nightly' },
      { place: ['scopes'], before: null, after: 'read' },
    ])
  })

  test('a change of thousands of things is cut to what one can read, and says so', () => {
    const after = Object.fromEntries(Array.from({ length: 1_040 }, (_, i) => [`key${i}`, i]))
    const differences = differencesOf({ before: null, after })
    expect(differences).toHaveLength(41)
    expect(differences.at(-1)).toEqual({ place: ['and more'], before: null, after: '1,000 more changes' })
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createStore } from './store.ts'
import { createFakeStorage } from './testing/fake-storage.ts'
import { createVisits } from './visits.ts'

const JOURNEYS = [
  {
    id: 'checkout',
    name: 'Checkout',
    goal: 'confirmation',
    steps: ['cart', 'delivery', 'payment', 'confirmation'].map((id) => ({ id, name: id })),
  },
  { id: 'help', name: 'Help', steps: [{ id: 'search', name: 'Search' }] },
]

describe('visits', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())

  const open = (area = createFakeStorage()) => {
    const store = createStore('a:', () => area)
    store.keep(true)
    return createVisits(store, JOURNEYS)
  }

  it('a later step completes the one before it, also over a page load', () => {
    const area = createFakeStorage()
    expect(open(area).enter('checkout/cart')).toEqual([])
    vi.advanceTimersByTime(4_000)
    expect(open(area).enter('checkout/payment')).toEqual(['completed', 'checkout/cart', { took_ms: 4_000 }])
  })

  it('an earlier step leaves the one before it', () => {
    const visits = open()
    visits.enter('checkout/payment')
    expect(visits.enter('checkout/cart')).toEqual(['left', 'checkout/payment', { took_ms: 0 }])
  })

  it('a step that was completed is not completed once more', () => {
    const visits = open()
    visits.enter('checkout/cart')
    visits.change('checkout/cart', { completed: true })
    expect(visits.enter('checkout/delivery')).toEqual([])
  })

  it('the same step again is no new one, unless it was completed', () => {
    const visits = open()
    visits.enter('checkout/cart')
    expect(visits.enter('checkout/cart')).toBeUndefined()
    visits.change('checkout/cart', { completed: true })
    expect(visits.enter('checkout/cart')).toEqual([])
  })

  it('a step of another journey ends nothing', () => {
    const visits = open()
    visits.enter('checkout/cart')
    expect(visits.enter('help/search')).toEqual([])
    expect(visits.latest()).toBe('help/search')
    expect(visits.enter('checkout/delivery')).toEqual(['completed', 'checkout/cart', { took_ms: 0 }])
  })

  it('a visit lasts over page loads, and ends after half an hour in which nothing happens', () => {
    const area = createFakeStorage()
    const { id } = open(area).change('checkout')
    vi.advanceTimersByTime(29 * 60_000)
    expect(open(area).change('checkout').id).toBe(id)
    vi.advanceTimersByTime(30 * 60_000)
    const later = open(area)
    expect(later.change('checkout').id).not.toBe(id)
    expect(later.enter('checkout/payment')).toEqual([])
  })

  it('once the outcome is known, a later step is of the same visit, and an earlier one begins another', () => {
    const visits = open()
    visits.enter('checkout/payment')
    const { id } = visits.change('checkout', { outcome: 'reached' })
    expect(visits.enter('checkout/confirmation')).toEqual(['completed', 'checkout/payment', { took_ms: 0 }])
    expect(visits.change('checkout').id).toBe(id)
    expect(visits.enter('checkout/cart')).toEqual([])
    const next = visits.change('checkout')
    expect([next.id === id, next.outcome]).toEqual([false, undefined])
  })

  it('knows the order of steps', () => {
    const visits = open()
    expect(['checkout/cart', 'checkout/payment', 'checkout/gone', 'gone/cart'].map(visits.placeOf)).toEqual([
      0, 2, -1, -1,
    ])
  })

  it('a corrupt memory is a new visit', () => {
    const area = createFakeStorage()
    area.setItem('a:v:checkout', '"garbage')
    expect(open(area).enter('checkout/cart')).toEqual([])
  })
})

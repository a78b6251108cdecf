import type { Context } from '@attune/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createOutbox, type Happening, type Parcel } from './outbox.ts'
import { createStore } from './store.ts'
import { createFakeStorage } from './testing/fake-storage.ts'

const ENTERED: Happening = { type: 'entered', step: 'checkout/cart' }
const ANSWERED = { type: 'answered', step: 'checkout/cart', prompt: 'p', version: 1, id: 'i', visit: 'v' } as const

describe('outbox', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())

  const open = ({ area = createFakeStorage(), tab = 'one', context = (): Context => ({ page: '/cart' }) } = {}) => {
    const store = createStore('a:', () => area)
    store.keep(true)
    const outbox = createOutbox(
      store,
      () => 'me',
      context,
      tab,
      () => {},
    )
    const parcels = () => outbox.due().map((key) => outbox.read(key)!)
    return { area, store, outbox, parcels }
  }

  it('what has happened is in storage as one batch before it is sent, and the batch never changes', () => {
    const { area, outbox, parcels } = open()
    outbox.add(ENTERED)
    outbox.add({ type: 'completed', step: 'checkout/cart', took_ms: 5 })
    const [first, ...more] = parcels()
    expect(more).toEqual([])
    expect(first).toEqual({
      batch: first!.batch,
      visitor: 'me',
      context: { page: '/cart' },
      events: [
        { type: 'entered', step: 'checkout/cart', at: '2026-11-23T00:00:00.000Z' },
        { type: 'completed', step: 'checkout/cart', took_ms: 5, at: '2026-11-23T00:00:00.000Z' },
      ],
    })
    outbox.add(ENTERED)
    expect(open({ area }).parcels()[0]).toEqual(first)
  })

  it('an event from another page begins another batch', () => {
    let page = '/cart'
    const { outbox, parcels } = open({ context: () => ({ page }) })
    outbox.add(ENTERED)
    page = '/payment'
    outbox.add(ENTERED)
    expect(new Set(parcels().map(({ context }) => context.page))).toEqual(new Set(['/cart', '/payment']))
  })

  it('a batch holds at most 50 events', () => {
    const { outbox, parcels } = open()
    for (let i = 0; i < 120; i++) outbox.add(ENTERED)
    expect(
      parcels()
        .map(({ events }) => events.length)
        .toSorted((a, b) => a - b),
    ).toEqual([20, 50, 50])
  })

  it('the largest answers stay below the limit of a body', () => {
    const { outbox, parcels } = open()
    for (let i = 0; i < 50; i++)
      outbox.add({ type: 'failed', step: `checkout/${'p'.repeat(64)}`, reason: 'x'.repeat(64) })
    outbox.hold('i', { ...ANSWERED, feel: 1, comment: '\u0001'.repeat(2_000) })
    outbox.release()
    for (const parcel of parcels()) expect(new Blob([JSON.stringify(parcel)]).size).toBeLessThan(60_000)
  })

  it('an answer that still changes is stored at each change, is not sent, and goes out once, as it stands', () => {
    const { store, outbox, parcels } = open()
    outbox.hold('i', { ...ANSWERED, feel: 2 })
    outbox.hold('i', { ...ANSWERED, feel: 3, comment: 'half a wo' })
    expect(parcels()).toEqual([])
    expect(store.keys('w:')).toEqual(['w:i'])
    outbox.release()
    outbox.release()
    expect(parcels().map(({ events }) => events)).toEqual([
      [{ ...ANSWERED, feel: 3, comment: 'half a wo', at: '2026-11-23T00:00:00.000Z', context: { page: '/cart' } }],
    ])
  })

  it('an outcome that was held keeps the time when it happened', () => {
    const { outbox } = open()
    outbox.hold('v', { type: 'outcome', journey: 'checkout', outcome: 'reached' })
    vi.advanceTimersByTime(5_000)
    outbox.hold('v', { ...outbox.held('v'), visit: 'v' } as Happening)
    expect(outbox.held('v')).toMatchObject({ at: '2026-11-23T00:00:00.000Z', visit: 'v' })
  })

  it('what another tab still changes is left to it for ten minutes; then that tab is gone', () => {
    const first = open()
    first.outbox.hold('i', { ...ANSWERED, feel: 2 })
    const second = open({ area: first.area, tab: 'two' })
    second.outbox.release()
    vi.advanceTimersByTime(600_000)
    expect(second.parcels()).toEqual([])
    vi.advanceTimersByTime(1)
    expect(second.parcels()).toHaveLength(1)
    first.outbox.release()
    expect(first.parcels()).toHaveLength(1)
  })

  it('the next page in the same tab sends what the page before has held', () => {
    const first = open()
    first.outbox.hold('i', { ...ANSWERED, feel: 2 })
    const next = open({ area: first.area })
    next.outbox.release()
    expect(next.parcels()).toHaveLength(1)
  })

  it('beyond a hundred batches the oldest is dropped, and counted', () => {
    const { store, outbox } = open()
    for (let i = 0; i < 103; i++) {
      vi.advanceTimersByTime(1)
      outbox.add({ type: 'entered', step: `checkout/s${i}` })
      outbox.due()
    }
    const keys = outbox.due()
    expect([keys.length, store.get('d:overflow')]).toEqual([100, 3])
    expect(outbox.read(keys[0]!)!.events[0]).toMatchObject({ step: 'checkout/s3' })
  })

  it('what is fourteen days old is dropped, and counted', () => {
    const { store, outbox } = open()
    outbox.add(ENTERED)
    outbox.due()
    vi.advanceTimersByTime(14 * 86_400_000 - 1)
    expect(outbox.due()).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect([outbox.due(), store.get('d:too_old')]).toEqual([[], 1])
  })

  it('a batch that is too large is halved under new ids; a single event is dropped, and counted', () => {
    const { store, outbox, parcels } = open()
    for (let i = 0; i < 3; i++) outbox.add(ENTERED)
    const [key] = outbox.due()
    const parcel = outbox.read(key!) as Parcel
    outbox.split(key!, parcel)
    const halves = parcels()
    expect(halves.map(({ events }) => events.length).toSorted((a, b) => a - b)).toEqual([1, 2])
    expect(new Set([parcel, ...halves].map(({ batch }) => batch)).size).toBe(3)
    for (const one of outbox.due()) outbox.split(one, { ...parcel, events: parcel.events.slice(0, 1) })
    expect([outbox.due(), store.get('d:413')]).toEqual([[], 2])
  })

  it('a corrupt item costs only itself', () => {
    const { area, outbox } = open()
    area.setItem('a:w:bad', '{"half')
    outbox.add(ENTERED)
    expect(outbox.due()).toHaveLength(1)
    expect(area.getItem('a:w:bad')).toBeNull()
  })
})

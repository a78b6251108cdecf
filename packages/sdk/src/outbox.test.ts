import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import type { Happening, Parcel } from './outbox.ts'
import { ANSWERED, ENTERED, openMailTab as open } from './testing/mail-tab.ts'

describe('outbox', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())

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
    expect(store.keys('w:')).toEqual(['w:::1:i'])
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

  it('of a hundred batches and more, the oldest goes that holds no answer, then the oldest answer, and all are counted', () => {
    const { outbox } = open()
    const answer = (i: number) => {
      vi.advanceTimersByTime(1)
      outbox.hold(`${i}`, { ...ANSWERED, id: `${i}` })
      outbox.release()
    }
    const enter = (i: number) => {
      vi.advanceTimersByTime(1)
      outbox.add({ type: 'entered', step: `checkout/s${i}` })
      outbox.due()
    }
    const kept = () =>
      outbox.due().map((key) => {
        const [event] = outbox.read(key)!.events
        return event!.type === 'answered' ? event.id : 'step' in event! ? event.step : ''
      })
    for (let i = 0; i < 98; i++) answer(i)
    for (let i = 0; i < 5; i++) enter(i)
    expect(kept().slice(97)).toEqual(['97', 'checkout/s3', 'checkout/s4'])
    expect(outbox.books().dropped).toEqual({ overflow: 3 })
    for (let i = 98; i < 103; i++) answer(i)
    expect(kept()).toEqual(Array.from({ length: 100 }, (_, i) => `${i + 3}`))
    enter(9)
    expect(kept()).toEqual([...Array.from({ length: 99 }, (_, i) => `${i + 4}`), 'checkout/s9'])
    expect(outbox.books()).toEqual({ submitted: 109, stored: 0, pending: 100, dropped: { overflow: 9 } })
  })

  it('all of it takes at most 256 KiB', () => {
    const { area, outbox } = open()
    for (let i = 0; i < 60; i++) {
      vi.advanceTimersByTime(1)
      outbox.hold(`${i}`, { ...ANSWERED, id: `${i}`, comment: 'ü'.repeat(4_000) })
      outbox.release()
    }
    const bytes = outbox.due().reduce((sum, key) => sum + new Blob([area.getItem(`a:${key}`)!]).size, 0)
    expect(bytes).toBeGreaterThan(245_000)
    expect(bytes).toBeLessThanOrEqual(262_144)
    const { pending, dropped } = outbox.books()
    expect([dropped['overflow']! + pending, outbox.read(outbox.due().at(-1)!)!.events]).toEqual([
      60,
      [expect.objectContaining({ id: '59' })],
    ])
  })

  it('the newest is never dropped, though the clock was set back, and though it is larger than all the room', () => {
    const { outbox } = open()
    for (let i = 0; i < 100; i++) {
      outbox.hold(`${i}`, ANSWERED)
      outbox.release()
    }
    vi.setSystemTime(Date.UTC(2020, 0, 1))
    outbox.hold('newest', { ...ANSWERED, id: 'newest', comment: 'x'.repeat(300_000) })
    outbox.release()
    expect(outbox.due().map((key) => outbox.read(key)!.events[0])).toEqual([expect.objectContaining({ id: 'newest' })])
  })

  it('what is fourteen days old is dropped, and counted', () => {
    const { outbox } = open()
    outbox.add(ENTERED)
    outbox.due()
    vi.advanceTimersByTime(14 * 86_400_000 - 1)
    expect(outbox.due()).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect([outbox.due(), outbox.books().dropped]).toEqual([[], { too_old: 1 }])
  })

  it('a batch that is too large is halved under new ids, as old as it was and of the same person', () => {
    let me = 'me'
    const { outbox, parcels } = open({ visitor: () => me })
    for (let i = 0; i < 3; i++) outbox.add(ENTERED)
    const [key] = outbox.due()
    const parcel = outbox.read(key!)!
    vi.advanceTimersByTime(5_000)
    me = 'somebody else'
    outbox.split(key!, parcel)
    const halves = parcels()
    expect(halves.map(({ events }) => events.length).toSorted((a, b) => a - b)).toEqual([1, 2])
    expect(halves.map(({ visitor }) => visitor)).toEqual(['me', 'me'])
    expect(new Set([parcel, ...halves].map(({ batch }) => batch)).size).toBe(3)
    expect(outbox.due().map((half) => half.slice(0, 17))).toEqual([key!.slice(0, 17), key!.slice(0, 17)])
  })

  it('a single event that is too large is dropped, and counted; so is a batch that has become something else', () => {
    const { outbox } = open()
    outbox.add(ENTERED)
    const [key] = outbox.due()
    outbox.split(key!, { events: 5 } as unknown as Parcel)
    expect([outbox.due(), outbox.books().dropped]).toEqual([[], { 413: 1 }])
  })

  it('what no body can hold is split before it is sent, by its bytes', () => {
    const { outbox, parcels } = open()
    for (let i = 0; i < 40; i++) outbox.add({ type: 'failed', step: 'checkout/payment', reason: '😀'.repeat(1_000) })
    const sizes = parcels().map((parcel) => new Blob([JSON.stringify(parcel)]).size)
    expect(Math.max(...sizes)).toBeLessThan(60_000)
    expect(parcels().reduce((sum, { events }) => sum + events.length, 0)).toBe(40)
    expect(sizes.length).toBeLessThan(6)
  })

  it('what one tab has settled, or split, another one does not settle again', () => {
    const first = open()
    for (let i = 0; i < 4; i++) first.outbox.add(ENTERED)
    const [key] = first.outbox.due()
    const parcel = first.outbox.read(key!)!
    const second = open({ area: first.area, tab: 'two' })
    first.outbox.done(key!, { accepted: 4, rejected: [] })
    second.outbox.done(key!, { accepted: 4, rejected: [] })
    second.outbox.drop(key!, 400)
    second.outbox.split(key!, parcel)
    expect(second.outbox.books()).toEqual({ submitted: 4, stored: 4, pending: 0, dropped: {} })
  })

  it.each(['', '{"half', 'null', '5', '"text"', '[]', '{}', '{"__proto__":1}', '{"event":null}', '\u0000\ufffd'])(
    'of what is held, %j costs only itself, and is counted',
    (garbage) => {
      const { area, outbox } = open()
      outbox.hold('i', ANSWERED)
      area.setItem('a:w:::1:i', garbage)
      outbox.add(ENTERED)
      expect(outbox.due()).toHaveLength(1)
      expect(outbox.books()).toEqual({ submitted: 2, stored: 0, pending: 1, dropped: { corrupt: 1 } })
      expect(area.getItem('a:w:::1:i')).toBeNull()
    },
  )

  it('what a tab has held is final ten minutes later, although the clock was set back meanwhile', () => {
    const { area, outbox } = open()
    outbox.hold('i', ANSWERED)
    vi.setSystemTime(Date.UTC(2025, 0, 1))
    expect(open({ area, tab: 'two' }).outbox.due()).toHaveLength(1)
  })
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createStore } from './store.ts'
import { createFakeService } from './testing/fake-service.ts'
import { createFakeStorage } from './testing/fake-storage.ts'
import { ENTERED, openMailTab } from './testing/mail-tab.ts'

describe('books', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)
  const refused = (status: number) => new Response('', { status })

  it('where nothing has happened, there is nothing', () => {
    expect(openMailTab().outbox.books()).toEqual({ submitted: 0, stored: 0, pending: 0, dropped: {} })
  })

  it('what is in memory, held, and stored is pending', () => {
    const { outbox } = openMailTab()
    outbox.add(ENTERED)
    outbox.due()
    outbox.hold('v', { type: 'outcome', journey: 'checkout', outcome: 'reached' })
    outbox.add(ENTERED)
    outbox.add(ENTERED)
    expect(outbox.books()).toEqual({ submitted: 4, stored: 0, pending: 4, dropped: {} })
  })

  it('the next batch tells of what was dropped, once, and says the same at each try', async () => {
    const service = createFakeService([refused(400), 'stores unheard', 'away', 'stores'])
    const { outbox } = openMailTab({ service })
    outbox.add(ENTERED)
    outbox.add(ENTERED)
    await wait(1_000)
    outbox.add(ENTERED)
    await wait(60_000)
    outbox.add(ENTERED)
    await wait(60_000)
    expect(service.sent.map(({ dropped }) => dropped)).toEqual([
      undefined,
      { 400: 2 },
      { 400: 2 },
      { 400: 2 },
      undefined,
    ])
    expect(outbox.books()).toEqual({ submitted: 4, stored: 2, pending: 0, dropped: { 400: 2 } })
    expect(service.told).toEqual({ 400: 2 })
  })

  it('what a batch was to tell is told by another one, where that batch is dropped itself', async () => {
    const service = createFakeService([refused(400), refused(422), 'stores'])
    const { outbox } = openMailTab({ service })
    for (let i = 0; i < 3; i++) {
      outbox.add(ENTERED)
      await wait(1_000)
    }
    expect(service.sent.map(({ dropped }) => dropped)).toEqual([undefined, { 400: 1 }, { 400: 1, 422: 1 }])
  })

  it('what a batch was to tell is told by one of its halves', async () => {
    const service = createFakeService([refused(400), refused(413), 'stores'])
    const { outbox } = openMailTab({ service })
    outbox.add(ENTERED)
    await wait(1_000)
    for (let i = 0; i < 4; i++) outbox.add(ENTERED)
    await wait(1_000)
    expect(service.sent.map(({ events }) => events.length)).toEqual([1, 4, 2, 2])
    expect(service.told).toEqual({ 400: 1 })
  })

  it('where the books are kept apart, as for people without an id, storage holds nothing once all is delivered', async () => {
    const ledger = createStore('a:', createFakeStorage)
    const { area, outbox } = openMailTab({ ledger, service: createFakeService([refused(503), refused(400), 'stores']) })
    for (let i = 0; i < 2; i++) {
      outbox.add(ENTERED)
      await wait(60_000)
    }
    expect(Object.keys(area)).toEqual([])
    expect(outbox.books()).toEqual({ submitted: 2, stored: 1, pending: 0, dropped: { 400: 1 } })
  })

  it('eight tabs write at once, each a book of its own, and each knows the sum', async () => {
    const area = createFakeStorage()
    const service = createFakeService([refused(400), 'stores'])
    const tabs = Array.from({ length: 8 }, (_, i) => openMailTab({ area, service, tab: `t${i}` }))
    for (const { outbox } of tabs) outbox.add(ENTERED)
    await wait(60_000)
    for (const { outbox } of tabs)
      expect(outbox.books()).toEqual({ submitted: 8, stored: 7, pending: 0, dropped: { 400: 1 } })
  })

  it('the books of tabs that are gone are taken over, with what they had to tell', async () => {
    const area = createFakeStorage()
    const service = createFakeService([refused(400), 'stores'])
    for (const tab of ['a', 'b', 'c']) {
      openMailTab({ area, service, tab }).outbox.add(ENTERED)
      await wait(5_000)
    }
    const books = () => Object.keys(area).filter((key) => key.startsWith('a:b:'))
    expect(books()).toEqual(['a:b:a', 'a:b:b', 'a:b:c'])
    await wait(600_000)
    const { outbox } = openMailTab({ area, service, tab: 'd' })
    outbox.due()
    outbox.add(ENTERED)
    await wait(1_000)
    expect([books(), service.told]).toEqual([['a:b:d'], { 400: 1 }])
    expect(outbox.books()).toEqual({ submitted: 4, stored: 3, pending: 0, dropped: { 400: 1 } })
  })

  it.each([
    '{"half',
    'null',
    '7',
    '"text"',
    '[[1]]',
    '{"all":7,"dropped":"x"}',
    '{"all":null,"dropped":[null,-5]}',
    '{"all":{"":"many","__proto__":3,"x":{}},"dropped":{"x":1e99,"y":-1,"z":"2 or 3","constructor":{}}}',
    `{"dropped":{"${'r'.repeat(65)}":3,"":1e300},"all":{"":-5}}`,
    '{"dropped":{"big":4000000000}}',
  ])(
    'a book that holds %s spoils nothing: what is sent is what a service takes, and the sum is right',
    async (garbage) => {
      const area = createFakeStorage()
      for (const key of ['one', 'old']) area.setItem(`a:b:${key}`, garbage)
      const { outbox, service } = openMailTab({ area })
      outbox.add(ENTERED)
      await wait(1_000)
      outbox.add(ENTERED)
      await wait(1_000)
      expect(service.sent).toHaveLength(2)
      for (const { dropped = {} } of service.sent)
        for (const [reason, n] of Object.entries(dropped)) {
          expect(reason.length).toBeLessThanOrEqual(64)
          expect(Number.isInteger(n) && n >= 0).toBe(true)
        }
      const { submitted, stored, pending, dropped } = outbox.books()
      expect(submitted).toBe(Object.values(dropped).reduce((a, b) => a + b, stored + pending))
      expect(stored).toBeGreaterThanOrEqual(2)
      expect([Reflect.get({}, 'x'), ({} as { all?: unknown }).all]).toEqual([undefined, undefined])
    },
  )
})

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createFakeService } from './testing/fake-service.ts'
import { createFakeStorage } from './testing/fake-storage.ts'
import { ENTERED, openMailTab } from './testing/mail-tab.ts'

describe('one tab sends at a time', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  /** A service that takes so long for each batch, and notes how many it had at once. */
  const createSlowService = (ms: number) => {
    let now = 0
    const most = { atOnce: 0 }
    const service = createFakeService([
      async ({ events }) => {
        most.atOnce = Math.max(most.atOnce, ++now)
        await new Promise((resolve) => setTimeout(resolve, ms))
        now--
        return Response.json({ accepted: events.length, rejected: [] }, { status: 202 })
      },
    ])
    return { ...service, most }
  }
  /** Locks as a browser's, in one process. */
  const createLocks = () => {
    let last: Promise<unknown> = Promise.resolve()
    const request = (_: string, f: () => unknown) => (last = last.then(f, f))
    return { request } as unknown as LockManager
  }
  const refusing = {
    request: () => Promise.reject(new DOMException('An opaque origin', 'SecurityError')),
  } as unknown as LockManager

  it.each([
    ['by locks', createLocks],
    ['by a lease, where there are no locks', () => undefined],
    ['by a lease, where locks are refused', () => refusing],
  ])('%s: eight tabs send a thousand events, each batch once', async (_, locksOf) => {
    const area = createFakeStorage()
    const service = createSlowService(100)
    const locks = locksOf()
    const tabs = Array.from({ length: 8 }, (__, i) => openMailTab({ area, service, locks, tab: `t${i}` }))
    for (let i = 0; i < 125; i++) {
      for (const { outbox } of tabs) outbox.add(ENTERED)
      await wait(20)
    }
    await wait(60_000)
    const ids = service.sent.map(({ batch }) => batch)
    expect([service.most.atOnce, new Set(ids).size]).toEqual([1, ids.length])
    for (const { outbox } of tabs)
      expect(outbox.books()).toEqual({ submitted: 1_000, stored: 1_000, pending: 0, dropped: {} })
  })

  it('a tab that is gone in the middle of sending holds up the others for half a minute', async () => {
    const first = openMailTab({ service: createFakeService(['hangs']) })
    first.outbox.add(ENTERED)
    await wait(1_000)
    const { outbox, service } = openMailTab({ area: first.area, tab: 'two' })
    outbox.add(ENTERED)
    await wait(29_000)
    expect(service.sent).toEqual([])
    await wait(3_000)
    expect(service.sent).toHaveLength(2)
    expect(outbox.books()).toEqual({ submitted: 2, stored: 2, pending: 0, dropped: {} })
  })

  it('a page that goes away gives its lease back', async () => {
    const first = openMailTab({ service: createFakeService(['hangs']) })
    first.outbox.add(ENTERED)
    await wait(1_000)
    first.sender.leave()
    const { outbox, service } = openMailTab({ area: first.area, tab: 'two' })
    outbox.add(ENTERED)
    await wait(1_000)
    expect(service.sent).toHaveLength(2)
  })

  it.each([Date.UTC(2030, 0, 1), -1, 'garbage', null, {}, [9e15], true])(
    'a lease of %j, as by another clock or hand, holds up nobody',
    async (lease) => {
      const area = createFakeStorage()
      area.setItem('a:l', JSON.stringify(lease))
      const { outbox, service } = openMailTab({ area })
      outbox.add(ENTERED)
      await wait(1_000)
      expect(service.sent).toHaveLength(1)
    },
  )

  it('two tabs that send the same batch at once, as on leaving, count it once', async () => {
    const area = createFakeStorage()
    const service = createSlowService(100)
    const [first, second] = ['one', 'two'].map((tab) => openMailTab({ area, service, tab }))
    for (let i = 0; i < 3; i++) first!.outbox.add(ENTERED)
    first!.sender.leave()
    second!.sender.leave()
    await wait(1_000)
    expect(service.sent.map(({ batch }) => batch)).toEqual([service.sent[0]!.batch, service.sent[0]!.batch])
    expect(second!.outbox.books()).toEqual({ submitted: 3, stored: 3, pending: 0, dropped: {} })
  })
})

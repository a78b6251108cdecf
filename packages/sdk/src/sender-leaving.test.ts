import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createFakeService, type Reply } from './testing/fake-service.ts'
import { ANSWERED, openMailTab } from './testing/mail-tab.ts'

describe('leaving', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())

  /** A page with so many batches of one event, each of about 20 kB. */
  const open = (count: number, { replies = ['hangs'] as Reply[], isAccepted = (n: number) => n > 0 } = {}) => {
    const beacons: string[] = []
    const page = openMailTab({
      service: createFakeService(replies),
      beacon: (body) => beacons.push(body) > 0 && isAccepted(beacons.length),
    })
    for (let i = 0; i < count; i++) {
      vi.advanceTimersByTime(1)
      page.outbox.add({ type: 'failed', step: `checkout/s${i}`, reason: 'x'.repeat(20_000) })
      page.outbox.due()
    }
    const inFlight = () => page.service.inits.filter(({ keepalive }) => keepalive)
    return { ...page, beacons, inFlight }
  }
  const bytes = (inits: RequestInit[]) => inits.reduce((sum, { body }) => sum + (body as string).length, 0)

  it('what is sent while the page goes away shares 64 KiB, and the rest goes by beacon', () => {
    const { sender, service, beacons, inFlight } = open(5)
    sender.leave()
    expect([service.sent.length, inFlight().length, beacons.length]).toEqual([3, 3, 2])
    expect(bytes(inFlight())).toBeLessThan(65_536)
  })

  it('what is in flight already counts, and is not sent twice', async () => {
    const { sender, service, beacons } = open(4)
    sender.flush()
    await vi.advanceTimersByTimeAsync(10)
    expect(service.sent).toHaveLength(1)
    sender.leave()
    expect([service.sent.length, beacons.length]).toEqual([3, 1])
    expect(new Set(service.sent.map(({ batch }) => batch)).size).toBe(3)
  })

  it('answers go before anything else', () => {
    const { sender, outbox, service } = open(4)
    vi.advanceTimersByTime(1)
    outbox.hold('i', ANSWERED)
    outbox.release()
    sender.leave()
    expect(service.sent[0]!.events[0]!.type).toBe('answered')
  })

  it('a beacon that is refused is the last one, and what is small still goes', () => {
    const { sender, outbox, service, beacons } = open(6, { isAccepted: (n) => n < 2 })
    outbox.add({ type: 'left', step: 'checkout/cart' })
    sender.leave()
    expect([service.sent.length, beacons.length]).toEqual([4, 2])
    expect(service.sent.at(-1)!.events[0]!.type).toBe('left')
    expect(outbox.books()).toMatchObject({ submitted: 7, pending: 7 })
  })

  it('a beacon says nothing of what became of it: the batch stays, and is sent again under the same id', async () => {
    const { area, sender, outbox, beacons } = open(5)
    sender.leave()
    expect(outbox.due()).toHaveLength(5)
    const next = openMailTab({ area })
    await vi.advanceTimersByTimeAsync(60_000)
    next.sender.soon()
    await vi.advanceTimersByTimeAsync(60_000)
    const ids = beacons.map((body) => (JSON.parse(body) as { batch: string }).batch)
    expect(next.service.sent.map(({ batch }) => batch)).toEqual(expect.arrayContaining(ids))
    expect(next.outbox.books()).toEqual({ submitted: 5, stored: 5, pending: 0, dropped: {} })
  })

  it('a beacon that throws harms nobody', async () => {
    const page = openMailTab({
      service: createFakeService(['hangs']),
      beacon() {
        throw new TypeError('Illegal invocation')
      },
    })
    page.outbox.hold('i', { ...ANSWERED, comment: 'x'.repeat(70_000) })
    page.outbox.release()
    expect(() => page.sender.leave()).not.toThrow()
    await vi.advanceTimersByTimeAsync(10)
    expect(page.outbox.due()).toHaveLength(1)
  })

  it('what no page going away could send is sent as any request, so that the service can say how large is too large', async () => {
    const page = openMailTab({ service: createFakeService([new Response('', { status: 413 })]) })
    page.outbox.hold('i', { ...ANSWERED, comment: 'x'.repeat(70_000) })
    page.outbox.release()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(page.service.inits.map(({ keepalive }) => keepalive)).toEqual([false])
    expect(page.outbox.books()).toEqual({ submitted: 1, stored: 0, pending: 0, dropped: { 413: 1 } })
  })

  it('of several that are refused at once, one that was taken does not end the quiet', async () => {
    const { sender, outbox, service } = open(3, { replies: [new Response('', { status: 401 }), 'stores'] })
    sender.leave()
    await vi.advanceTimersByTimeAsync(10)
    outbox.add({ type: 'entered', step: 'checkout/cart' })
    await vi.advanceTimersByTimeAsync(10_000)
    expect([sender.isQuiet(), service.sent.length]).toEqual([true, 3])
  })
})

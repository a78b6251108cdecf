import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createFakeService, type Reply } from './testing/fake-service.ts'
import { createFakeStorage } from './testing/fake-storage.ts'
import { ANSWERED, openMailTab } from './testing/mail-tab.ts'

describe('sender', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())

  /** A page whose service does what `replies` say, in turn; the last one for ever. */
  const open = (replies: Reply[], area = createFakeStorage()) => {
    const page = openMailTab({ area, service: createFakeService(replies) })
    return { ...page, sent: page.service.sent, step: (step: string) => page.outbox.add({ type: 'entered', step }) }
  }
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('what happens within a second goes together, and is deleted once it is acknowledged', async () => {
    const { outbox, sent, delivered, step } = open(['stores'])
    step('checkout/cart')
    await wait(900)
    step('checkout/payment')
    expect(sent).toEqual([])
    await wait(100)
    expect(sent.map(({ events }) => events.length)).toEqual([2])
    expect([outbox.due(), delivered]).toEqual([[], [{ accepted: 2, rejected: [] }]])
  })

  it("a signature goes with its own person's batches, is newest at each sending, and is stored nowhere", async () => {
    const signatures: Record<string, string | undefined> = { jane: 'first' }
    let who: string | null = 'jane'
    const service = createFakeService([new Response('', { status: 503 }), 'stores'])
    const { outbox, area } = openMailTab({ service, signatures, visitor: () => who })
    outbox.add({ type: 'entered', step: 'checkout/cart' })
    await wait(1_000)
    expect(JSON.stringify(Object.values(area))).not.toContain('first')
    signatures['jane'] = 'renewed'
    for (who of ['joe', null]) {
      outbox.add({ type: 'entered', step: `checkout/${who}` })
      outbox.due()
    }
    await wait(60_000)
    expect(service.sent.map(({ visitor, identity }) => `${visitor} ${identity}`).toSorted()).toEqual([
      'jane first',
      'jane renewed',
      'joe undefined',
      'null undefined',
    ])
  })

  it('after a failure the same batch is sent again, with the same id and the time of this sending', async () => {
    const { sent, outbox, step } = open([new Response('', { status: 503, headers: { 'retry-after': '20' } }), 'stores'])
    step('checkout/cart')
    await wait(1_000)
    await wait(19_999)
    expect(sent).toHaveLength(1)
    await wait(20_001)
    expect(sent).toHaveLength(2)
    const [first, second] = [sent[0]!, sent[1]!]
    expect([second.batch, second.events]).toEqual([first.batch, first.events])
    expect(Date.parse(second.sent_at) - Date.parse(first.sent_at)).toBeGreaterThanOrEqual(20_000)
    expect(outbox.due()).toEqual([])
  })

  it('the next page keeps waiting for as long as the service has asked for, and then sends', async () => {
    const first = open([new Response('', { status: 429, headers: { 'retry-after': '60' } }), 'hangs'])
    first.step('checkout/cart')
    await wait(1_000)
    const next = open(['stores'], first.area)
    next.sender.flush()
    next.sender.leave()
    await wait(50_000)
    expect(next.sent).toEqual([])
    // The page before may still be about it, and hang.
    await wait(110_000)
    expect(next.sent.map(({ batch }) => batch)).toEqual([first.sent[0]!.batch])
  })

  it('the next page does not wait for a network that the page before lacked', async () => {
    const first = open(['away', 'away'])
    first.step('checkout/cart')
    await wait(1_000)
    const next = open(['stores'], first.area)
    next.sender.flush()
    await wait(10)
    expect(next.sent.map(({ batch }) => batch)).toEqual([first.sent[0]!.batch])
  })

  it('without a network everything is kept', async () => {
    const { sent, outbox, step } = open(['away'])
    step('checkout/cart')
    await wait(60_000)
    expect(sent.length).toBeGreaterThan(2)
    expect(outbox.due()).toHaveLength(1)
  })

  it('a batch that the service cannot digest does not hold up the others', async () => {
    const { outbox, sender, step } = open([
      ({ events }) =>
        events[0]!.type === 'left' ? new Response('', { status: 500 }) : Response.json({ accepted: 1, rejected: [] }),
    ])
    outbox.add({ type: 'left', step: 'checkout/cart' })
    outbox.due()
    vi.advanceTimersByTime(1)
    step('checkout/payment')
    sender.flush()
    await wait(6_000)
    expect(outbox.due().map((key) => outbox.read(key)!.events[0]!.type)).toEqual(['left'])
  })

  it.each([401, 403])('%i: quiet for this page, and what is kept is kept', async (status) => {
    const { sent, outbox, sender, step } = open([new Response('', { status })])
    step('checkout/cart')
    await wait(1_000)
    step('checkout/payment')
    await wait(3_600_000)
    sender.leave()
    expect([sent.length, sender.isQuiet(), outbox.due().length]).toEqual([1, true, 2])
  })

  it.each([400, 404, 422])('%i: dropped, counted, and the rest goes on', async (status) => {
    const { outbox, step } = open([new Response('', { status })])
    step('checkout/cart')
    await wait(1_000)
    expect([outbox.due(), outbox.books().dropped]).toEqual([[], { [status]: 1 }])
  })

  it('413: halved until it fits', async () => {
    const { sent, outbox, step } = open([new Response('', { status: 413 }), 'stores'])
    for (const id of ['a', 'b', 'c']) step(`checkout/${id}`)
    await wait(1_000)
    expect(sent.map(({ events }) => events.length).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(outbox.due()).toEqual([])
  })

  it('leaving in the middle of sending loses nothing: the next visit sends it again, under the same id', async () => {
    const first = open(['hangs'])
    first.outbox.hold('i', ANSWERED)
    first.outbox.release()
    first.sender.leave()
    expect(first.sent).toHaveLength(1)
    const next = open(['stores'], first.area)
    next.sender.soon()
    await wait(1_000)
    expect(next.sent.map(({ batch, events }) => [batch, events])).toEqual(first.sent.map((s) => [s.batch, s.events]))
    expect(next.outbox.due()).toEqual([])
  })

  it('what is on its way is not sent a second time on leaving', () => {
    const { sent, sender, step } = open(['hangs'])
    step('checkout/cart')
    sender.flush()
    sender.leave()
    expect(sent).toHaveLength(1)
  })

  it.each(['{"half', 'null', '5', '"text"', '[]', '{}', '', '{"__proto__":{"events":[]}}'])(
    'a batch that has become %j is dropped, its events counted, and does not stop the others',
    async (garbage) => {
      const { area, outbox, sent, step } = open(['stores'])
      for (let i = 0; i < 3; i++) step('checkout/cart')
      area.setItem(`a:${outbox.due()[0]!}`, garbage)
      step('checkout/payment')
      await wait(1_000)
      expect(sent.length).toBe(1)
      expect(outbox.books()).toEqual({ submitted: 4, stored: 1, pending: 0, dropped: { corrupt: 3 } })
    },
  )

  it('a key that nobody here has written costs only itself', async () => {
    const { area, outbox, sent, step } = open(['stores'])
    for (const key of ['o:', 'o:x', 'o:e:soon:x:y:z', 'w:', 'b:', 'b:x', 'l', 'r']) area.setItem(`a:${key}`, '"?"')
    step('checkout/cart')
    await wait(1_000)
    expect([sent.length, outbox.due()]).toEqual([1, []])
  })

  it('what says 200 without a receipt has stored nothing: the batch stays', async () => {
    const { outbox, sent, step } = open(['no receipt', new Response(null, { status: 204 }), 'stores'])
    step('checkout/cart')
    await wait(1_000)
    expect(outbox.books()).toMatchObject({ stored: 0, pending: 1 })
    await wait(60_000)
    expect([sent.length, new Set(sent.map(({ batch }) => batch)).size]).toEqual([3, 1])
    expect(outbox.books()).toEqual({ submitted: 1, stored: 1, pending: 0, dropped: {} })
  })

  it('what the service rejects is counted by its reason, and the service is not told what it knows', async () => {
    const { outbox, service, step } = open(['rejects one', 'stores'])
    for (const id of ['a', 'b']) step(`checkout/${id}`)
    await wait(1_000)
    step('checkout/c')
    await wait(1_000)
    expect(outbox.books()).toEqual({ submitted: 3, stored: 2, pending: 0, dropped: { unknown_step: 1 } })
    expect(service.told).toEqual({})
  })

  it.each([
    ['the clock was set back', { tries: 1, until: Date.UTC(2030, 0, 1), status: 429 }],
    ['somebody else wrote there', { tries: -7.5, until: 'soon', status: {} }],
    ['somebody else wrote there', 'garbage'],
    ['somebody else wrote there', [null]],
    ['somebody else wrote there', { tries: 1e99, until: null }],
  ])('never silenced for days, though %s', async (_, backoff) => {
    const area = createFakeStorage()
    area.setItem('a:r', JSON.stringify(backoff))
    const { sent, step } = open(['stores'], area)
    step('checkout/cart')
    await wait(1_000)
    expect(sent).toHaveLength(1)
  })

  it.each([
    ['a network that was lacking', 'away', 1],
    ['a service that asks to wait', new Response('', { status: 503, headers: { 'retry-after': '600' } }), 0],
  ] as const)('a hint that there is a network again: of %s', async (_, reply, more) => {
    const { sent, sender, step } = open([reply])
    step('checkout/cart')
    await wait(4 * 3_600_000)
    const before = sent.length
    sender.wake()
    await wait(1_000)
    expect(sent.length - before).toBe(more)
  })

  it('a fetch that a page has replaced may throw, or give nonsense', async () => {
    const { outbox, step } = open([
      () => {
        throw new Error('host')
      },
      () => undefined as never,
      () => ({ ok: true }) as never,
      'stores',
    ])
    step('checkout/cart')
    await wait(120_000)
    expect(outbox.books()).toEqual({ submitted: 1, stored: 1, pending: 0, dropped: {} })
  })
})

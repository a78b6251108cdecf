import type { Batch, Receipt } from '@attune/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { createOutbox } from './outbox.ts'
import { createSender } from './sender.ts'
import { createStore } from './store.ts'
import { createFakeStorage } from './testing/fake-storage.ts'

type Answer = Response | 'away' | 'hangs' | ((batch: Batch) => Response)

const RECEIPT: Receipt = { accepted: 1, rejected: [] }

describe('sender', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.UTC(2026, 10, 23) }))
  afterEach(() => void vi.useRealTimers())

  /** A page whose service answers what `answers` gives, in turn; the last one for ever. */
  const open = (answers: Answer[], area = createFakeStorage()) => {
    const sent: Batch[] = []
    const receipts: Receipt[] = []
    const store = createStore('a:', () => area)
    store.keep(true)
    const request = async (_: unknown, init?: RequestInit) => {
      sent.push(JSON.parse(init?.body as string) as Batch)
      const answer = answers.length > 1 ? answers.shift()! : answers[0]!
      if (typeof answer === 'function') return answer(sent.at(-1)!)
      if (answer === 'hangs') return new Promise<Response>(() => {})
      if (answer === 'away') throw new TypeError('Failed to fetch')
      return answer.clone()
    }
    const outbox = createOutbox(
      store,
      () => 'me',
      () => ({ page: '/' }),
      'tab',
      () => sender.soon(),
    )
    const sender = createSender(store, outbox, 'https://s/v1/events', request, undefined, (receipt) =>
      receipts.push(receipt),
    )
    return {
      area,
      store,
      outbox,
      sender,
      sent,
      receipts,
      step: (step: string) => outbox.add({ type: 'entered', step }),
    }
  }
  const ok = () => Response.json(RECEIPT, { status: 202 })
  const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

  it('what happens within a second goes together, and is deleted once it is acknowledged', async () => {
    const { outbox, sent, receipts, step } = open([ok()])
    step('checkout/cart')
    await wait(900)
    step('checkout/payment')
    expect(sent).toEqual([])
    await wait(100)
    expect(sent.map(({ events }) => events.length)).toEqual([2])
    expect([outbox.due(), receipts]).toEqual([[], [RECEIPT]])
  })

  it('after a failure the same batch is sent again, with the same id and the time of this sending', async () => {
    const { sent, outbox, step } = open([new Response('', { status: 503, headers: { 'retry-after': '20' } }), ok()])
    step('checkout/cart')
    await wait(1_000)
    await wait(19_999)
    expect(sent).toHaveLength(1)
    await wait(20_001)
    expect(sent).toHaveLength(2)
    const [first, second] = sent as [Batch, Batch]
    expect([second.batch, second.events]).toEqual([first.batch, first.events])
    expect(Date.parse(second.sent_at) - Date.parse(first.sent_at)).toBeGreaterThanOrEqual(20_000)
    expect(outbox.due()).toEqual([])
  })

  it('the next page keeps waiting for as long as the service has asked for, and then sends', async () => {
    const first = open([new Response('', { status: 429, headers: { 'retry-after': '60' } }), 'hangs'])
    first.step('checkout/cart')
    await wait(1_000)
    const next = open([ok()], first.area)
    next.sender.flush()
    next.sender.leave()
    await wait(50_000)
    expect(next.sent).toEqual([])
    await wait(80_000)
    expect(next.sent.map(({ batch }) => batch)).toEqual([first.sent[0]!.batch])
  })

  it('the next page does not wait for a network that the page before lacked', async () => {
    const first = open(['away', 'away'])
    first.step('checkout/cart')
    await wait(1_000)
    const next = open([ok()], first.area)
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
      ({ events }) => (events[0]!.type === 'left' ? new Response('', { status: 500 }) : ok()),
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
    const { store, outbox, step } = open([new Response('', { status })])
    step('checkout/cart')
    await wait(1_000)
    expect([outbox.due(), store.get(`d:${status}`)]).toEqual([[], 1])
  })

  it('413: halved until it fits', async () => {
    const { sent, outbox, step } = open([new Response('', { status: 413 }), ok()])
    for (const id of ['a', 'b', 'c']) step(`checkout/${id}`)
    await wait(1_000)
    expect(sent.map(({ events }) => events.length).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
    expect(outbox.due()).toEqual([])
  })

  it('leaving in the middle of sending loses nothing: the next visit sends it again, under the same id', async () => {
    const first = open(['hangs'])
    first.outbox.hold('i', { type: 'answered', id: 'i', visit: 'v', prompt: 'p', version: 1, step: 'c/p', feel: 2 })
    first.outbox.release()
    first.sender.leave()
    expect(first.sent).toHaveLength(1)
    const next = open([ok()], first.area)
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

  it('a corrupt batch is dropped, counted, and does not stop the others', async () => {
    const { area, store, sent, step } = open([ok()])
    area.setItem(`a:o:${Date.now()}:bad`, '{"half')
    step('checkout/cart')
    await wait(1_000)
    expect([sent.length, store.get('d:corrupt')]).toEqual([1, 1])
  })
})

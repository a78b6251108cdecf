import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { configOf, openPage, pass as wait, requests } from './testing/asking-page.ts'
import { createFakeStorage } from './testing/fake-storage.ts'

const CONFIG = configOf([{ id: 'cart-feel', step: 'checkout/cart' }])
type Areas = ReturnType<typeof openPage>['areas']
const open = (areas?: Areas) => openPage(CONFIG, areas && { areas })

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 23), toFake: ['Date', 'setInterval', 'clearInterval'] })
})
afterEach(() => void vi.useRealTimers())

/** Until a page looks for what tabs that are gone have left. */
async function left() {
  await wait(0)
  await new Promise((resolve) => setTimeout(resolve, 1_600))
}

describe("an answer from the host's own interface", () => {
  it('is sent once, masked, of the time and the visit it was given in, and counts toward the budget', async () => {
    const { asks, areas, events, person } = open()
    asks.notice('completed', 'checkout/cart')
    asks.answer('cart-feel', {
      feel: 3,
      comment: 'own, jane@example.org',
      answers: { why: ['slow', '+49 171 2345678'] },
    })
    const visit = (JSON.parse(areas.tab.getItem('a:v:checkout')!) as { id: string }).id
    vi.setSystemTime(Date.UTC(2026, 10, 24))
    await wait(0)
    expect(events().filter(({ type }) => type === 'answered')).toMatchObject([
      {
        prompt: 'cart-feel',
        version: 1,
        step: 'checkout/cart',
        feel: 3,
        comment: 'own, [email]',
        answers: { why: ['slow', '[number]'] },
        at: '2026-11-23T00:00:00.000Z',
        visit,
      },
    ])
    expect(person.read().asked).toMatchObject([{ prompt: 'cart-feel', outcome: 'answered' }])
  })

  it('is in storage and in the books before anything is fetched, and the next page sends what this one could not', async () => {
    const first = open()
    first.asks.answer('cart-feel', { feel: 2 })
    expect(first.outbox.books()).toEqual({ submitted: 1, stored: 0, pending: 1, dropped: {} })
    const next = open({ ...first.areas })
    await left()
    expect(next.events().filter(({ type }) => type === 'answered')).toMatchObject([{ feel: 2 }])
    expect(next.outbox.books()).toEqual({ submitted: 1, stored: 0, pending: 1, dropped: {} })
  })

  it('leaves what stands in an open prompt as it is: that may still change', async () => {
    const { asks, events } = open()
    asks.ask('cart-feel')
    await wait(0)
    requests.at(-1)!.onDraft({ feel: 4, comment: '' })
    asks.answer('cart-feel', { feel: 1 })
    await wait(0)
    requests.at(-1)!.onClose('done', { feel: 5, comment: 'in the end' })
    const said = events().filter(({ type }) => type === 'answered')
    expect(said).toMatchObject([{ feel: 1 }, { feel: 5, comment: 'in the end' }])
    expect(said).toHaveLength(2)
  })

  it('to a prompt that is not live says nothing', async () => {
    const { asks, outbox } = open()
    asks.answer('gone', { feel: 2 })
    await wait(0)
    expect(outbox.books()).toEqual({ submitted: 0, stored: 0, pending: 0, dropped: {} })
  })

  it('to a prompt that is gone by then, or that cannot be read, is counted as dropped', async () => {
    const shared = createFakeStorage()
    const said = { prompt: 'gone', visit: 'v', at: '2026-11-23T00:00:00.000Z', feel: 2 }
    shared.setItem('a:w:s::1:gone', JSON.stringify(said))
    shared.setItem('a:w:s::1:broken', '{"half')
    const { outbox } = open({ shared, tab: createFakeStorage() })
    await left()
    expect(outbox.books()).toEqual({ submitted: 2, stored: 0, pending: 0, dropped: { unknown_prompt: 1, corrupt: 1 } })
  })
})

describe('an answer that its tab did not finish', () => {
  const at = '2026-11-23T00:00:00.000Z'
  const answered = {
    type: 'answered',
    prompt: 'cart-feel',
    version: 1,
    step: 'checkout/cart',
    id: 'i',
    visit: 'v',
    feel: 4,
    at,
  }
  const leftBy = (tab: string, event: object = answered) => {
    const shared = createFakeStorage()
    shared.setItem('a:w:::1:i', JSON.stringify({ event, tab, at: Date.now() }))
    return open({ shared, tab: createFakeStorage() })
  }

  it('is final once the tab is gone, and the next page sends it', async () => {
    const { events } = leftBy('gone')
    await left()
    await vi.waitFor(() => expect(events()).toMatchObject([{ type: 'answered', feel: 4 }]))
  })

  it('is left alone while the tab is there', async () => {
    const stays = Promise.withResolvers<void>()
    const isOver = navigator.locks.request('attune:there', () => stays.promise)
    const { events, outbox } = leftBy('there')
    await left()
    expect([events(), outbox.books().pending]).toEqual([[], 1])
    stays.resolve()
    await isOver
  })

  it('an outcome that waits for one is not taken along', async () => {
    const { events } = leftBy('gone', { type: 'outcome', journey: 'checkout', outcome: 'reached', at })
    await left()
    expect(events()).toEqual([])
  })

  it('holds a lock of its tab from the first tap until it is final', async () => {
    const held = async () => (await navigator.locks.query()).held?.map(({ name }) => name)
    const { asks, tab } = open()
    tab.set('t', 'mine')
    asks.ask('cart-feel')
    await wait(0)
    expect(await held()).not.toContain('attune:mine')
    requests.at(-1)!.onDraft({ feel: 4, comment: '' })
    await vi.waitFor(async () => expect(await held()).toContain('attune:mine'))
    requests.at(-1)!.onClose('done', { feel: 4, comment: '' })
    await vi.waitFor(async () => expect(await held()).not.toContain('attune:mine'))
  })
})

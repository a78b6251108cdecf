import type { WireEvent } from '@attune/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { configOf, openPage, pass, requests } from './testing/asking-page.ts'

const cart = { id: 'cart-feel', step: 'checkout/cart' }
const payment = { id: 'payment-feel', step: 'checkout/payment' }

describe('asking', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 23), toFake: ['Date', 'setInterval', 'clearInterval'] })
    requests.length = 0
  })
  afterEach(() => void vi.useRealTimers())

  it('a prompt at a more important step takes the place of one that waits, never of one that is open', async () => {
    const { asks, happened } = openPage(configOf([cart, payment]))
    asks.notice('completed', 'checkout/cart')
    await pass(500)
    asks.notice('completed', 'checkout/payment')
    await pass(2_500)
    expect([requests.length, happened()]).toEqual([1, ['busy', 'asked', 'shown']])
    expect(asks.explain()).toEqual([
      { prompt: 'cart-feel', decision: 'busy' },
      { prompt: 'payment-feel', decision: 'asked' },
    ])
    asks.notice('completed', 'checkout/cart')
    expect(requests).toHaveLength(1)
  })

  it('a prompt goes when what it was not to be asked after happens while it waits', async () => {
    const { asks, happened } = openPage(configOf([{ ...cart, unless: [{ type: 'failed' }] }]))
    asks.notice('completed', 'checkout/cart')
    await pass(500)
    asks.notice('failed', 'checkout/delivery')
    expect(happened()).toEqual([])
    asks.notice('failed', 'checkout/cart')
    await pass(3_000)
    expect([requests.length, happened()]).toEqual([0, ['passed']])
  })

  it('a prompt that follows on something else waits for it, over a page load', async () => {
    const after = { moments: [{ type: 'failed', step: 'checkout/delivery' } as const], withinMs: 60_000 }
    const config = configOf([{ ...cart, after }])
    const first = openPage(config)
    await pass(0)
    first.asks.notice('completed', 'checkout/cart')
    expect(first.asks.explain()).toEqual([{ prompt: 'cart-feel', decision: 'before' }])
    first.asks.notice('failed', 'checkout/delivery')
    first.asks.leave()
    const next = openPage(config, { areas: first.areas })
    await pass(0)
    next.asks.notice('completed', 'checkout/cart')
    await pass(2_500)
    expect(requests).toHaveLength(1)
  })

  it('a prompt goes one page further and no more, and is counted as passed once', async () => {
    const config = configOf([cart])
    const first = openPage(config)
    first.asks.notice('completed', 'checkout/cart')
    await pass(500)
    first.asks.leave()
    const counts: number[] = []
    for (let pages = 0; pages < 4; pages++) {
      const next = openPage(config, { areas: first.areas })
      await pass(500)
      next.asks.leave()
      counts.push(next.happened().filter((what) => what === 'passed').length)
    }
    expect([requests.length, counts]).toEqual([0, [0, 1, 1, 1]])
  })

  describe('where the project asks for impressions', () => {
    const settings = { impressions: '/v1/impression?key=pk_demo' }
    const withImpressions = () => {
      const config = configOf([cart])
      return { ...config, settings: { ...config.settings, ...settings } }
    }
    const { fetch: real } = globalThis
    afterEach(() => void vi.stubGlobal('fetch', real))
    const answered = (events: WireEvent[]) => events.filter((event) => event.type === 'answered')

    it('one is fetched for the prompt before it shows, and goes with its answer', async () => {
      const fetched: string[] = []
      vi.stubGlobal('fetch', async (url: string) => fetched.push(url) && new Response('proof'))
      const { asks, events } = openPage(withImpressions())
      asks.notice('completed', 'checkout/cart')
      await pass(2_500)
      requests[0]!.onClose('done', { feel: 4, comment: '' })
      expect(fetched).toEqual(['data:text/javascript,/v1/impression?key=pk_demo&prompt=cart-feel'])
      expect(answered(events())).toMatchObject([{ impression: 'proof' }])
    })

    it("an answer in the host's own interface gets one, too", async () => {
      vi.stubGlobal('fetch', async () => new Response('proof'))
      const { asks, events } = openPage(withImpressions())
      asks.answer('cart-feel', { feel: 2 })
      await pass(0)
      expect(answered(events())).toMatchObject([{ feel: 2, impression: 'proof' }])
    })

    it.each([
      ['there is no network', () => Promise.reject(new TypeError('Failed to fetch'))],
      ['the service refuses', async () => new Response('slow down', { status: 429 })],
    ])('where %s, the prompt is shown and its answer goes without', async (_, request) => {
      vi.stubGlobal('fetch', request)
      const { asks, events } = openPage(withImpressions())
      asks.notice('completed', 'checkout/cart')
      await pass(2_500)
      requests[0]!.onClose('done', { feel: 4, comment: '' })
      expect(answered(events())).toHaveLength(1)
      expect(answered(events())[0]).not.toHaveProperty('impression')
    })
  })

  it('a variant is named in all that is reported of it, and its words are shown', async () => {
    const variants = [{ id: 'b', weight: 1, wording: { default: { question: 'How was it?' } } }]
    const { asks, events } = openPage(configOf([{ ...cart, variants }]))
    asks.notice('completed', 'checkout/cart')
    await pass(2_500)
    expect(requests[0]!.wording.question).toBe('How was it?')
    requests[0]!.onClose('done', { feel: 4, comment: '' })
    expect(events().map((event) => 'variant' in event && event.variant)).toEqual(['b', 'b', 'b'])
  })

  it('follow-ups are passed on, and what names a person is masked in them as in the words', async () => {
    const followUps = [{ id: 'who', kind: 'text' } as const]
    const { asks, events } = openPage(configOf([{ ...cart, followUps }]))
    asks.notice('completed', 'checkout/cart')
    await pass(2_500)
    expect(requests[0]!.followUps).toEqual(followUps)
    const draft = { feel: 2, comment: 'call 0171 2345678', answers: { who: ['me@shop.example'] } }
    requests[0]!.onClose('done', draft)
    expect(events().find(({ type }) => type === 'answered')).toMatchObject({
      comment: 'call [number]',
      answers: { who: ['[email]'] },
    })
  })

  it('an inline prompt is shown in its element, and passes where there is none', async () => {
    const config = configOf([{ ...cart, placement: 'inline', into: '#here' }])
    const without = openPage(config)
    without.asks.notice('completed', 'checkout/cart')
    await pass(2_500)
    expect([requests.length, without.happened()]).toEqual([0, ['passed']])
    const { asks, page } = openPage(config)
    page.elements['#here'] = {}
    asks.notice('completed', 'checkout/cart')
    await pass(2_500)
    expect([requests[0]!.placement, requests[0]!.into]).toEqual(['inline', page.elements['#here']])
  })

  it('nobody is asked to whom a prompt is not addressed, and explain says why', async () => {
    const config = configOf([{ ...cart, who: { traits: { plan: ['pro'] } } }])
    const { asks, happened } = openPage(config, { context: { traits: { plan: 'free' } } })
    asks.notice('completed', 'checkout/cart')
    await pass(2_500)
    expect([requests.length, happened(), asks.explain()[0]!.decision]).toEqual([0, [], 'traits'])
  })

  describe('a tab', () => {
    const config = configOf([{ id: 'anything', step: 'checkout', on: 'opened', placement: 'tab' }])

    it('stands at every step of its journey, spends no budget, and every closing is an answer of its own', async () => {
      const { asks, events, person } = openPage(config)
      asks.notice('entering', 'checkout/cart')
      asks.notice('entered', 'checkout/cart')
      await pass(0)
      asks.notice('entering', 'checkout/delivery')
      asks.notice('entered', 'checkout/delivery')
      await pass(0)
      expect(requests).toHaveLength(1)
      const [tab] = requests
      expect(tab!.placement).toBe('tab')
      for (const feel of [2, 5]) {
        tab!.onOpen!()
        tab!.onDraft({ feel, comment: '' })
        tab!.onClose('done', { feel, comment: 'by myself' })
      }
      tab!.onOpen!()
      tab!.onClose('closed', { feel: null, comment: '' })
      const answers = events().flatMap((event) => (event.type === 'answered' ? [event] : []))
      expect(answers.toSorted((a, b) => a.feel - b.feel)).toMatchObject([
        { prompt: 'anything', feel: 2, comment: 'by myself', unprompted: true },
        { prompt: 'anything', feel: 5, comment: 'by myself', unprompted: true },
      ])
      expect(new Set(answers.map(({ id }) => id)).size).toBe(2)
      expect([events().length, person.read().asked]).toEqual([2, []])
    })

    it('goes with its journey, and what stands in it is kept', async () => {
      const { asks, events } = openPage(config)
      asks.notice('entered', 'checkout/cart')
      await pass(0)
      requests[0]!.onOpen!()
      requests[0]!.onDraft({ feel: 3, comment: 'half a wo' })
      asks.notice('entering', 'account/profile')
      expect(requests[0]).toMatchObject({ isRemoved: true })
      expect(events()).toMatchObject([{ type: 'answered', feel: 3, comment: 'half a wo', unprompted: true }])
    })
  })
})

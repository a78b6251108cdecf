import type { PromptConfig, WireEvent } from '@attune/protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { configOf, openPage, pass, requests } from './testing/asking-page.ts'

const pair = { outcome: 'whole', steps: ['payment-feel'] }
const payment = { id: 'payment-feel', step: 'checkout/payment', pair }
const whole = { id: 'whole', step: 'checkout/confirmation', on: 'entered', pair } as const

describe('a pair', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 23), toFake: ['Date', 'setInterval', 'clearInterval'] })
    requests.length = 0
  })
  afterEach(() => void vi.useRealTimers())

  const answer = (feel: number) => requests.at(-1)!.onClose('done', { feel, comment: '' })
  const pairOf = (more: Partial<PromptConfig> = {}) => configOf([payment, { ...whole, ...more }])

  it('is asked one after the other in one visit, and nothing else is', async () => {
    const { asks, events, person } = openPage(pairOf({ share: 0.000001 }))
    asks.notice('completed', 'checkout/payment')
    await pass(2_500)
    answer(2)
    asks.notice('entered', 'checkout/confirmation')
    await pass(2_500)
    expect(requests).toHaveLength(2)
    answer(4)
    const answers = events().flatMap((event) => (event.type === 'answered' ? [event] : []))
    expect(answers).toMatchObject([
      { prompt: 'payment-feel', feel: 2, share: 1 },
      { prompt: 'whole', feel: 4, share: 1 },
    ])
    expect(answers[0]!.visit).toBe(answers[1]!.visit)
    expect(person.read().asked).toMatchObject([{ prompt: 'payment-feel' }, { prompt: 'whole', isSecond: true }])
    expect(person.read().asked[0]).not.toHaveProperty('isSecond')
    asks.notice('completed', 'checkout/payment')
    asks.notice('entered', 'checkout/confirmation')
    await pass(2_500)
    expect(requests).toHaveLength(2)
  })

  it('a moment of the outcome that comes while the first waits or is open is kept until that is answered', async () => {
    for (const ms of [0, 2_500]) {
      requests.length = 0
      const { asks } = openPage(pairOf())
      asks.notice('completed', 'checkout/payment')
      await pass(ms)
      // More important, and due as every other prompt: it takes no place of the first, whose pair it is of.
      asks.notice('entered', 'checkout/confirmation')
      // However long that takes.
      await pass(40_000)
      expect(requests).toHaveLength(1)
      expect(asks.explain()[1]).toEqual({ prompt: 'whole', decision: 'busy' })
      answer(3)
      await pass(1_500)
      expect(requests).toHaveLength(1)
      await pass(1_500)
      expect(requests).toMatchObject([{ isRemoved: true }, {}])
    }
  })

  it.each(['closed', 'never'] as const)('whoever left the first by "%s" is not asked the second', async (how) => {
    const { asks, happened } = openPage(pairOf())
    asks.notice('completed', 'checkout/payment')
    await pass(2_500)
    asks.notice('entered', 'checkout/confirmation')
    requests[0]!.onClose(how, { feel: null, comment: '' })
    await pass(3_000)
    expect([requests.length, happened()]).toEqual([1, ['asked', 'shown', how, 'over_budget']])
  })

  it('whoever leaves the page with the first open and answered is asked the second on the next', async () => {
    const first = openPage(pairOf())
    first.asks.notice('completed', 'checkout/payment')
    await pass(2_500)
    first.asks.notice('entered', 'checkout/confirmation')
    requests[0]!.onDraft({ feel: 1, comment: '' })
    first.asks.leave()
    const next = openPage(pairOf(), { areas: first.areas })
    await pass(2_500)
    expect(requests).toHaveLength(2)
    answer(5)
    const visits = [...first.events(), ...next.events()].flatMap((e) => (e.type === 'answered' ? [e.visit] : []))
    expect(new Set(visits).size).toBe(1)
  })

  it('a moment of the outcome goes with a first that waits over a page load', async () => {
    const first = openPage(pairOf())
    first.asks.notice('completed', 'checkout/payment')
    await pass(0)
    first.asks.notice('entered', 'checkout/confirmation')
    first.asks.leave()
    openPage(pairOf(), { areas: first.areas })
    await pass(2_500)
    expect(requests).toHaveLength(1)
    answer(5)
    await pass(2_500)
    expect(requests).toHaveLength(2)
  })

  it('where the first was never shown, the outcome is decided upon as always', async () => {
    const { asks, happened, events } = openPage(configOf([{ ...payment, unless: [{ type: 'failed' }] }, whole]))
    asks.notice('completed', 'checkout/payment')
    await pass(0)
    asks.notice('entered', 'checkout/confirmation')
    asks.notice('failed', 'checkout/payment')
    await pass(2_500)
    expect([requests.length, happened()]).toEqual([1, ['passed', 'asked', 'shown']])
    expect(events().at(-1)).toMatchObject({ prompt: 'whole', share: 1 })
  })

  it("is none where the page's own code has asked the first", async () => {
    const { asks } = openPage(pairOf())
    asks.ask('payment-feel')
    await pass(100)
    answer(2)
    asks.notice('entered', 'checkout/confirmation')
    await pass(2_500)
    expect(requests).toHaveLength(1)
  })

  it('a step is reported with its part of the share', async () => {
    const steps = ['cart-feel', 'payment-feel']
    const config = configOf([{ ...payment, pair: { outcome: 'whole', steps } }])
    let last: WireEvent | undefined
    for (let people = 0; people < 20 && last?.type !== 'shown'; people++) {
      const { asks, events } = openPage(config)
      asks.notice('completed', 'checkout/payment')
      await pass(2_500)
      last = events().at(-1)
    }
    expect(last).toMatchObject({ type: 'shown', share: 0.5 })
  })
})

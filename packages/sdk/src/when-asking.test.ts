import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { configOf, openPage, pass as wait, requests } from './testing/asking-page.ts'
import { createFakeStorage } from './testing/fake-storage.ts'

const CONFIG = configOf([
  { id: 'cart-feel', step: 'checkout/cart' },
  { id: 'delivery-feel', step: 'checkout/delivery' },
])
for (const step of CONFIG.journeys[0]!.steps) step.importance = 0
type Areas = ReturnType<typeof openPage>['areas']
const open = (areas?: Areas) => openPage(CONFIG, areas && { areas })

describe('asking', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 23), toFake: ['Date', 'setInterval', 'clearInterval'] })
    requests.length = 0
  })
  afterEach(() => void vi.useRealTimers())

  it('a prompt is shown after two seconds of quiet, and counted as considered and shown', async () => {
    const { asks, page, happened, person } = open()
    asks.notice('completed', 'checkout/cart')
    await wait(1_500)
    page.act()
    await wait(1_500)
    expect(requests).toHaveLength(0)
    await wait(1_000)
    expect(requests).toHaveLength(1)
    expect(happened()).toEqual(['asked', 'shown'])
    expect(person.read().asked).toMatchObject([{ prompt: 'cart-feel', outcome: 'ignored', session: 1 }])
  })

  it('nobody who is typing is asked, and after half a minute the moment has passed', async () => {
    const { asks, page, happened } = open()
    page.activeElement = { matches: () => true }
    asks.notice('completed', 'checkout/cart')
    await wait(31_000)
    expect([requests.length, happened()]).toEqual([0, ['passed']])
    expect(asks.explain()[0]).toEqual({ prompt: 'cart-feel', decision: 'passed' })
  })

  it('what is tapped is stored at once and sent when the prompt closes, once', async () => {
    const { asks, events } = open()
    asks.notice('completed', 'checkout/cart')
    await wait(2_500)
    const [request] = requests
    request!.onDraft({ feel: 2, comment: '' })
    request!.onDraft({ feel: 4, comment: 'slow' })
    expect(events().filter(({ type }) => type === 'answered')).toEqual([])
    request!.onClose('done', { feel: 4, comment: 'slow!' })
    request!.onClose('done', { feel: 1, comment: 'again' })
    expect(events().filter(({ type }) => type === 'answered')).toMatchObject([
      { prompt: 'cart-feel', version: 1, step: 'checkout/cart', feel: 4, comment: 'slow!', share: 1 },
    ])
  })

  it.each([
    ['closed', 'closed', 'dismissed', false],
    ['never', 'never', 'dismissed', true],
  ] as const)('%s without a face is a dismissal', async (how, expected, outcome, optedOut) => {
    const { asks, happened, person } = open()
    asks.notice('completed', 'checkout/cart')
    await wait(2_500)
    requests[0]!.onClose(how, { feel: null, comment: '' })
    expect(happened().at(-1)).toBe(expected)
    const { asked, optedOut: isOut = false } = person.read()
    expect([asked[0]!.outcome, isOut]).toEqual([outcome, optedOut])
  })

  it('leaving the page with a face chosen sends what stands; left alone, it was ignored', async () => {
    const first = open()
    first.asks.notice('completed', 'checkout/cart')
    await wait(2_500)
    requests[0]!.onDraft({ feel: 5, comment: 'half a wo' })
    first.asks.leave()
    const answers = first.events().filter(({ type }) => type === 'answered')
    expect(answers).toMatchObject([{ feel: 5, comment: 'half a wo' }])
    const second = open()
    second.asks.notice('completed', 'checkout/cart')
    await wait(2_500)
    second.asks.leave()
    expect(second.happened().at(-1)).toBe('ignored')
  })

  it('what waits for a pause is asked on the very next page, and on none after that', async () => {
    const first = open()
    first.asks.notice('completed', 'checkout/cart')
    await wait(500)
    first.asks.leave()
    const next = open(first.areas)
    await wait(500)
    next.asks.leave()
    const last = open(first.areas)
    await wait(5_000)
    expect([requests.length, last.happened()]).toEqual([0, ['passed']])
    const again = open()
    again.asks.notice('completed', 'checkout/cart')
    await wait(500)
    again.asks.leave()
    open(again.areas)
    await wait(2_500)
    expect(requests).toHaveLength(1)
  })

  it('a moment noticed right before the page is left is not lost', async () => {
    const first = open()
    first.asks.notice('completed', 'checkout/cart')
    first.asks.leave()
    const next = createFakeStorage()
    for (const [key, value] of Object.entries(first.areas.tab)) next.setItem(key, value as string)
    open({ ...first.areas, tab: next })
    await wait(2_500)
    expect(requests).toHaveLength(1)
  })

  it('entering the step after it does not drop a prompt; going further does', async () => {
    const { asks, happened } = open()
    asks.notice('completed', 'checkout/cart')
    await wait(500)
    asks.notice('entering', 'checkout/delivery')
    expect(happened()).toEqual([])
    asks.notice('entering', 'checkout/payment')
    asks.notice('completed', 'checkout/delivery')
    expect(happened()).toEqual(['passed'])
    await wait(2_500)
    expect(requests).toHaveLength(1)
  })

  it('a second prompt while one waits finds the person busy', async () => {
    const { asks, happened } = open()
    asks.notice('completed', 'checkout/cart')
    await wait(100)
    asks.notice('completed', 'checkout/delivery')
    expect(happened()).toEqual(['busy'])
  })

  it('another tab that has asked meanwhile is seen right before showing', async () => {
    const first = open()
    first.asks.notice('completed', 'checkout/cart')
    await wait(500)
    const other = open({ shared: first.areas.shared, tab: createFakeStorage() })
    const session = other.person.read().sessions
    other.person.change({ asked: [{ at: Date.now(), prompt: 'x', step: 'y/z', session, outcome: 'ignored' }] })
    await wait(3_000)
    expect([requests.length, first.happened()]).toEqual([0, ['over_budget']])
  })

  it('the host may ask regardless of moment and budget, but never who said never', async () => {
    const { asks, person } = open()
    const { sessions: session } = person.read()
    person.change({ asked: [{ at: Date.now(), prompt: 'cart-feel', step: 'y/z', session, outcome: 'dismissed' }] })
    asks.ask('cart-feel')
    await wait(0)
    expect(requests).toHaveLength(1)
    asks.leave()
    person.change({ optedOut: true })
    asks.ask('cart-feel')
    await wait(0)
    expect(requests).toHaveLength(1)
  })

  it('somebody who denies storage while asking is being fetched is asked all the same', async () => {
    const { asks, tab } = open()
    asks.notice('completed', 'checkout/cart')
    tab.keep(false)
    await wait(2_500)
    expect(requests).toHaveLength(1)
  })

  it('an outcome that waits for an open question names the visit once there is an answer', async () => {
    const { asks, outbox, events, areas } = open()
    asks.notice('completed', 'checkout/cart')
    await wait(2_500)
    const visit = (JSON.parse(areas.tab.getItem('a:v:checkout')!) as { id: string }).id
    expect(asks.pending()).toBe(true)
    outbox.hold(visit, { type: 'outcome', journey: 'checkout', outcome: 'reached' })
    requests[0]!.onClose('done', { feel: 1, comment: '' })
    expect(events().find(({ type }) => type === 'outcome')).toMatchObject({ outcome: 'reached', visit })
  })
})

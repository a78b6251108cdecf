import type { JourneyConfig, PromptDocument, WouldAsk } from '@attune/protocol'
import { expect, it } from 'vitest'

import { wouldAsk, type WouldAskParts } from './would-ask.ts'

const journeys: JourneyConfig[] = [
  {
    id: 'checkout',
    name: 'Checkout',
    steps: [
      { id: 'cart', name: 'Cart', match: { urls: ['//shop.example/cart/**'] } },
      { id: 'payment', name: 'Payment', match: { urls: ['/checkout/pay*'] } },
      { id: 'gift', name: 'Gift', match: { urls: ['/gift'], clicked: '.gift' } },
      { id: 'done', name: 'Done' },
    ],
  },
]

function ask(own: Partial<PromptDocument>, who: Partial<WouldAsk> = {}, parts: Partial<WouldAskParts> = {}) {
  const prompt = { id: 'pay', step: 'checkout/payment', wording: { default: { question: 'How?' } }, ...own }
  return wouldAsk(
    { prompt, journeys, budget: {}, isFull: false, now: Date.parse('2026-11-26T12:00:00Z'), ...parts },
    { page: '/checkout/payment', ...who },
  )
}

it('somebody whom the prompt is meant for is asked, whatever it has to come after', () => {
  const after = {
    moments: [{ type: 'failed' as const }, { type: 'entered' as const, step: 'checkout/cart' }],
    withinMs: 1,
  }
  expect(ask({ after })).toEqual({
    asked: true,
    reason: 'asked',
    text: 'Yes: they would be asked, at the next quiet moment.',
  })
})

it.each<[string, Partial<PromptDocument>, Partial<WouldAsk>, string]>([
  ['other_step', {}, { page: '/cart' }, 'No: the page /cart is not of “Payment”, which is noticed at /checkout/pay*.'],
  ['not_now', { schedule: { from: '2026-12-01T00:00:00Z' } }, {}, 'No: its schedule has not begun, or is over.'],
  ['device', { who: { devices: ['mobile', 'tablet'] } }, { device: 'desktop' }, 'other devices: mobile, tablet.'],
  ['device', { who: { devices: ['mobile'] } }, {}, 'other devices'],
  ['locale', { who: { locales: ['de'] } }, { locale: 'en-GB' }, 'other languages: de.'],
  ['release', { who: { releases: [] } }, { release: '1' }, 'other releases: nobody.'],
  ['page', { who: { pages: ['/x/**'] } }, {}, 'other pages than /checkout/payment: /x/**.'],
  ['visitor', { who: { returning: false } }, {}, 'people who are new.'],
  ['traits', { who: { traits: { plan: ['pro', 'team'] } } }, { traits: { plan: 'free' } }, 'plan is pro or team.'],
  ['sampled_out', { share: 0 }, {}, 'its share is 0 %'],
  ['first_session', {}, { is_returning: false }, 'the first session'],
])('the one reason is %s', (reason, own, who, words) => {
  expect(ask(own, who)).toEqual({ asked: false, reason, text: expect.stringContaining(words) as string })
})

it('a full quota and the budget of the project are held', () => {
  expect(ask({}, {}, { isFull: true }).reason).toBe('full')
  expect(ask({}, { is_returning: false }, { budget: { firstSession: true } }).reason).toBe('asked')
})

it('a page may be pasted whole; a host decides where the globs name one', () => {
  expect(ask({}, { page: 'https://shop.example/checkout/pay?card=1#top' }).reason).toBe('asked')
  const cart = { step: 'checkout/cart' }
  expect(ask(cart, { page: 'https://shop.example/cart/7' }).reason).toBe('asked')
  expect(ask(cart, { page: 'https://other.example/cart/7' }).reason).toBe('other_step')
  expect(ask(cart, { page: '/cart/7' }).reason).toBe('asked')
})

it('a step that is not noticed by globs alone may happen anywhere, which is said', () => {
  for (const step of ['checkout/done', 'checkout/gift']) {
    const { asked, text } = ask({ step }, { page: '/elsewhere' })
    expect([asked, text]).toEqual([true, expect.stringContaining('happens there: its globs do not say so.')])
  }
  expect(ask({ step: 'checkout/gift' }, { page: '/gift' }).text).not.toContain('Provided')
})

it('a share and a status that stand in the way are said beside the yes', () => {
  expect(ask({ share: 0.2, status: 'paused' })).toMatchObject({
    asked: true,
    text: 'Yes: they would be asked, at the next quiet moment. Provided that they are among the 20 % of people who may be asked. It is paused at present.',
  })
})

it('a tab of a journey may be opened at any of its steps', () => {
  const tab = { step: 'checkout', placement: 'tab' as const }
  expect(ask(tab, { is_returning: false }).reason).toBe('asked')
})

it('of a pair it is said on what it depends', () => {
  const pair = { outcome: 'whole', steps: ['pay', 'cart'] }
  expect(ask({}, {}, { pair })).toMatchObject({ asked: true })
  expect(ask({}, {}, { pair }).text).toContain('Provided that it is the one of 2 prompts that is drawn for them.')
  expect(ask({ pairWith: ['pay', 'cart'], id: 'whole' }, {}, { pair }).text).toContain(
    'Whoever has just answered at one of its steps is asked it in any case, as the second of a pair.',
  )
})

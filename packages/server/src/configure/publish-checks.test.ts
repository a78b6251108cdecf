import type { PromptChange, PromptDocument } from '@attune/protocol'
import { describe, expect, it } from 'vitest'

import { missingLocales } from './missing-locales.ts'
import { checksOf, type Surroundings } from './publish-checks.ts'

const NOW = new Date('2026-11-26T12:00:00Z')
const wording = { default: { question: 'How was it?' } }

function prompt(more: Partial<PromptDocument> = {}): PromptDocument {
  return { id: 'p', step: 'checkout/payment', wording, ...more }
}

function codes(draft: Partial<PromptDocument>, more: Partial<Surroundings> = {}): string[] {
  const surroundings: Surroundings = {
    journeys: [
      {
        id: 'checkout',
        name: 'Checkout',
        steps: [
          { id: 'cart', name: 'Cart', match: { urls: ['/cart'] } },
          { id: 'payment', name: 'Payment' },
        ],
      },
    ],
    theme: {},
    budget: {},
    published: [],
    privacy: 'open',
    changes: [],
    isCounted: true,
    locales: new Map(),
    now: NOW,
    ...more,
  }
  return checksOf(prompt(draft), surroundings).map(({ level, code }) => `${level} ${code}`)
}

describe('before publishing', () => {
  it('nothing is said of a prompt that is right', () => {
    expect(codes({})).toEqual([])
  })

  it('contradictions and colours that nobody can read stand in the way', () => {
    expect(codes({ step: 'checkout/pay', depth: 0.5 })).toEqual(['stop invalid', 'stop invalid'])
    expect(codes({}, { theme: { light: { text: '#ccc', background: '#fff' } } })).toEqual(['stop contrast'])
  })

  it('a step that nothing notices is told, unless something was counted there', () => {
    expect(codes({}, { isCounted: false })).toEqual(['warn no_match'])
    expect(codes({ step: 'checkout/cart' }, { isCounted: false })).toEqual([])
    expect(codes({ step: 'checkout' }, { isCounted: false })).toEqual(['warn no_match'])
  })

  it('a new series is told', () => {
    const change: PromptChange = { place: 'scale', before: 'faces', after: 'nps', text: 'The scale', breaks: true }
    expect(codes({}, { changes: [change] })).toEqual(['warn new_series'])
    expect(codes({}, { changes: [{ ...change, breaks: false }] })).toEqual([])
  })

  it('another prompt that takes everybody at the same moment is told', () => {
    const other = prompt({ id: 'other' })
    expect(codes({}, { published: [other] })).toEqual(['warn crowded_out'])
    expect(codes({ on: 'failed' }, { published: [other] })).toEqual([])
    expect(codes({ step: 'checkout/cart' }, { published: [other] })).toEqual([])
    expect(codes({}, { published: [{ ...other, share: 0.5 }] })).toEqual([])
    expect(codes({}, { published: [{ ...other, who: { devices: ['mobile'] } }] })).toEqual([])
    expect(codes({}, { published: [{ ...other, answersPerWeek: 50 }] })).toEqual([])
    const after = { moments: [{ type: 'failed' as const }], withinMs: 60_000 }
    expect(codes({}, { published: [{ ...other, after }] })).toEqual([])
  })

  it('one that is drawn among others leaves people to its rivals', () => {
    const rival = prompt({ id: 'other' })
    const pairWith = ['other', 'cart']
    const cart = prompt({ id: 'cart', step: 'checkout/cart' })
    const whole = (more: Partial<PromptDocument>) => prompt({ id: 'whole', step: 'checkout/done', ...more })
    expect(codes({}, { published: [rival, cart, whole({ pairWith })] })).toEqual([])
    expect(codes({}, { published: [rival, cart, whole({ pairWith: ['other'] })] })).toEqual(['warn crowded_out'])
    expect(codes({}, { published: [{ ...rival, status: 'paused' }] })).toEqual([])
  })

  it('pairs that nobody is drawn for, or that no figure shows, are told', () => {
    const cart = prompt({ id: 'cart', step: 'checkout/cart' })
    expect(codes({ pairWith: ['cart'] }, { published: [cart] })).toEqual([])
    expect(codes({ pairWith: ['cart'] }, { published: [{ ...cart, status: 'paused' }] })).toEqual(['warn no_pairs'])
    expect(codes({ pairWith: ['cart'] }, { published: [cart], privacy: 'anonymous' })).toEqual(['warn no_pairs'])
    expect(codes({}, { published: [cart], privacy: 'anonymous' })).toEqual([])
  })

  it('a time that is over is told', () => {
    expect(codes({ schedule: { until: '2026-11-26T13:00:00+01:00' } })).toEqual(['warn ended_schedule'])
    expect(codes({ schedule: { until: '2026-11-26T13:00:01+01:00' } })).toEqual([])
  })

  it('people whom the budget never lets be asked are told', () => {
    expect(codes({ who: { returning: false } })).toEqual(['warn over_budget'])
    expect(codes({ who: { returning: false } }, { budget: { firstSession: true } })).toEqual([])
    expect(codes({ who: { returning: true } })).toEqual([])
  })
})

describe('missing languages', () => {
  const missing = (draft: Partial<PromptDocument>, others: PromptDocument[], locales: Record<string, number> = {}) =>
    [...missingLocales(prompt(draft), others, new Map(Object.entries(locales)))].map((text) => text.split(',')[0])
  const de = { ...wording, de: { question: 'Wie war es?' } }

  it('that other prompts have are told', () => {
    const other = prompt({ id: 'other', wording: { ...de, 'fr-CA': { question: 'Comment ?' } } })
    expect(missing({ wording: de }, [other])).toEqual([
      '"other" has words in French and this has none: they are asked in the words of "default". Add some',
    ])
    expect(missing({ wording: other.wording }, [prompt({ wording: de })])).toEqual([])
  })

  it('that many use are told, but for the one that the default is taken to be in', () => {
    const used = { 'en-GB': 500, 'en-US': 250, 'de-DE': 200, it: 49, '': 10_000 }
    expect(missing({}, [], used)).toEqual(['20 % of people came in German in the last 14 days'])
    expect(missing({ wording: de }, [], used)).toEqual([])
    expect(missing({ wording: de }, [], { ...used, it: 51 })).toEqual([
      '5 % of people came in Italian in the last 14 days',
    ])
  })

  it('matter only to people whom the prompt is for, and in each variant', () => {
    const used = { en: 800, 'de-DE': 200 }
    expect(missing({ who: { locales: ['en'] } }, [], used)).toEqual([])
    const variants = [{ id: 'a', weight: 1, wording }]
    expect(missing({ wording: de, variants }, [], used)).toEqual(['20 % of people came in German in the last 14 days'])
  })
})

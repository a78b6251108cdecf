import type { PromptDocument } from '@attune/protocol'
import { describe, expect, it } from 'vitest'

import { changesBetween } from './changes.ts'

function prompt(more: Partial<PromptDocument> = {}): PromptDocument {
  return { id: 'p', step: 'checkout/payment', wording: { default: { question: 'How was it?' } }, ...more }
}

/** Each change as its sentence, with a mark where it breaks the series. */
function told(before: Partial<PromptDocument>, after: Partial<PromptDocument>): string[] {
  return changesBetween(prompt(before), prompt(after)).map(({ text, breaks }) => (breaks ? `! ${text}` : text))
}

const words = (question: string, options?: Record<string, string>) => ({ question, ...(options && { options }) })

/** A prompt that asks, after the score, for a reason and then for a wish. */
function curious(options: string[] = ['slow', 'unclear'], order = ['why', 'more']): Partial<PromptDocument> {
  const known = {
    why: { id: 'why', kind: 'one' as const, options },
    more: { id: 'more', kind: 'text' as const },
  }
  const said = Object.fromEntries(options.map((option) => [option, `It was ${option}`]))
  const followUps = { why: words('What was it?', said), more: words('What would help?') }
  return {
    why: false,
    followUps: order.map((id) => known[id as keyof typeof known]),
    wording: { default: { question: 'How was it?', followUps } },
  }
}

describe('no difference', () => {
  it('is what is left to defaults, or in another order that means nothing', () => {
    const said = { on: 'completed', share: 1, scale: 'faces', why: true, perPerson: 1, placement: 'card' } as const
    expect(told({}, said)).toEqual([])
    expect(told({ who: { devices: ['mobile', 'desktop'] } }, { who: { devices: ['desktop', 'mobile'] } })).toEqual([])
  })

  it('is the status, which is of no version', () => {
    expect(told({}, { status: 'paused' })).toEqual([])
  })
})

describe('what people read', () => {
  it('breaks the series, and says in which language', () => {
    const before = { wording: { default: { question: 'How?' }, de: { question: 'Wie war das?', low: 'schlecht' } } }
    const after = { wording: { default: { question: 'How?' }, de: { question: 'Wie hat sich das angefühlt?' } } }
    expect(changesBetween(prompt(before), prompt(after))).toEqual([
      {
        place: 'wording.de.question',
        before: 'Wie war das?',
        after: 'Wie hat sich das angefühlt?',
        text: 'The question in German: “Wie war das?” became “Wie hat sich das angefühlt?”',
        breaks: true,
      },
      {
        place: 'wording.de.low',
        before: 'schlecht',
        after: null,
        text: 'The label under the worst end in German: “schlecht” became the usual words',
        breaks: true,
      },
    ])
  })

  it('afterwards, as thanks are, breaks nothing; nor does another language', () => {
    const question = 'How was it?'
    expect(told({}, { wording: { default: { question, thanks: 'Thank you' } } })).toEqual([
      'The thanks: the usual words became “Thank you”',
    ])
    const french = { wording: { default: { question }, fr: { question: 'Comment ?' } } }
    expect(told({}, french)).toEqual(['The words in French are new: “Comment ?”'])
    expect(told(french, {})).toEqual(['The words in French are gone: “Comment ?”'])
  })

  it('in a variant breaks the series, and its weight does not', () => {
    const variants = (weight: number, question: string) => ({
      variants: [
        { id: 'a', weight: 1 },
        { id: 'b', weight, wording: { default: { question } } },
      ],
    })
    expect(told(variants(1, 'B?'), variants(2, 'C?'))).toEqual([
      '! The question of variant "b": “B?” became “C?”',
      'The weight of variant "b": 1 became 2',
    ])
    expect(told({}, variants(1, 'B?'))).toEqual(['The variant "a" is new', '! The variant "b" is new'])
    expect(told(variants(1, 'B?'), {})).toEqual(['The variant "a" is gone', '! The variant "b" is gone'])
  })
})

describe('what is asked', () => {
  it('on another scale, or at another step, breaks the series', () => {
    expect(told({}, { scale: 'nps', step: 'checkout/cart' })).toEqual([
      '! The scale: faces became nps',
      '! The step: checkout/payment became checkout/cart',
    ])
  })

  it('breaks the series with other options, or the same in another order', () => {
    expect(told(curious(), curious(['unclear', 'slow']))).toEqual([
      '! The order of the options of the follow-up "why": slow, unclear became unclear, slow',
    ])
    expect(told(curious(), curious(['slow', 'dear']))).toEqual([
      '! The options of the follow-up "why": slow, unclear became slow, dear',
    ])
  })

  it('breaks the series in another order', () => {
    expect(told(curious(), curious(undefined, ['more', 'why']))).toEqual([
      '! The order of the questions: why, more became more, why',
    ])
    expect(told(curious(), { ...curious(), followUps: [{ id: 'more', kind: 'text' }] })).toEqual([
      'The follow-up "why" is gone: “What was it?”',
      '! The order of the questions: why, more became more',
    ])
  })

  it('more at the end, or less, changes nothing of what was asked before it', () => {
    const one = curious(undefined, ['why'])
    expect(told(one, curious())).toEqual(['The follow-up "more" is new: “What would help?”'])
    expect(told(curious(), one)).toEqual(['The follow-up "more" is gone: “What would help?”'])
    expect(told({}, { why: false })).toEqual(["Asks for the person's own words: yes became no"])
  })

  it('in other words, by another kind of question, breaks the series', () => {
    const after = curious()
    const followUps = {
      why: words('Why?', { slow: 'Slow', unclear: 'It was unclear' }),
      more: words('What would help?'),
    }
    expect(told(curious(), { ...after, wording: { default: { question: 'How was it?', followUps } } })).toEqual([
      '! The follow-up "why": “What was it?” became “Why?”',
      '! The option "slow" of the follow-up "why": “It was slow” became “Slow”',
    ])
    const many = { id: 'why', kind: 'many' as const, options: ['slow', 'unclear'] }
    expect(told(curious(), { ...curious(), followUps: [many, { id: 'more', kind: 'text' }] })).toEqual([
      '! What the follow-up "why" takes: one option became several options',
    ])
  })

  it('of others does not', () => {
    const only = {
      ...curious(),
      followUps: [
        { id: 'why', kind: 'one', options: ['slow', 'unclear'], to: 3 },
        { id: 'more', kind: 'text', from: 5 },
      ],
    }
    expect(told(curious(), only as Partial<PromptDocument>)).toEqual([
      'Who is asked the follow-up "why": everybody became who chose 1 to 3',
      'Who is asked the follow-up "more": everybody became who chose 5',
    ])
  })
})

it('whom, when, where and how often is said in words', () => {
  const after: Partial<PromptDocument> = {
    on: 'stayed',
    afterMs: 30_000,
    after: { moments: [{ type: 'completed', step: 'checkout/cart' }, { type: 'failed' }], withinMs: 600_000 },
    unless: [{ type: 'left' }],
    share: 0.2,
    perPerson: 0,
    who: {
      devices: ['mobile'],
      locales: ['de'],
      releases: [],
      pages: ['/pay'],
      returning: true,
      traits: { plan: ['pro'] },
    },
    placement: 'inline',
    into: '#feedback',
    schedule: { from: '2026-12-01T00:00:00Z', until: '2027-01-01T00:00:00Z' },
    quota: { answers: 50, per: 'week' },
    answersPerWeek: 40,
  }
  expect(told({}, after)).toEqual([
    'The moment: the step is completed became somebody has stayed',
    'After how long: at once became 30 s',
    'What has to happen before: nothing became the step is completed (checkout/cart), then the step fails, within 10 min',
    'What keeps it from being asked: nothing became the step is left',
    'The share of people who are asked: 100 % became 20 %',
    'How often one person is asked: once became as often as the budget allows',
    'The devices: all became mobile',
    'The languages it is for: all became de',
    'The releases: all became none',
    'The pages: all became /pay',
    'The people: everybody became those who come back',
    'Where it is shown: card became inline',
    'The element it is shown in: none became #feedback',
    'The first instant: at once became 2026-12-01T00:00:00Z',
    'The end: none became 2027-01-01T00:00:00Z',
    'Answers wanted: as many as come became 50 a week',
    'What sets the share: it is as written became what 40 answers a week take',
    'People whose plan is: anything became pro',
  ])
  expect(told(after, {})).toHaveLength(18)
  expect(told({ perPerson: 3 }, { perPerson: 2, scale: 'faces' })).toEqual([
    'How often one person is asked: 3 times became 2 times',
  ])
})

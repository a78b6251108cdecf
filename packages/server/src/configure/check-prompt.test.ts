import type { FollowUp, PromptDocument } from '@attune/protocol'
import { expect, it, test } from 'vitest'

import { AppError } from '../errors.ts'
import { curiousShop, shop } from '../testing/shop.ts'
import { checkConfiguration } from './check.ts'

/** What is said of a shop whose prompt is changed; `none` where it is sound. */
function faultOf(more: object, document = shop()): string {
  Object.assign(document.prompts[0] ?? {}, more)
  try {
    checkConfiguration(document)
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_configuration') return error.message
    throw error
  }
  return 'none'
}

const asking = (followUps: PromptDocument['followUps'], words: object = {}, more: object = {}) =>
  faultOf({ followUps, wording: { default: { question: 'How?', followUps: words } }, ...more })
const WORDS = { question: 'What?', options: { a: 'A', b: 'B' } }

test.each([
  [{ on: 'scrolled', depth: 1 }],
  [{ on: 'stayed', afterMs: 1_000 }],
  [{ on: 'slow', afterMs: 1_000 }],
  [{ on: 'slow' }],
  [{ placement: 'inline', into: '#x' }],
  [{ placement: 'tab' }],
  [{ placement: 'tab', on: 'opened', step: 'checkout' }],
  [{ schedule: { from: '2026-12-01T08:00:00+01:00', until: '2026-12-01T08:00:00Z' } }],
  [{ who: { devices: [], locales: ['pt-BR'], pages: ['/a/**', '*'], traits: { plan: ['pro'] }, returning: false } }],
  [{ after: { moments: [{ type: 'error' }], withinMs: 1 }, unless: [{ type: 'entered', step: 'checkout/cart' }] }],
  [
    {
      variants: [
        { id: 'a', weight: 0 },
        { id: 'b', weight: 1, wording: { default: { question: '?' } } },
      ],
    },
  ],
  [{ quota: { answers: 1, per: 'day' }, perPerson: 0 }],
])('%j is sound', (more) => {
  expect(faultOf(more)).toBe('none')
})

test.each([
  [{ on: 'scrolled' }, 'prompts[0].depth: is missing; say how much of the page has to be seen, e.g. 0.5'],
  [{ depth: 0.5 }, 'prompts[0].depth: means something only with "on": "scrolled"'],
  [{ on: 'stayed' }, 'prompts[0].afterMs: is missing; say after how long, e.g. 30000'],
  [{ afterMs: 5 }, 'prompts[0].afterMs: means something only with "on": "stayed" or "slow"'],
  [{ unless: [{ type: 'opened' }] }, 'prompts[0].unless[0].type: a tab that is opened is no moment of a step'],
  [
    { after: { moments: [{ type: 'failed', step: 'checkout/pay' }], withinMs: 1 } },
    'prompts[0].after.moments[0].step: there is no step "checkout/pay"; did you mean "checkout/payment"?',
  ],
  [
    { placement: 'inline' },
    'prompts[0].into: is missing; say in which element of the page it is shown, e.g. "#feedback"',
  ],
  [{ into: '#x' }, 'prompts[0].into: means something only with "placement": "inline"'],
  [{ placement: 'inline', into: '<div>' }, 'prompts[0].into: has <, which no selector has'],
  [
    { placement: 'tab', on: 'completed' },
    'prompts[0].on: a tab waits to be opened and is asked at no moment; leave "on" away',
  ],
  [{ on: 'opened' }, 'prompts[0].on: only a tab is opened; say "placement": "tab"'],
  [
    { schedule: { from: '2026-12-01' } },
    'prompts[0].schedule.from: "2026-12-01" is no instant; write it with its offset, as "2026-12-01T08:00:00+01:00"',
  ],
  [
    { schedule: { from: '2026-12-01T08:00:00Z', until: '2026-12-01T08:00:00+01:00' } },
    'prompts[0].schedule: ends before it begins',
  ],
  [{ who: { locales: ['german_'] } }, 'prompts[0].who.locales[0]: "german_" is no locale; write it as "de" or "pt-BR"'],
  [
    { who: { pages: ['//shop.example/**'] } },
    'prompts[0].who.pages[0]: "//shop.example/**" matches nothing; it is a path, as "/checkout/**", without the host',
  ],
  [
    {
      variants: [
        { id: 'a', weight: 1 },
        { id: 'a', weight: 1 },
      ],
    },
    'prompts[0].variants[1].id: "a" is there twice; each needs a name of its own',
  ],
  [{ variants: [{ id: 'a', weight: 0 }] }, 'prompts[0].variants: nobody sees any of them; give one a weight above 0'],
])('%j is told: %s', (more, fault) => {
  expect(faultOf(more)).toBe(fault)
})

it('a follow-up has options with words, in every language and every variant', () => {
  const one: FollowUp = { id: 'why', kind: 'one', options: ['a', 'b'] }
  expect(asking([one], { why: WORDS })).toBe('none')
  expect(asking([one])).toBe('prompts[0].wording.default.followUps: "why" has no words here')
  expect(asking([one], { why: { question: 'What?', options: { a: 'A' } } })).toBe(
    'prompts[0].wording.default.followUps.why.options: "b" has no words here',
  )
  expect(asking([one], { why: { question: 'What?', options: { ...WORDS.options, bb: 'B' } } })).toMatch(
    /there is no option "bb"; did you mean "[ab]"\?/,
  )
  expect(asking([one], { why: WORDS, whi: WORDS })).toBe(
    'prompts[0].wording.default.followUps: there is no follow-up "whi"; did you mean "why"?',
  )
  const variants = [{ id: 'x', weight: 1, wording: { default: { question: 'Other?' } } }]
  expect(asking([one], { why: WORDS }, { variants })).toBe(
    'prompts[0].variants[0].wording.default.followUps: "why" has no words here',
  )
  expect(faultOf({ wording: { default: { question: 'How?' }, de: { question: 'Wie?' } } }, curiousShop())).toContain(
    'prompts[0].wording.de.followUps: "why" has no words here',
  )
})

it('a follow-up is asked at scores of its scale, and each is another', () => {
  const words = { question: 'What?' }
  const text = (more: object) => asking([{ id: 'w', kind: 'text', ...more }], { w: words })
  expect(text({ from: 1, to: 5 })).toBe('none')
  for (const more of [{ to: 6 }, { from: 0 }, { from: 4, to: 3 }])
    expect(text(more)).toBe(
      'prompts[0].followUps[0]: is asked at no score; "from" and "to" lie between 1 and 5, in this order',
    )
  expect(text({ options: ['a', 'b'] })).toContain('prompts[0].followUps[0].options: a text has none')
  expect(asking([{ id: 'w', kind: 'many' }], { w: words })).toBe(
    'prompts[0].followUps[0].options: is missing; say what can be chosen',
  )
  const twice = [
    { id: 'w', kind: 'text' },
    { id: 'w', kind: 'text' },
  ] as PromptDocument['followUps']
  expect(asking(twice, { w: words }, { why: false })).toMatch(/followUps\[1\]\.id: "w" is there twice/)
})

it('three questions are the most that a moment bears', () => {
  const two = [
    { id: 'v', kind: 'text' },
    { id: 'w', kind: 'text' },
  ] as PromptDocument['followUps']
  const words = { v: { question: 'V?' }, w: { question: 'W?' } }
  expect(asking(two, words, { why: false })).toBe('none')
  expect(asking(two, words)).toBe(
    'prompts[0].followUps: with the person\'s own words this is more than three questions; keep one, or set "why" to false',
  )
})

it('a step is matched by what can be a selector', () => {
  const document = shop()
  Object.assign(document.journeys[0]?.steps[1] ?? {}, { match: { appears: '#pay', clicked: '.go {' } })
  expect(faultOf({}, document)).toBe('journeys[0].steps[1].match.clicked: has {, which no selector has')
})

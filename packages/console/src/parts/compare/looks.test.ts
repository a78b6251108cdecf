import type { CompareOptions, CompareStep } from '@attune/protocol'
import { describe, expect, test } from 'vitest'

import { completed, firstSidesOf, looksAt, worstStep } from './looks.ts'

const NOTHING: CompareOptions = {
  project: 'shop',
  journey: 'checkout',
  zone: 'Europe/Berlin',
  answered: null,
  last_final: '2026-11-24',
  steps: [],
  releases: [],
  devices: [],
  locales: [],
  origins: [],
  years: [],
  months: [],
}

function stepOf(id: string, n: number, net: number | null): CompareStep {
  return { id, name: id, n, net, prompts: [] }
}

const LIVE: CompareOptions = {
  ...NOTHING,
  answered: { from: '2026-09-01', to: '2026-11-26' },
  steps: [stepOf('cart', 900, 0.5), stepOf('pay', 400, -0.1), stepOf('tiny', 12, -0.9), stepOf('', 2_000, -1)],
  releases: [
    { value: '3', n: 4, first: '2026-11-20' },
    { value: '2', n: 90, first: '2026-10-01' },
    { value: '1', n: 90, first: '2026-09-01' },
  ],
  devices: [
    { value: 'mobile', n: 500 },
    { value: 'desktop', n: 400 },
  ],
  years: ['2026'],
  months: ['2026-09', '2026-10', '2026-11'],
}

describe('what is worth a look', () => {
  test('is first the newest release that had two weeks to show', () => {
    expect(looksAt(LIVE, undefined)).toEqual([
      { name: 'Since release 2', sides: { release: '2' } },
      { name: 'The last four weeks', sides: { date: '2026-10-27' } },
      { name: 'Desktop against mobile', sides: { by: 'device', a: 'mobile', b: 'desktop' } },
    ])
  })

  test('is no release that was there from the first answer on', () => {
    const only = { ...LIVE, releases: LIVE.releases.slice(2) }
    expect(looksAt(only, undefined).map(({ name }) => name)).not.toContain('Since release 1')
  })

  test('is the last two years of a survey that is long over, and not the last weeks', () => {
    const survey = { ...NOTHING, answered: { from: '2016-05-06', to: '2017-05-30' }, years: ['2010', '2016', '2017'] }
    expect(looksAt(survey, undefined)).toEqual([
      { name: '2017 against 2016', sides: { by: 'period', a: '2016', b: '2017' } },
    ])
  })

  test('are two variants of the step, with the prompt that they are of', () => {
    const variants = [
      { value: 'b', n: 9 },
      { value: 'a', n: 8 },
    ]
    const step = { ...stepOf('pay', 17, 0), prompts: [{ id: 'p', question: null, n: 17, versions: [], variants }] }
    expect(looksAt(NOTHING, step)).toEqual([
      { name: 'Variant b against a', sides: { by: 'variant', a: 'a', b: 'b', prompt: 'p' } },
    ])
    expect(firstSidesOf('variant', NOTHING, stepOf('cart', 5, 0))).toBeNull()
  })
})

describe('what is not asked for in the address', () => {
  test('is the step that feels worst of those with enough answers, and the likeliest sides', () => {
    expect(worstStep(LIVE)?.id).toBe('pay')
    expect(completed(new URLSearchParams(), LIVE)).toBe('?step=pay&release=2')
  })

  test('is the busiest step where nobody knows how any feels', () => {
    const blind = { ...LIVE, steps: [stepOf('cart', 9, null), stepOf('pay', 40, null)] }
    expect(worstStep(blind)?.id).toBe('pay')
  })

  test('leaves what is asked for alone: the journey as a whole is a step of its own', () => {
    expect(completed(new URLSearchParams('step=&date=2026-10-01&weeks=8'), LIVE)).toBe('?step=&date=2026-10-01&weeks=8')
  })

  test('is the middle of a time that is too short for anything else', () => {
    const young = { ...NOTHING, answered: { from: '2026-11-20', to: '2026-11-24' }, steps: [stepOf('pay', 9, null)] }
    expect(completed(new URLSearchParams(), young)).toBe('?step=pay&date=2026-11-22')
    // A single day is on the one side of it, and not left out between both.
    const single = { ...young, answered: { from: '2026-11-20', to: '2026-11-20' } }
    expect(completed(new URLSearchParams(), single)).toBe('?step=pay&date=2026-11-19')
  })

  test('is nothing where nobody answered', () => {
    expect(completed(new URLSearchParams(), NOTHING)).toBeNull()
  })
})

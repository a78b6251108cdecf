import type { Pair, PromptDocument } from '@attune/protocol'
import { expect, it } from 'vitest'

import { type Counted, forecast, type MomentCount, type PromptCount } from './forecast.ts'

const NOW = Date.parse('2026-11-26T12:00:00Z')

function prompt(more: Partial<PromptDocument> = {}): PromptDocument {
  return { id: 'pay', step: 'checkout/payment', wording: { default: { question: 'How was it?' } }, ...more }
}

function moment(n: number, more: Partial<MomentCount> = {}): MomentCount {
  const segment = { device: 'mobile', locale: 'de-DE', release: '1' }
  return { step: 'checkout/payment', measure: 'completed', value: '', ...segment, n, ...more }
}

function of(id: string, counts: Record<string, number>): PromptCount[] {
  return Object.entries(counts).map(([name, n]) => {
    const [measure = '', value = ''] = name.split(' ')
    return { prompt: id, measure, value, n }
  })
}

function run(
  counted: Partial<Counted>,
  own: Partial<PromptDocument> = {},
  more: { others?: PromptDocument[]; pair?: Pair; answersPerWeek?: number } = {},
) {
  return forecast(
    { days: 14, moments: [moment(1400)], prompts: [], hasSample: false, ...counted },
    { prompt: prompt(own), others: [], answersPerWeek: null, now: NOW, ...more },
  )
}

it('without anything known of asking, a tenth is taken to answer, and the budget to take nobody', () => {
  expect(run({}, { share: 0.5 })).toEqual({
    reached_per_day: 100,
    asked_per_day: 50,
    answers_per_day: 5,
    response_rate: 0.1,
    response_rate_from: 'assumed',
    days_until: [
      { answers: 50, days: 10 },
      { answers: 93, days: 19 },
      { answers: 381, days: 77 },
    ],
    crowds_out: [],
    share_for_target: null,
    notes: [
      'What the budget and other prompts take away is not known yet: hardly anybody has been considered. Fewer will be asked.',
    ],
  })
})

it('what the budget takes away, and who answers, is measured at the prompt where it was asked often enough', () => {
  const prompts = [
    ...of('pay', {
      'considered asked': 40,
      'considered over_budget': 30,
      'considered busy': 20,
      'considered passed': 10,
    }),
    ...of('pay', { 'considered sampled_out': 900, shown: 40, 'feel 1': 2, 'feel 5': 8 }),
    ...of('other', { 'considered asked': 999, shown: 999, 'feel 5': 999 }),
  ]
  expect(run({ prompts })).toMatchObject({
    asked_per_day: 40,
    answers_per_day: 10,
    response_rate: 0.25,
    response_rate_from: 'prompt',
    notes: [],
  })
})

it('where it was asked too seldom, all prompts of the project stand for it', () => {
  const prompts = [
    ...of('pay', { 'considered asked': 10, shown: 10, 'feel 5': 10 }),
    ...of('other', { 'considered asked': 40, 'considered busy': 50, shown: 90, 'feel 4': 10 }),
  ]
  expect(run({ prompts })).toMatchObject({
    asked_per_day: 50,
    answers_per_day: 10,
    response_rate: 0.2,
    response_rate_from: 'project',
    notes: [expect.stringContaining('all prompts together') as string],
  })
})

it('only moments of the devices, locales and releases that it is meant for count', () => {
  const moments = [
    moment(140),
    moment(280, { device: 'desktop' }),
    moment(560, { device: '' }),
    moment(1120, { locale: 'en-GB' }),
    moment(2240, { release: '2' }),
    moment(4480, { measure: 'entered' }),
    moment(8960, { step: 'checkout/cart' }),
  ]
  const who = { devices: ['mobile' as const], locales: ['DE'], releases: ['1'] }
  expect(run({ moments }, { who }).reached_per_day).toBe(10)
  expect(run({ moments }, { who: { devices: ['tablet'] } }).reached_per_day).toBe(0)
})

it('a signal is told from the moments that have no value', () => {
  const moments = [
    moment(14, { measure: 'signal', value: 'rage_click' }),
    moment(28, { measure: 'signal', value: 'slow' }),
  ]
  expect(run({ moments }, { on: 'rage_click' }).reached_per_day).toBe(1)
})

it('what was never counted is no zero', () => {
  const unknown = { reached_per_day: null, asked_per_day: null, answers_per_day: null, share_for_target: null }
  const days_until = [50, 93, 381].map((answers) => ({ answers, days: null }))
  expect(run({ moments: [] }, {}, { answersPerWeek: 50 })).toMatchObject({ ...unknown, days_until })
  expect(run({ moments: [] }).notes).toEqual([expect.stringMatching(/^Nothing has been counted of "completed"/)])
  expect(run({}, { on: 'scrolled', depth: 0.5 }).notes).toEqual([expect.stringContaining('people scroll so far')])
  expect(run({}, { on: 'opened', placement: 'tab' })).toMatchObject({
    ...unknown,
    notes: [expect.stringContaining('A tab asks nobody') as string],
  })
})

it('what counts cannot know of people is said', () => {
  const { notes } = run({ hasSample: true, days: 3 }, { who: { traits: { plan: ['pro'] }, returning: true } })
  expect(notes.slice(0, 3)).toEqual([
    'Counts know no single person, so what the prompt says of traits (plan), people who come back is left out: fewer will be asked.',
    'Sample data is counted here, too: remove it for figures of people alone.',
    'Counted so far: 3 days. Weekends may look different.',
  ])
})

it('a quota and the end of a schedule bound what will come', () => {
  expect(run({}, { quota: { answers: 5, per: 'day' } })).toMatchObject({ asked_per_day: 50, answers_per_day: 5 })
  expect(run({}, { quota: { answers: 14, per: 'week' } })).toMatchObject({ asked_per_day: 20, answers_per_day: 2 })
  const daysUntil = (own: Partial<PromptDocument>) => run({}, own).days_until.map(({ days }) => days)
  expect(daysUntil({})).toEqual([5, 10, 39])
  expect(daysUntil({ quota: { answers: 100 } })).toEqual([5, 10, null])
  expect(daysUntil({ schedule: { until: '2026-12-01T12:00:00Z' } })).toEqual([5, null, null])
  expect(daysUntil({ share: 0 })).toEqual([null, null, null])
  expect(daysUntil({ status: 'imported' })).toEqual([null, null, null])
})

it('other prompts want the people whom both are meant for, most first', () => {
  const others = [
    prompt({ id: 'same', share: 0.5 }),
    prompt({ id: 'phones', who: { devices: ['mobile'] } }),
    prompt({ id: 'cart', step: 'checkout/cart', on: 'entered' }),
    prompt({ id: 'tab', on: 'opened', placement: 'tab' }),
    prompt({ id: 'over', schedule: { until: '2026-11-01T00:00:00Z' } }),
    prompt({ id: 'tablets', who: { devices: ['tablet'] } }),
    prompt({ id: 'unknown', on: 'stayed', afterMs: 9 }),
  ]
  const moments = [
    moment(700),
    moment(700, { device: 'desktop' }),
    moment(140, { step: 'checkout/cart', measure: 'entered' }),
  ]
  const { crowds_out, notes } = run({ moments }, { share: 0.2 }, { others })
  expect(crowds_out).toEqual([
    { prompt: 'same', people_per_day: 10 },
    { prompt: 'phones', people_per_day: 10 },
    { prompt: 'cart', people_per_day: 2 },
  ])
  expect(notes).toContainEqual(expect.stringContaining('How many people unknown would want'))
})

it('the share for a target counts those alone whom the budget lets through', () => {
  const prompts = of('pay', { 'considered asked': 50, 'considered over_budget': 50, shown: 50, 'feel 4': 10 })
  // 100 a day are 700 a week, 350 of whom may be asked, and a fifth of these answers: 70 at most.
  expect(run({ prompts }, {}, { answersPerWeek: 35 }).share_for_target).toBe(0.5)
  expect(run({ prompts }, {}, { answersPerWeek: 700 }).share_for_target).toBe(1)
  expect(run({ prompts }, {}, { answersPerWeek: 0.1 }).share_for_target).toBe(0.01)
})

it('what would be asked and answered is so at the share that the wanted answers take', () => {
  const prompts = of('pay', { 'considered asked': 50, 'considered over_budget': 50, shown: 50, 'feel 4': 10 })
  const figures = run({ prompts }, { share: 1 }, { answersPerWeek: 35 })
  expect(figures).toMatchObject({ share_for_target: 0.5, asked_per_day: 25, answers_per_day: 5 })
  expect(run({ prompts }, { share: 1, status: 'imported' }, { answersPerWeek: 35 }).asked_per_day).toBe(0)
})

it('one that is drawn among three asks a third, takes three times the share for a target, and no partner crowds it out', () => {
  const pair = { outcome: 'whole', steps: ['pay', 'cart', 'slow'] }
  const others = [prompt({ id: 'slow' }), prompt({ id: 'rival' })]
  const drawn = run({}, { share: 0.6 }, { pair, others })
  expect([drawn.asked_per_day, drawn.crowds_out.map((one) => one.prompt)]).toEqual([20, ['rival']])
  expect(drawn.notes.join()).toContain('It is one of 3 that make pairs with "whole"')
  const [alone, among] = [undefined, pair].map((one) => run({}, {}, { answersPerWeek: 14, ...(one && { pair: one }) }))
  expect([alone?.share_for_target, among?.share_for_target]).toEqual([0.2, 0.6])
  const outcome = run({}, { id: 'whole', share: 0.6 }, { pair })
  expect([outcome.asked_per_day, outcome.notes.join().includes('More will be asked')]).toEqual([60, true])
})

import type { CountedRow, Voice } from '@attune/protocol'
import { expect, test } from 'vitest'

import type { ReportStep } from '../../report-api.ts'
import { againstBefore, changed, heardOf, hurtsMost, typicalVoice } from './report-words.ts'

const rowOf = (net: number, half: number, more: object = {}) =>
  ({
    n: 100,
    tier: 'shown',
    net,
    net_low: net - half,
    net_high: net + half,
    scores: [10, 10, 20, 50, 10],
    funnel: { shown: 400, answered: 100 },
    ...more,
  }) as CountedRow
const step = (name: string, now: CountedRow | null, more: Partial<ReportStep> = {}): ReportStep => ({
  id: name.toLowerCase(),
  name,
  now,
  before: null,
  change: null,
  voices: [],
  ...more,
})

test('a step is only said to hurt most where its interval is below those of all others', () => {
  expect(hurtsMost([step('Cart', rowOf(0.5, 0.1)), step('Payment', rowOf(-0.2, 0.1))])).toBe(
    'Payment hurts most (net −20, −30 to −10): clearly below every other step.',
  )
  expect(
    hurtsMost([step('Cart', rowOf(0.5, 0.1)), step('Delivery', rowOf(0.2, 0.1)), step('Payment', rowOf(0.1, 0.1))]),
  ).toBe('Payment is lowest (net +10, 0 to +20), but Delivery may be as low.')
  expect(hurtsMost([step('Cart', rowOf(0.2, 0.3)), step('Payment', rowOf(0.1, 0.3))])).toBe(
    'No step stands out: Payment is lowest (net +10, −20 to +40), and that may be chance.',
  )
})

test('an early signal and a hidden figure are no reason to call a step the worst', () => {
  const early = step('Payment', rowOf(-0.9, 0.05, { tier: 'early' }))
  const hidden = step('Cart', rowOf(0, 0, { tier: 'hidden', net: null }))
  expect(hurtsMost([early, hidden, step('Delivery', null)])).toBe('No step has enough answers to say which hurts most.')
  expect(hurtsMost([early, step('Cart', rowOf(0.1, 0.1))])).toBe(
    'Only Cart has enough answers for a figure, so nothing can be held against it.',
  )
})

test('who was heard is said of those who were asked, and not where nobody was', () => {
  expect(heardOf([step('Cart', rowOf(0, 0.1)), step('Payment', null)])).toBe(
    '100 answers, from 25\u202f% of the times that somebody was asked.',
  )
  expect(heardOf([step('Cart', rowOf(0, 0.1, { funnel: { shown: 0, answered: 0 } }))])).toBe('100 answers.')
  expect(heardOf([step('Cart', rowOf(0, 0.1, { n: 150 }))]), 'some imported').toBe(
    '150 answers; 100 of them, from 25\u202f% of the times that somebody was asked.',
  )
})

test('a change is named with the caution that it needs, and none is made up', () => {
  const at = (name: string, change: ReportStep['change']) => step(name, rowOf(0, 0.1), { change })
  expect(changed([at('Cart', 'better'), at('Payment', 'worse'), at('Delivery', 'undecided')], 28)).toBe(
    'Against the 28 days before, people felt worse at Payment and better at Cart; elsewhere no change is clear. Time may explain it.',
  )
  expect(changed([at('Cart', 'undecided'), at('Payment', null)], 28)).toBe(
    'Against the 28 days before, no change is clear.',
  )
  expect(changed([at('Cart', null)], 1)).toBe('Too few days or answers to hold them against the day before.')
  expect(changed([at('Cart', null)], 7)).toBe('Too few days or answers to hold them against the 7 days before.')
  expect(againstBefore(step('Cart', null, { change: 'worse', before: rowOf(0.4, 0.1) }))).toBe(
    'felt worse; before +40 (+30 to +50)',
  )
  expect(againstBefore(step('Cart', null))).toBe(null)
})

test('the sentence of a step is of somebody who felt as most did, and of about a line', () => {
  const voice = (id: string, feel: number, comment: string | null) => ({ id, feel, comment, scale: 'faces' }) as Voice
  const voices = [
    voice('furious', 1, 'It was all just as bad as I had feared, from the first page on.'),
    voice('short', 4, 'ok'),
    voice('typical', 4, 'It was mostly fine, only the delivery date was hard to find.'),
    voice('no words', 4, null),
  ]
  expect(typicalVoice(step('Cart', rowOf(0, 0.1), { voices }))?.id).toBe('typical')
  expect(typicalVoice(step('Cart', rowOf(0, 0.1), { voices: voices.slice(-1) }))).toBe(null)
})

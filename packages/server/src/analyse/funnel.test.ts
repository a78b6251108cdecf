import { type Origin, SCALES } from '@attune/protocol'
import { expect, test } from 'vitest'

import { funnelOf } from './funnel.ts'
import { addTo, emptyTally } from './tally.ts'

type Count = [measure: string, value: string, n: number, origin?: Origin]

/** 12,000 eligible, 2,100 shown, 420 answered: 3.5 % of everyone here are heard. */
const WORKED: Count[] = [
  ['entered', '', 15_000],
  ['considered', 'asked', 2_100],
  ['considered', 'sampled_out', 9_000],
  ['considered', 'over_budget', 900],
  ['shown', '', 2_100],
  ['feel', '4', 400],
  ['set_aside', 'repeated', 20],
  ['commented', '', 50],
  ['dismissed', 'closed', 600],
  ['dismissed', 'never', 80],
  ['dismissed', 'ignored', 990],
]

function tallyOf(counts: Count[]) {
  const tally = emptyTally(SCALES.faces)
  for (const [measure, value, n, origin = 'live'] of counts) addTo(tally, { measure, value, n, origin }, SCALES.faces)
  return tally
}

test('whoever was shown a prompt has answered, dismissed or ignored it, and what is heard is of everyone who was meant', () => {
  const funnel = funnelOf(tallyOf(WORKED), 'open', false)
  expect(funnel).toEqual({
    reached: 15_000,
    eligible: 12_000,
    shown: 2_100,
    answered: 420,
    dismissed: 680,
    ignored: 990,
    unresolved: 10,
    commented: 50,
    coverage: 0.175,
    heard: 0.035,
  })
  const { answered, dismissed, ignored, unresolved, shown } = funnel
  expect(answered + (dismissed ?? 0) + (ignored ?? 0) + (unresolved ?? 0)).toBe(shown)
})

test('imports and people who spoke up by themselves were shown nothing', () => {
  const others: Count[] = [
    ['feel', '5', 70, 'import'],
    ['commented', '', 70, 'import'],
    ['feel', '1', 8, 'unprompted'],
    ['set_aside', 'repeated', 5, 'unprompted'],
  ]
  expect(funnelOf(tallyOf([...WORKED, ...others]), 'open', false)).toEqual(funnelOf(tallyOf(WORKED), 'open', false))
})

test('where a page asks in its own way, more answer than were shown: that is said, and is no rate', () => {
  const funnel = funnelOf(
    tallyOf([
      ['feel', '4', 9],
      ['shown', '', 2],
      ['considered', 'asked', 4],
    ]),
    'open',
    false,
  )
  expect(funnel).toMatchObject({ unresolved: -7, coverage: 0.5, heard: null })
})

test('nobody is no share of nobody, and a prompt alone has no step that is reached', () => {
  const nothing = { reached: 0, eligible: 0, shown: 0, answered: 0, unresolved: 0, coverage: null, heard: null }
  expect(funnelOf(emptyTally(SCALES.faces), 'open', false)).toMatchObject(nothing)
  expect(funnelOf(emptyTally(SCALES.faces), 'open', true).reached).toBeNull()
})

test('behind the gate nothing says how many have answered who are not told of', () => {
  const kept = { dismissed: null, ignored: null, unresolved: null }
  expect(funnelOf(tallyOf(WORKED), 'confidential', false)).toMatchObject({ ...kept, eligible: 12_000, shown: 2_100 })
  const few: Count[] = [...WORKED.slice(0, 5), ['feel', '4', 4], ['commented', '', 4]]
  expect(funnelOf(tallyOf(few), 'confidential', false)).toMatchObject({
    ...kept,
    answered: 0,
    commented: 0,
    heard: null,
  })
})

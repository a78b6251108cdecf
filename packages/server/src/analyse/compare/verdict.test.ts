import { SCALES } from '@attune/protocol'
import { describe, expect, test } from 'vitest'

import { effectOf, netOf, ratesOf, ratioOf, shapeOf } from './findings.ts'
import { judge, type Judged } from './verdict.ts'

const BEFORE = [10, 15, 20, 30, 25]
const AFTER = [5, 8, 18, 38, 41]
const TIMES_5 = { a: BEFORE.map((k) => k * 5), b: AFTER.map((k) => k * 5) }
const WORDS = { a: 'before', b: 'after' }

/** Everything is in order, but what a test says. */
function verdictOf({ a, b }: { a: number[]; b: number[] }, more: Partial<Judged> = {}) {
  const effect = effectOf(a, b, WORDS)
  return judge({ a, b, words: WORDS, effect, ratio: null, rates: null, weeks: 4, isOfTime: true, ...more })
}

test('the worked case of the method comes out, and is not yet enough for who looks every day', () => {
  const effect = effectOf(BEFORE, AFTER, WORDS)
  expect(effect?.probability).toBeCloseTo(0.6057, 4)
  expect([effect?.low, effect?.high].map((x) => x?.toFixed(4))).toEqual(['0.5300', '0.6766'])
  expect([effect?.anytime_low, effect?.anytime_high].map((x) => x?.toFixed(3))).toEqual(['0.485', '0.715'])
  expect(effect?.p).toBeCloseTo(0.0065, 4)
  expect(effect?.sentence).toBe('A random visitor after felt better than one before 61 % of the time (53–68 %).')
  const net = netOf(BEFORE, AFTER, SCALES.faces)
  expect([net?.difference, net?.low, net?.high].map((x) => x?.toFixed(3))).toEqual(['0.300', '0.086', '0.500'])
  expect(verdictOf({ a: BEFORE, b: AFTER }).verdict.outcome).toBe('undecided')
})

test('five times as many answers are enough, and time is named where it may be why', () => {
  const { verdict, conditions } = verdictOf(TIMES_5)
  expect(verdict).toEqual({
    outcome: 'better',
    sentence:
      'Visitors after felt better: a random visitor after felt better than one before 61 % of the time (55–66 % however often one looks); time may explain this.',
    more: null,
  })
  expect(conditions.map(({ met }) => met)).toEqual([true, true, null, null, true, true])
  expect(verdictOf(TIMES_5, { isOfTime: false }).verdict.sentence).not.toContain('time may explain')
})

test('the other way round it is worse', () => {
  const { verdict } = verdictOf({ a: TIMES_5.b, b: TIMES_5.a })
  expect(verdict.outcome).toBe('worse')
  expect(verdict.sentence).toContain('felt worse: a random visitor after felt better than one before 39 % of the time')
})

test('a difference that is sure but too small to matter is none, and chance is none only where nothing that matters is left', () => {
  const many = [10_000, 15_000, 20_000, 30_000, 25_000]
  const slightly = [9_000, 14_500, 20_000, 31_000, 25_500]
  const { verdict, conditions } = verdictOf({ a: many, b: slightly })
  expect(verdict.outcome).toBe('no_difference')
  expect(conditions.map(({ id, met }) => [id, met]).slice(-2)).toEqual([
    ['interval', true],
    ['effect', false],
  ])
  expect(verdictOf({ a: many, b: many }).verdict.outcome).toBe('no_difference')
  expect(verdictOf({ a: BEFORE, b: BEFORE }).verdict.outcome).toBe('undecided')
})

test('everybody with the very same score is no difference, and says no interval', () => {
  const { verdict } = verdictOf({ a: [0, 0, 0, 60, 0], b: [0, 0, 0, 60, 0] })
  expect(verdict.outcome).toBe('no_difference')
  expect(verdict.sentence).toContain('50 % of the time.')
})

describe('so many more answers as are said', () => {
  const cases = { 'a difference': AFTER, 'no difference': BEFORE, 'a tiny one': [9, 14, 20, 31, 26] }
  test.each(Object.entries(cases))('decide %s, and hardly fewer do', (_, after) => {
    const { verdict } = verdictOf({ a: BEFORE, b: after })
    const n = { a: 100, b: after.reduce((sum, k) => sum + k) }
    const { a = 0, b = 0 } = verdict.more ?? {}
    expect(a).toBeGreaterThan(0)
    expect(verdict.sentence).toContain(`About ${a.toLocaleString('en')} more answers before`)
    const of = (share: number) => {
      const grown = (scores: number[], own: number, more: number) => scores.map((k) => (k * (own + more * share)) / own)
      return verdictOf({ a: grown(BEFORE, n.a, a), b: grown(after, n.b, b) }).verdict.outcome
    }
    expect(of(1.01)).not.toBe('undecided')
    expect(of(0.95)).toBe('undecided')
  })

  test('are none where no number of them would', () => {
    // Exactly at the limit of what matters: neither clear of it nor within.
    const { verdict } = verdictOf({ a: [50, 50], b: [38.01, 61.99] })
    expect(verdict).toMatchObject({ outcome: 'undecided', more: null })
    expect(verdict.sentence).toContain('Even a million')
  })
})

test('fewer than fifty on a side decide nothing, however far they are apart', () => {
  const apart = { a: [49, 0, 0, 0, 0], b: [0, 0, 0, 0, 200] }
  expect(verdictOf(apart).verdict).toMatchObject({
    outcome: 'undecided',
    sentence: expect.stringMatching(/^Undecided: it takes 50 answers on each side\. About 1 more/) as string,
    more: { a: 1, b: 5 },
  })
  expect(verdictOf({ a: [50, 0, 0, 0, 0], b: apart.b }).verdict.outcome).toBe('better')
  // Nobody can say how it goes on from fewer than five.
  expect(verdictOf({ a: [3], b: [40] }, { effect: null }).verdict.more).toEqual({ a: 47, b: 10 })
})

test('less than two whole weeks decide nothing', () => {
  expect(verdictOf(TIMES_5, { weeks: 1 }).verdict).toEqual({
    outcome: 'undecided',
    sentence: 'Undecided: only one whole week is over and counted on both sides, and it takes 2.',
    more: null,
  })
  expect(verdictOf(TIMES_5, { weeks: 0 }).verdict.sentence).toContain('no whole week')
  expect(verdictOf(TIMES_5, { weeks: 2 }).verdict.outcome).toBe('better')
  expect(verdictOf(TIMES_5, { weeks: null }).conditions[0]).toEqual({ id: 'weeks', met: null })
})

test('a broken split decides nothing, and more answers would not mend it', () => {
  const ratio = ratioOf([600, 400], 500)
  expect(ratio).toMatchObject({ share: 0.6, expected: 0.5 })
  expect(ratio?.p).toBeLessThan(0.001)
  expect(verdictOf(TIMES_5, { ratio }).verdict).toMatchObject({
    outcome: 'undecided',
    sentence: expect.stringContaining('not shown as often as their weights say') as string,
    more: null,
  })
  // Ninety to ten is as it should be where the weights say so.
  expect(verdictOf(TIMES_5, { ratio: ratioOf([900, 100], 900) }).verdict.outcome).toBe('better')
  expect(ratioOf([0, 0], 0)).toBeNull()
  expect(ratioOf([10, 10], null)).toBeNull()
})

test('where more of those asked answered on one side, different people did', () => {
  const rates = ratesOf({ answered: 500, shown: 5_000 }, { answered: 550, shown: 4_000 })
  expect(rates?.p).toBeLessThan(0.01)
  expect(verdictOf(TIMES_5, { rates }).verdict).toMatchObject({
    outcome: 'undecided',
    sentence: 'Undecided: different people answered, 13.8 % of those asked after and 10.0 % before.',
    more: null,
  })
  const alike = ratesOf({ answered: 500, shown: 5_000 }, { answered: 550, shown: 5_400 })
  expect(verdictOf(TIMES_5, { rates: alike }).verdict.outcome).toBe('better')
  // 81 of 263 against 60 of 263, worked by hand: z = −2.0672 with a common share of 141/526.
  expect(ratesOf({ answered: 81, shown: 263 }, { answered: 60, shown: 263 })?.p).toBeCloseTo(0.0387, 4)
})

test('nobody knows the rates where nobody was shown anything, or more answered than were', () => {
  expect(ratesOf({ answered: 0, shown: 0 }, { answered: 5, shown: 10 })).toBeNull()
  expect(ratesOf({ answered: 11, shown: 10 }, { answered: 5, shown: 10 })).toBeNull()
  expect(ratesOf({ answered: 10, shown: 10 }, { answered: 5, shown: 5 })?.p).toBe(1)
})

test('feelings that drift apart around the same middle are seen by the shape alone', () => {
  const [same, apart] = [
    [10, 20, 40, 20, 10],
    [35, 10, 10, 10, 35],
  ]
  expect(effectOf(same ?? [], apart ?? [], WORDS)?.probability).toBeCloseTo(0.5, 10)
  expect(shapeOf(same ?? [], apart ?? [], SCALES.faces)?.p).toBeLessThan(1e-6)
})

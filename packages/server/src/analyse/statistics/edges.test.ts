import { SCALES } from '@attune/protocol'
import { describe, expect, test } from 'vitest'

import { aMeasure } from './compare/a-measure.ts'
import { didNet } from './compare/did-net.ts'
import { mannWhitney } from './compare/mann-whitney.ts'
import { netDiff } from './compare/net-diff.ts'
import { newcombeDiff } from './compare/newcombe-diff.ts'
import { shapeTest } from './compare/shape-test.ts'
import { srm } from './compare/srm.ts'
import { vdLabel } from './compare/vd-label.ts'
import { windows } from './compare/windows.ts'
import { dayBounds } from './day-bounds.ts'
import { laney } from './drift/laney.ts'
import { ordinalZ } from './drift/ordinal-z.ts'
import { lmg } from './drivers/lmg.ts'
import { relWeights } from './drivers/rel-weights.ts'
import { spearmanTable } from './drivers/spearman-table.ts'
import { stepCost } from './drivers/step-cost.ts'
import { ebShrink } from './eb-shrink.ts'
import { beliefUpdate } from './expect/belief-update.ts'
import { betaCs, logBetaEvalue } from './expect/beta-evalue.ts'
import { scorePredictions } from './expect/score-predictions.ts'
import { surprise } from './expect/surprise.ts'
import { manski } from './sampling/manski.ts'
import { rake } from './sampling/rake.ts'
import { rates } from './sampling/rates.ts'
import { weighted } from './sampling/weighted.ts'
import { suppress } from './suppress.ts'
import { ctfidf } from './words/ctfidf.ts'
import { logOdds } from './words/log-odds.ts'
import { medoidMmr } from './words/medoid-mmr.ts'
import { segment } from './words/segment.ts'

const FACES = SCALES.faces
const NOBODY = [0, 0, 0, 0, 0]
const SOME = [1, 2, 3, 10, 4]

describe('nobody', () => {
  test('has no figure, and no comparison with somebody', () => {
    expect(aMeasure(NOBODY, SOME)).toBeNull()
    expect(aMeasure(SOME, NOBODY)).toBeNull()
    expect(mannWhitney(NOBODY, SOME)).toBeNull()
    expect(shapeTest(SOME, NOBODY, FACES)).toBeNull()
    expect(netDiff(SOME, NOBODY, FACES)).toBeNull()
    expect(didNet({ before: SOME, after: SOME }, { before: SOME, after: NOBODY }, FACES)).toBeNull()
    expect(newcombeDiff(1, 2, 0, 0)).toBeNull()
    expect(ordinalZ(NOBODY, SOME)).toBeNull()
    expect(surprise(0, 0, 0.8)).toBeNull()
    expect(weighted([], FACES)).toBeNull()
    expect(manski(0.5, 0, 0)).toBeNull()
    expect(scorePredictions([])).toBeNull()
    expect(laney([], [])).toBeNull()
    expect(ebShrink([], [])).toBeNull()
    expect(rates({ eligible: 0, shown: 0, answered: 0, dismissed: 0, ignored: 0, commented: 0 })).toMatchObject({
      coverage: null,
      answer: null,
      cooperation: null,
      heard: null,
      comment: null,
      balance: 0,
    })
  })

  test('is no evidence, and leaves every share possible', () => {
    expect(logBetaEvalue(0, 0, 0.3)).toBe(0)
    expect(betaCs(0, 0)).toEqual({ low: 0, high: 1 })
    expect(srm([0, 0], [0.5, 0.5])).toEqual({ chi2: 0, p: 1 })
    expect(segment('', 'en')).toEqual([])
    expect(medoidMmr([], 3)).toEqual({ centrality: [], order: [] })
    expect(suppress(0, new Map(), 5)).toEqual([])
    expect(ctfidf(new Map([['empty', new Map()]]))).toEqual(new Map([['empty', new Map()]]))
  })
})

describe('where nothing varies', () => {
  const fours = [0, 0, 0, 7, 0]

  test('nothing is found and nothing breaks', () => {
    expect(mannWhitney(fours, fours)).toEqual({ u: 24.5, z: 0, p: 1 })
    expect(shapeTest(fours, fours, FACES)).toMatchObject({ chi2: 0, df: 0, p: 1 })
    expect(ordinalZ(fours, fours)).toMatchObject({ a: 0.5, z: 0 })
    expect(laney([5, 9], [5, 9])).toMatchObject({ centre: 1, z: [0, 0], isOut: [false, false] })
    expect(ebShrink([0.3], [0.01])).toMatchObject({ tau2: 0, theta: [0.3] })
    expect(spearmanTable([fours, NOBODY, NOBODY, NOBODY, NOBODY])).toBeNull()
    expect(stepCost([NOBODY, NOBODY, NOBODY, NOBODY, SOME], FACES, FACES)).toBeNull()
    expect(
      relWeights(
        [
          [1, 1],
          [1, 1],
        ],
        [0.5, 0.5],
      ),
    ).toBeNull()
    expect(
      lmg(
        [
          [1, 1],
          [1, 1],
        ],
        [0.5, 0.5],
      ),
    ).toBeNull()
    expect(logOdds(new Map([['slow', 3]]), new Map([['slow', 2]]))).toEqual(new Map())
  })

  test('one answer has an interval, and a wide one', () => {
    const found = aMeasure([0, 0, 1, 0, 0], [0, 0, 0, 1, 0])
    expect(found).toMatchObject({ a: 1, method: 'smoothed' })
    expect(found?.low).toBeLessThan(0.5)
    // How much one person varies is not known, however many the others are.
    expect(aMeasure([0, 0, 1, 0, 0], SOME)?.method).toBe('smoothed')
  })
})

test('turning the groups round turns the A measure round', () => {
  const [there, back] = [aMeasure([10, 15, 20, 30, 25], SOME), aMeasure(SOME, [10, 15, 20, 30, 25])]
  expect((there?.a ?? 0) + (back?.a ?? 0)).toBeCloseTo(1, 14)
  expect((there?.low ?? 0) + (back?.high ?? 0)).toBeCloseTo(1, 14)
  expect(there?.p).toBeCloseTo(back?.p ?? 0, 14)
})

test('a scale of eleven is compared like one of five', () => {
  const [before, after] = [
    [0, 0, 0, 5, 0, 5, 0, 9, 0, 2, 1],
    [0, 0, 0, 1, 0, 2, 0, 5, 0, 9, 8],
  ]
  expect(aMeasure(before, after)?.a).toBeGreaterThan(0.7)
  expect(netDiff(before, after, SCALES.nps)?.difference).toBeCloseTo((17 - 3) / 25 - (3 - 10) / 22, 12)
})

test('the size of an effect changes its word at the printed limits, on either side', () => {
  expect([0.5, 0.559, 0.56, 0.64, 0.71].map(vdLabel)).toEqual(['negligible', 'negligible', 'small', 'medium', 'large'])
  expect([0.441, 0.44, 0.36, 0.29].map(vdLabel)).toEqual(['negligible', 'small', 'medium', 'large'])
})

test('five points are a difference that matters, also by binary fractions', () => {
  expect(surprise(8_500, 10_000, 0.8)?.status).toBe('better')
  expect(surprise(7_500, 10_000, 0.8)?.status).toBe('worse')
})

test('what an expectation rules out is beyond all doubt when it happens', () => {
  expect(logBetaEvalue(1, 2, 0)).toBe(Infinity)
  expect(logBetaEvalue(2, 2, 1)).toBeLessThan(0)
  expect(srm([10, 1], [1, 0])).toEqual({ chi2: Infinity, p: 0 })
})

test('a result in the middle of a forecast is no surprise, and never more likely than certain', () => {
  expect(beliefUpdate(8, 10, 0.8, 26).surprise).toBe(1)
})

test('only whole weeks are compared', () => {
  expect(() => windows('2026-05-14', 10)).toThrow('Compare whole weeks')
  expect(() => windows('2026-05-14', 0)).toThrow('Compare whole weeks')
})

test('a table that cannot reach its margins is refused instead of going round for ever', () => {
  expect(() => rake([[1, 2]], [3], [1, 1])).toThrow('make them one sum')
  expect(() =>
    rake(
      [
        [0, 0],
        [1, 1],
      ],
      [1, 1],
      [1, 1],
    ),
  ).toThrow('too few people')
})

test('too many steps for all orders are refused', () => {
  expect(() =>
    lmg(
      [],
      Array.from({ length: 16 }, () => 0.1),
    ),
  ).toThrow('At most 15 steps')
})

test('a day begins at one where the clocks skip midnight, and a day that a zone left out has no hours', () => {
  expect(dayBounds('2026-04-24', 'Africa/Cairo')).toEqual({
    start: new Date('2026-04-23T22:00:00Z'),
    end: new Date('2026-04-24T21:00:00Z'),
    hours: 23,
  })
  expect(dayBounds('2011-12-30', 'Pacific/Apia').hours).toBe(0)
  expect(dayBounds('2026-04-05', 'Pacific/Auckland').hours).toBe(25)
  expect(dayBounds('2026-04-05', 'Australia/Lord_Howe').hours).toBe(24.5)
})

test('half of a tie of names is hidden by name, and groups in no breakdown count in what is hidden', () => {
  expect(
    suppress(
      25,
      new Map([
        ['b', 10],
        ['a', 10],
        ['c', 2],
      ]),
      5,
    ),
  ).toEqual(['c'])
  expect(
    suppress(
      22,
      new Map([
        ['b', 10],
        ['a', 10],
        ['c', 2],
      ]),
      5,
    ),
  ).toEqual(['a', 'c'])
})

test('Thai words stay whole', () => {
  expect(segment('ชำระเงิน', 'th').join('')).toBe('ชำระเงิน')
})

test('comments without words are never quoted while there are others', () => {
  expect(medoidMmr([[], ['slow', 'page'], ['slow', 'shop']], 3).order).toEqual([1, 2])
})

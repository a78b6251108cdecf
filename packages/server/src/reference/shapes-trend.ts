import type { TrendAnswer, TrendBaseline, TrendFigures, TrendPoint, TrendSeries, TrendSignal } from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { Id, maybe, named, type Same } from './shape-parts.ts'
import { TierName, Wording } from './shapes.ts'

const N = Type.Integer({ minimum: 0 })
const Figure = maybe(Type.Number())

const FIGURES = {
  from: Type.String({ description: 'The first day' }),
  to: Type.String({ description: 'The last one, inclusive' }),
  n: N,
  tier: TierName,
  net: Figure,
  net_low: Figure,
  net_high: Figure,
  positive: Figure,
  positive_low: Figure,
  positive_high: Figure,
  negative: Figure,
  negative_low: Figure,
  negative_high: Figure,
}

const Figures = named('TrendFigures', FIGURES)
const Point = named('TrendPoint', {
  ...FIGURES,
  partial: Type.Boolean({ description: 'Not over, or late answers may still come' }),
})
const Baseline = named('TrendBaseline', {
  ...FIGURES,
  days: Type.Integer({ minimum: 0, description: 'On how many of these days somebody answered' }),
})
const Signal = named('TrendSignal', {
  day: Type.String({ description: 'The day on which it was sure' }),
  since: Type.String({ description: 'The day from which on it was so, about' }),
  direction: Type.Enum(['worse', 'better']),
  before: Figures,
  after: Figures,
  sentence: Type.String({ description: 'What to say of it' }),
})
const Series = named('TrendSeries', {
  from: Type.String(),
  to: Type.String(),
  question: maybe(Type.String({ description: 'As it was asked last' })),
  asked: Type.Array(Wording),
  differs: Type.Array(Type.String(), { description: 'What differs from the series before it; empty of the first' }),
  points: Type.Array(Point, { description: 'Oldest first, only where somebody answered' }),
  baselines: Type.Array(Baseline, {
    description: 'What drift is held against: the first days, and anew after each signal. They never change',
  }),
  learning: maybe(
    Type.Object({ days: N, n: N }, { description: 'What there is of the next baseline. Null: there is one now' }),
  ),
  signals: Type.Array(Signal, { description: 'Oldest first' }),
})

export const Trend = named('TrendAnswer', {
  project: Id,
  journey: Id,
  step: Type.String({ description: 'Empty: the journey as a whole' }),
  by: Type.Enum(['day', 'week', 'month']),
  from: Type.String(),
  to: Type.String(),
  zone: Type.String(),
  series: Type.Array(Series, { description: 'By their first days' }),
  needs: Type.Object(
    { days: N, n: N, within: N },
    { description: 'What a baseline needs: days with answers, answers, and within how many days' },
  ),
})

true satisfies Same<Static<typeof Figures>, TrendFigures>
true satisfies Same<Static<typeof Point>, TrendPoint>
true satisfies Same<Static<typeof Baseline>, TrendBaseline>
true satisfies Same<Static<typeof Signal>, TrendSignal>
true satisfies Same<Static<typeof Series>, TrendSeries>
true satisfies Same<Static<typeof Trend>, TrendAnswer>

import type { CompareAnswer, CompareControl, CompareEffect, CompareSide } from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { Id, maybe, named, type Same } from './shape-parts.ts'
import { FeelFigures } from './shapes.ts'

const N = Type.Integer({ minimum: 0 })
const Figure = maybe(Type.Number())

const DIFFERENCE = { difference: Type.Number(), low: Type.Number(), high: Type.Number() }
const Difference = named('CompareDifference', DIFFERENCE)

const Side = named('CompareSide', {
  name: Type.String({ description: '`before`, `after`, the period, or the value that its people share' }),
  from: Type.String(),
  to: Type.String(),
  answered: maybe(
    Type.Object(
      { from: Type.String(), to: Type.String() },
      { description: 'The first and the last of these days that somebody answered on' },
    ),
  ),
  figures: maybe(FeelFigures),
  questions: Type.Array(
    named('CompareQuestion', {
      prompt: Type.String(),
      version: Type.Integer(),
      variant: Type.String({ description: '`*`: several, told of together' }),
      question: maybe(Type.String()),
      alike: Type.Integer({ minimum: 1, description: 'The same number: asked in the same words, on the same scale' }),
    }),
  ),
})

const Effect = named('CompareEffect', {
  probability: Type.Number({
    description: 'The chance that a random person of `b` felt better than one of `a`, ties counted half',
  }),
  low: Figure,
  high: Figure,
  anytime_low: maybe(Type.Number({ description: '95 %, however often one looks: what the verdict goes by' })),
  anytime_high: Figure,
  p: Type.Number({ description: 'Of a single look' }),
  size: Type.Enum(['negligible', 'small', 'medium', 'large']),
  sentence: Type.String(),
})

const Control = named('CompareControl', {
  steps: Type.Array(Type.String()),
  left_out: Type.Array(Type.String(), { description: 'Asked about differently on the two sides, or on another scale' }),
  a: N,
  b: N,
  net: Difference,
  beyond: maybe(Difference),
})

export const Compare = named('CompareAnswer', {
  project: Id,
  journey: Id,
  step: Type.String({ description: 'Empty: the journey as a whole' }),
  prompt: maybe(Type.String()),
  zone: Type.String(),
  by: Type.Enum(['time', 'period', 'device', 'locale', 'release', 'variant', 'version']),
  change: maybe(Type.String({ description: 'The day of the change' })),
  release: maybe(Type.String()),
  weeks: maybe(Type.Integer({ minimum: 0, description: 'Whole weeks on each side that are over and counted' })),
  excluded_days: N,
  a: Side,
  b: Side,
  not_comparable: maybe(Type.Object({ reason: Type.Enum(['wording', 'scale']), detail: Type.String() })),
  effect: maybe(Effect),
  net: maybe(Difference),
  shape: maybe(
    named('CompareShape', { chi2: Type.Number(), df: Type.Integer(), p: Type.Number(), merged: Type.Boolean() }),
  ),
  sample_ratio: maybe(
    named('CompareRatio', {
      share: Type.Number({ description: 'Of `a` in what was shown' }),
      expected: Type.Number(),
      p: Type.Number({ description: 'Under .001 the split is broken' }),
    }),
  ),
  answer_rate: maybe(
    named('CompareRates', {
      a: Type.Number(),
      b: Type.Number(),
      ...DIFFERENCE,
      p: Type.Number({ description: 'Under .01 different people answered' }),
    }),
  ),
  control: maybe(Control),
  others: Type.Array(named('CompareOther', { step: Id, a: N, b: N, net: Difference }), {
    description: 'Each other step that was asked alike on both sides, by five people or more',
  }),
  conditions: Type.Array(
    named('CompareCondition', {
      id: Type.Enum(['weeks', 'answers', 'sample_ratio', 'answer_rate', 'interval', 'effect']),
      met: maybe(Type.Boolean({ description: 'Null where it does not apply, or cannot be known' })),
    }),
  ),
  verdict: named('CompareVerdict', {
    outcome: Type.Enum(['better', 'worse', 'no_difference', 'undecided', 'not_comparable']),
    sentence: Type.String(),
    more: maybe(Type.Object({ a: N, b: N }, { description: 'About how many more answers would decide' })),
  }),
  notes: Type.Array(Type.String(), { description: 'What to know when reading it' }),
})

true satisfies Same<Static<typeof Side>, CompareSide>
true satisfies Same<Static<typeof Effect>, CompareEffect>
true satisfies Same<Static<typeof Control>, CompareControl>
true satisfies Same<Static<typeof Compare>, CompareAnswer>

import type { Driver, DriversAnswer, DriverWeight } from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { Id, maybe, named, type Same, ScaleName } from './shape-parts.ts'

const N = Type.Integer({ minimum: 0 })
const Figure = maybe(Type.Number())

const ASSOCIATION = {
  n: Type.Integer({ minimum: 0, description: 'People, each counted once' }),
  tier: Type.Enum(['none', 'hidden', 'too_early', 'hint', 'ranked'], {
    description:
      'none: nobody. hidden: fewer than 5. too_early: 5 to 59. hint: 60 to 119, unranked. ranked: 120 and more',
  }),
  rho: Figure,
  rho_low: Figure,
  rho_high: Figure,
  direction: maybe(
    Type.Enum(['with', 'against', 'unclear'], {
      description: 'Whether whoever feels better here ends better or worse, as far as the interval says',
    }),
  ),
}

const Association = named('Association', ASSOCIATION)

const Row = named('Driver', {
  step: Type.String(),
  name: Type.String(),
  prompt: Id,
  scale: ScaleName,
  ...ASSOCIATION,
  rank: maybe(Type.Integer({ minimum: 1, description: 'By the strength of rho, among the ranked' })),
  rho_shrunk: Figure,
  rho_shrunk_low: Figure,
  rho_shrunk_high: Figure,
  cost: maybe(
    Type.Number({ description: 'How much of everybody’s net outcome the bad moments here go with, −2 to 2' }),
  ),
  cost_low: Figure,
  cost_high: Figure,
  cost_shrunk: Figure,
  cost_shrunk_low: Figure,
  cost_shrunk_high: Figure,
  bad: maybe(Type.Number({ description: 'The share of these people who felt bad here' })),
  net: Figure,
  net_low: Figure,
  net_high: Figure,
  net_shrunk: Figure,
  net_shrunk_low: Figure,
  net_shrunk_high: Figure,
  quadrant: Type.Enum(['mend_first', 'keep', 'low_priority', 'going_well', 'unclear'], {
    description: 'By shrunk net and shrunk rho; unclear unless both intervals clear the lines of the map',
  }),
  table: maybe(
    Type.Array(Type.Array(N), {
      description: 'People: a row for each score of the step, in it one for each of the outcome',
    }),
  ),
})

const Weight = named('DriverWeight', {
  step: Type.String(),
  prompt: Id,
  johnson: Type.Number({ description: 'Its share of R² by Johnson’s relative weights' }),
  lmg: maybe(Type.Number({ description: 'The same over all orders of the steps. Null: more than 15 steps' })),
  correlation: Type.Number(),
  beta: Type.Number({ description: 'The standardised coefficient' }),
  direction: Type.Enum(['with', 'against'], { description: 'The sign of the coefficient, which a share hides' }),
})

export const Drivers = named('DriversAnswer', {
  project: Id,
  journey: Id,
  from: Type.String(),
  to: Type.String(),
  zone: Type.String(),
  outcome: maybe(Type.String({ description: 'A prompt. Null: whether visits were reached or abandoned' })),
  outcomes: Type.Array(
    named('DriverOutcome', {
      prompt: maybe(Type.String({ description: 'Null: whether visits were reached or abandoned' })),
      question: maybe(Type.String()),
      scale: maybe(ScaleName),
      step: Type.String({ description: 'Empty: about the journey as a whole' }),
      known: Type.Integer({ minimum: 0, description: 'In these days; ends of visits no further than `newest`' }),
      pair_with: Type.Array(Id, {
        description: 'Prompts at steps: each person is asked one of them, drawn by chance, and then this',
      }),
    }),
    { description: 'What there is to choose from, the likeliest choice first' },
  ),
  people: N,
  newest: Type.Integer({ description: 'How many outcomes were looked at, at most' }),
  newest_only: Type.Boolean({ description: 'Whether there may be older ones' }),
  steps: Type.Array(Row),
  wholes: Type.Array(Type.Object({ prompt: Id, question: Type.String(), ...ASSOCIATION }), {
    description: 'Prompts about the journey as a whole: outcomes themselves, and no steps',
  }),
  peak_end: Type.Object(
    { worst: Association, last: Association },
    { description: 'The worst and the last of each person’s steps, of people who answered two or more' },
  ),
  map: Type.Object({ net: Figure, rho: Figure }, { description: 'The lines that quadrants are divided by' }),
  weights: maybe(
    Type.Object({
      n: Type.Integer({ description: 'People who answered all of these steps and the outcome' }),
      r2: Type.Number(),
      least_eigenvalue: Type.Number(),
      steps: Type.Array(Weight),
    }),
  ),
  weights_missing: maybe(Type.Enum(['few_steps', 'little_overlap', 'few_complete', 'no_spread', 'repeated_step'])),
  notes: Type.Array(Type.String(), { description: 'What to know when reading it' }),
})

true satisfies Same<Static<typeof Row>, Driver>
true satisfies Same<Static<typeof Weight>, DriverWeight>
true satisfies Same<Static<typeof Drivers>, DriversAnswer>

import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { CompareChoices } from '../reference/shapes-compare-options.ts'
import { Compare } from '../reference/shapes-compare.ts'
import { Drivers } from '../reference/shapes-drivers.ts'
import { Delivery, Feel, Map } from '../reference/shapes.ts'
import { BY, NARROWED } from './compare/query.ts'
import { NEWEST } from './drivers/query.ts'

const Day = (description: string) => Type.Optional(Type.String({ description }))

export const FEEL: RouteDocs = {
  tag: 'Figures',
  summary: 'What people felt, with its denominators and intervals',
  notes: 'As CSV for who asks for `text/csv`.',
  query: Type.Object({
    journey: Type.Optional(Type.String({ description: 'Absent: all' })),
    from: Day('The first day, e.g. `2026-11-23`. Absent: since ever'),
    to: Day('The last day, inclusive. Absent: today'),
    by: Type.Optional(
      Type.String({
        description:
          'What rows are made by, with commas: step, day, week, month, device, locale, release, origin, prompt, version, variant, scale, page, trust, `trait:NAME`. Absent: step. A version or a variant comes with its prompt',
      }),
    ),
    where: Type.Optional(
      Type.String({
        description:
          'E.g. `device:mobile`; may come several times. Values of one key widen the question, several keys narrow it. The keys are those of `by`, without the periods; `page:/cart` and `trait:plan=pro` are each a `where` of their own. By page, trait or trust nobody knows how many were asked: those are null',
      }),
    ),
    prompt: Type.Optional(Type.String({ description: 'Absent: all' })),
    weights: Type.Optional(
      Type.Enum(['share'], {
        description: 'Each answer weighs 1 / the probability with which it was asked for. Absent: each weighs the same',
      }),
    ),
    zone: Type.Optional(
      Type.String({
        description: "Days are the project's: any other zone than its own is refused, and none is guessed",
      }),
    ),
  }),
  answer: Feel,
  media: ['text/csv'],
}

export const COMPARE: RouteDocs = {
  tag: 'Figures',
  summary: 'Whether people felt better on one side than on the other, and whether that is to be believed',
  notes:
    'Sides are before and after a `date` or the first day of a `release`, or two values `a` and `b` of a `by`, of which `period` is two stretches of time. Answers that were asked for in different words or on different scales are never held against each other. Days that late answers may still come to are left out.',
  query: Type.Object({
    journey: Type.String(),
    step: Type.Optional(Type.String({ description: 'Absent: the journey as a whole' })),
    prompt: Type.Optional(Type.String({ description: 'One or several, with commas. Absent: all at the step' })),
    date: Day('The day of the change, e.g. `2026-11-23`'),
    release: Type.Optional(Type.String({ description: 'Its first day is that of the change' })),
    weeks: Type.Optional(
      Type.Integer({
        minimum: 2,
        maximum: 52,
        default: 4,
        description: 'Whole weeks on each side, as far as there are',
      }),
    ),
    washout: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 28, default: 1, description: 'Days left out from the change on' }),
    ),
    by: Type.Optional(
      Type.Enum([...BY], {
        description:
          'What `a` and `b` are values of. A period is a year (`2016`), a month (`2016-05`) or days (`2016-05-01..2016-05-14`)',
      }),
    ),
    a: Type.Optional(Type.String()),
    b: Type.Optional(Type.String()),
    from: Day('With `by`: the first day. Absent: since ever'),
    to: Day('With `by`: the last day, inclusive. Absent: the last whose answers are all in'),
    where: Type.Optional(
      Type.String({
        description: `Narrows both sides, e.g. \`device:mobile\`; may come several times. Keys: ${NARROWED.join(', ')}`,
      }),
    ),
    control: Type.Optional(
      Type.String({ description: 'Steps that nothing was done to, with commas. Absent: all others of the journey' }),
    ),
  }),
  answer: Compare,
}

export const COMPARE_OPTIONS: RouteDocs = {
  tag: 'Figures',
  summary: 'What there is to compare: steps, releases, devices, variants, years and more, with how many answered',
  query: Type.Object({ journey: Type.String() }),
  answer: CompareChoices,
}

export const DRIVERS: RouteDocs = {
  tag: 'Figures',
  summary: 'Which steps’ feel goes with how the journey ends, for the same person and visit',
  notes:
    'Goes with, not causes. Only answers that are still kept, and none of an anonymous project, which keeps nothing that links two.',
  query: Type.Object({
    journey: Type.String(),
    outcome: Type.Optional(
      Type.String({
        description:
          'The prompt whose score is the outcome. Absent: whether visits were reached or abandoned. `*`: the likeliest choice, the first of `outcomes`',
      }),
    ),
    steps: Type.Optional(
      Type.String({
        description: 'Only these steps of the journey, with commas: shares of R² need people who answered each',
      }),
    ),
    from: Day('The first day of the outcome. Absent: since ever'),
    to: Day('The last one, inclusive. Absent: today'),
    newest: Type.Optional(
      Type.Enum([...NEWEST], {
        default: NEWEST[0],
        description: 'How many outcomes to look at, the newest first. The time that it takes grows with it',
      }),
    ),
  }),
  answer: Drivers,
}

export const MAP: RouteDocs = {
  tag: 'Figures',
  summary: 'A journey as a map: each step with its figures, its weeks and the newest words',
  query: Type.Object({
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 36_525, default: 56, description: 'How far back, today included' }),
    ),
  }),
  answer: Map,
}

export const DELIVERY: RouteDocs = {
  tag: 'Figures',
  summary: 'What pages sent, and what became of it',
  query: Type.Object({
    from: Day('The first day of receipt. Absent: thirty days back'),
    to: Day('The last one, inclusive. Absent: today'),
  }),
  answer: Delivery,
}

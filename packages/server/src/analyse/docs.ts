import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { Drivers } from '../reference/shapes-drivers.ts'
import { Delivery, Feel, Map } from '../reference/shapes.ts'
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
          'What rows are made by, with commas: step, day, week, device, locale, release, origin. Absent: step',
      }),
    ),
    where: Type.Optional(
      Type.String({
        description:
          'E.g. `device:mobile`; may come several times. Values of one key widen the question, several keys narrow it',
      }),
    ),
    prompt: Type.Optional(Type.String({ description: 'Absent: all' })),
  }),
  answer: Feel,
  media: ['text/csv'],
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
        description: 'The prompt whose score is the outcome. Absent: whether visits were reached or abandoned',
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

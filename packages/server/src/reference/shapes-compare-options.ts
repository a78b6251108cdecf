import type { CompareOptions } from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { Id, maybe, named, type Same } from './shape-parts.ts'

const N = Type.Integer({ minimum: 0, description: 'How many answers have it' })
const VALUE = { value: Type.String(), n: N }
const Values = Type.Array(named('CompareValue', VALUE), { description: 'The most frequent first' })

const Prompt = named('ComparePrompt', {
  id: Type.String(),
  question: maybe(Type.String()),
  n: N,
  versions: Type.Array(named('CompareVersion', { version: Type.Integer(), question: maybe(Type.String()), n: N }), {
    description: 'The newest first',
  }),
  variants: Values,
})

const Step = named('CompareStep', {
  id: Type.String({ description: 'Empty: the journey as a whole' }),
  name: maybe(Type.String()),
  n: N,
  net: maybe(Type.Number({ description: 'Of the last four weeks in which anybody answered' })),
  prompts: Type.Array(Prompt),
})

export const CompareChoices = named('CompareOptions', {
  project: Id,
  journey: Id,
  zone: Type.String(),
  answered: maybe(
    Type.Object(
      { from: Type.String(), to: Type.String() },
      { description: 'The first and the last day that somebody answered on, of the four hundred that are looked at' },
    ),
  ),
  last_final: Type.String({ description: 'The last day whose answers are all in' }),
  steps: Type.Array(Step),
  releases: Type.Array(named('CompareRelease', { ...VALUE, first: Type.String() }), {
    description: 'The newest first',
  }),
  devices: Values,
  locales: Values,
  origins: Values,
  years: Type.Array(Type.String(), { description: 'With answers, the oldest first: `2016`' }),
  months: Type.Array(Type.String(), { description: '`2016-05`' }),
})

true satisfies Same<Static<typeof CompareChoices>, CompareOptions>

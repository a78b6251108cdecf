import type { ThemesAnswer } from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { Id, maybe, named, type Same } from './shape-parts.ts'
import { Voice } from './shapes.ts'

const N = Type.Integer({ minimum: 0 })

const Theme = named('VoiceTheme', {
  name: Type.String(),
  rule: maybe(Type.String({ description: 'Of the team, that made it' })),
  term: Type.String({ description: 'A word, or two that stand side by side' }),
  also: Type.Array(Type.String(), { description: 'Other terms in nearly the same comments' }),
  people: N,
  others: Type.Integer({ minimum: 0, description: 'People who used it on the other side' }),
  z: Type.Number({ description: 'The difference of the log-odds in standard errors' }),
  comments: N,
  answers: Type.Array(Type.String(), { description: 'Ids of the newest 200 of them, for `voices?ids=`' }),
  quotes: Type.Array(Voice, { description: 'The most typical first, at most 3' }),
  different: maybe(Voice),
})

export const Themes = named('ThemesAnswer', {
  project: Id,
  journey: Id,
  step: maybe(Type.String()),
  contrast: Type.Enum(['step', 'faces', 'date']),
  date: maybe(Type.String()),
  at_most: Type.Integer({ description: 'Only so many comments are read, the newest' }),
  least: Type.Integer({ description: 'A side with fewer comments has no themes' }),
  origins: Type.Object({ live: N, import: N, sample: N, unprompted: N }),
  sides: Type.Array(
    named('ThemeSide', {
      side: Type.Enum(['here', 'rest', 'bad', 'good', 'after', 'before']),
      comments: N,
      people: N,
      from: maybe(Type.String()),
      to: maybe(Type.String()),
      enough: Type.Boolean({ description: 'Whether there are enough comments for themes' }),
      themes: Type.Array(Theme),
      voices: Type.Array(Voice, { description: 'The comments themselves, where there are not enough for themes' }),
    }),
  ),
})

true satisfies Same<Static<typeof Themes>, ThemesAnswer>

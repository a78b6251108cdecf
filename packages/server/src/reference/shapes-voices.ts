import type { AnswerTags, TagChange, TagList, ThemeRules, VoiceMoment } from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { maybe, named, type Same } from './shape-parts.ts'
import { Voice } from './shapes.ts'

const Text = Type.String()
const N = Type.Integer({ minimum: 0 })

/** What is said of words and by a team of them, by the names of the protocol: a route says `answer: VOICED.TagList`. */
export const VOICED = {
  VoiceMoment: named('VoiceMoment', {
    voice: Voice,
    asked: Type.Object({
      published_at: maybe(Text),
      current_version: maybe(Type.Integer({ description: 'Another than that of the voice: the question has changed' })),
      share: maybe(Type.Number({ description: 'Of the people at the step, the share that was asked' })),
    }),
    received_at: maybe(Text),
    outcome: maybe(Type.Object({ outcome: Type.Enum(['reached', 'abandoned']), at: Text })),
    path: Type.Array(Voice, { description: 'All answers of the same visit, the first first' }),
  }),
  AnswerTags: named('AnswerTags', { tags: Type.Array(Text) }),
  TagList: named('TagList', {
    tags: Type.Array(named('TagItem', { tag: Text, answers: N, newest: Text })),
  }),
  TagChange: named('TagChange', {
    tag: Text,
    to: maybe(Type.String({ description: 'Null where it was removed' })),
    added: Type.Array(Text, { description: 'Answers that have `to` now, and had it not before' }),
    removed: Type.Array(Text, { description: 'Answers that had `tag` before, and have it no more' }),
  }),
  ThemeRules: named('ThemeRules', {
    revision: N,
    rules: Type.Array(
      named('ThemeRule', {
        id: Text,
        name: Text,
        terms: Type.Array(Text),
        except: Type.Optional(Type.Array(Text)),
      }),
    ),
    changed_at: maybe(Text),
    changed_by: Text,
  }),
}

type Of<K extends keyof typeof VOICED> = Static<(typeof VOICED)[K]>

true satisfies Same<Of<'VoiceMoment'>, VoiceMoment>
true satisfies Same<Of<'AnswerTags'>, AnswerTags>
true satisfies Same<Of<'TagList'>, TagList>
true satisfies Same<Of<'TagChange'>, TagChange>
true satisfies Same<Of<'ThemeRules'>, ThemeRules>

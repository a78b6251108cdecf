import type { DoingAnswer, DoingStep, Signal } from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { Id, maybe, named, type Same } from './shape-parts.ts'
import { FeelFigures, Wording } from './shapes.ts'

const N = Type.Integer({ minimum: 0 })
const Figure = maybe(Type.Number())

const SIGNALS = ['rage_click', 'dead_click', 'error', 'back_and_forth', 'slow', 'invalid'] as const satisfies Signal[]

const Time = named('DoingTime', {
  n: Type.Integer({ minimum: 0, description: 'Whose time is known' }),
  lower: Type.Number({ description: 'A quarter took less. Seconds, within 9 %, as all of these' }),
  median: Type.Number(),
  median_low: Type.Number(),
  median_high: Type.Number(),
  upper: Type.Number({ description: 'A quarter took longer' }),
})

const Struggle = named('DoingStruggle', {
  n: N,
  kinds: Type.Object(
    Object.fromEntries(SIGNALS.map((kind) => [kind, Type.Optional(N)])) as Record<
      Signal,
      ReturnType<typeof Type.Optional<typeof N>>
    >,
  ),
  per_entered: Figure,
  per_entered_low: Figure,
  per_entered_high: Figure,
})

const Step = named('DoingStep', {
  step: Type.String({ description: 'Without its journey' }),
  name: Type.String(),
  entered: N,
  completed: N,
  failed: N,
  left: N,
  completion: maybe(Type.Number({ description: 'Completed of entered' })),
  completion_low: Figure,
  completion_high: Figure,
  completion_missing: maybe(
    Type.Enum(['nobody', 'few', 'last', 'unnoticed', 'uneven'], {
      description:
        'nobody: nobody entered it. few: fewer than 5. last: it ends the journey. unnoticed: pages say of no step that it is completed. uneven: more often completed than entered',
    }),
  ),
  took: maybe(Time),
  struggle: Struggle,
  feel: FeelFigures,
  comparable: Type.Boolean({ description: 'Whether all answers are to one question' }),
  versions: Type.Optional(Type.Array(Wording)),
  corner: maybe(
    Type.Enum(['done_and_disliked', 'liked_and_dropped'], {
      description: 'The surprise: everyone completes it and nobody likes it, or people like it and do not finish',
    }),
  ),
})

export const Doing = named('DoingAnswer', {
  project: Id,
  journey: Id,
  from: Type.String(),
  to: Type.String(),
  zone: Type.String(),
  steps: Type.Array(Step),
  middle: Type.Object(
    { completion: Figure, net: Figure },
    { description: 'The journey’s own middle, which a surprise has to clear on both sides' },
  ),
})

true satisfies Same<Static<typeof Step>, DoingStep>
true satisfies Same<Static<typeof Doing>, DoingAnswer>

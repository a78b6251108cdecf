import type {
  Burst,
  DeliveryAnswer,
  FeelAnswer,
  FeelRow,
  JourneyMap,
  Me,
  Problem as ProblemAnswer,
  ProjectListItem,
  Voice as VoiceAnswer,
  VoicesAnswer,
} from '@attune/protocol'
import { type Static, Type } from 'typebox'

import { Answers, Id, maybe, named, OriginName, PrivacyName, type Same, ScaleName } from './shape-parts.ts'

const N = Type.Integer({ minimum: 0 })
const Figure = maybe(Type.Number())

export const Problem = named('Problem', {
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String({ description: 'What happened, why, and the way out' }),
  code: Type.String({ description: 'One of the list in docs/errors.md' }),
})

export const TierName = Type.Enum(['none', 'hidden', 'early', 'imprecise', 'shown'], {
  description:
    'How far a figure can be trusted. none: nobody answered. hidden: fewer than 5. early: 5 to 29. imprecise: wider than 20 points',
})

const FIGURES = {
  n: N,
  tier: TierName,
  scores: maybe(Type.Array(N, { description: 'People per score, worst first' })),
  mean: Figure,
  mean_low: Figure,
  mean_high: Figure,
  positive: Figure,
  positive_low: Figure,
  positive_high: Figure,
  negative: Figure,
  negative_low: Figure,
  negative_high: Figure,
  net: Figure,
  net_low: Figure,
  net_high: Figure,
  shown: N,
  answered: N,
  dismissed: maybe(Type.Integer({ minimum: 0, description: 'Null where it would tell how many have answered' })),
  response_rate: Figure,
  commented: N,
  entered: N,
  completed: N,
  failed: N,
}

export const FeelFigures = named('FeelFigures', FIGURES)

const Funnel = named('FeelFunnel', {
  reached: maybe(Type.Integer({ minimum: 0, description: 'Null in a row of some prompt alone' })),
  eligible: N,
  shown: N,
  answered: N,
  dismissed: maybe(Type.Integer({ minimum: 0, description: 'Null where it would tell how many have answered' })),
  ignored: maybe(N),
  unresolved: maybe(Type.Integer({ description: 'shown less answered, dismissed and ignored' })),
  commented: N,
  coverage: maybe(Type.Number({ description: 'shown of eligible' })),
  heard: maybe(Type.Number({ description: 'answered of eligible: of everyone here, the share that was heard' })),
})

export const Wording = Type.Object({ prompt: Id, version: Type.Integer(), variant: Type.String() })

const Weighting = named('FeelWeighting', {
  effective: Type.Number({ description: 'How many equally likely answers these are worth (Kish)' }),
  design_effect: Type.Number({ description: 'n / effective' }),
  without_share: Type.Integer({ minimum: 0, description: 'Answers that say no share: each weighs 1' }),
  capped: Type.Integer({ minimum: 0, description: 'Answers whose weight was cut down to five times the median' }),
  plain: maybe(
    Type.Object(
      { mean: Type.Number(), positive: Type.Number(), negative: Type.Number(), net: Type.Number() },
      { description: 'The same figures without weights; null where figures are hidden' },
    ),
  ),
})

const CountedAlone = maybe(
  Type.Integer({ minimum: 0, description: 'Null where it is not known: by page, trait or trust' }),
)

const Row = named('FeelRow', {
  ...FIGURES,
  shown: CountedAlone,
  commented: CountedAlone,
  entered: CountedAlone,
  completed: CountedAlone,
  failed: CountedAlone,
  journey: Id,
  step: Type.Optional(Type.String()),
  day: Type.Optional(Type.String()),
  week: Type.Optional(Type.String()),
  month: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  locale: Type.Optional(Type.String()),
  release: Type.Optional(Type.String()),
  origin: Type.Optional(OriginName),
  prompt: Type.Optional(Type.String({ description: 'Empty for what happened at the step itself, whoever was asked' })),
  version: Type.Optional(Type.Integer()),
  variant: Type.Optional(Type.String()),
  scale: Type.Optional(Type.Union([ScaleName, Type.Literal('')])),
  page: Type.Optional(Type.String({ description: 'Empty where an answer says none' })),
  traits: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'Those of `by`, by name' })),
  trust: Type.Optional(Type.Enum(['verified', 'unverified'])),
  partial: Type.Optional(Type.Boolean({ description: 'Not over, or late answers may still come' })),
  comparable: Type.Boolean({ description: 'Whether all answers are to one question: the same words, scale and order' }),
  unprompted: Type.Integer({
    minimum: 0,
    description: 'Answers of people who spoke up by themselves at the same keys: in no figure of this row',
  }),
  shares: Type.Enum(['one', 'several', 'unknown'], {
    description:
      'With what probabilities its answers were asked for. several: see `weights=share`. unknown: the share changes daily, see there too',
  }),
  weighting: Type.Optional(Weighting),
  funnel: maybe(Funnel),
  versions: Type.Optional(
    Type.Array(Wording, { description: 'What the answers were given to, where that is not comparable' }),
  ),
})

export const Feel = named('FeelAnswer', {
  project: Id,
  from: Type.String(),
  to: Type.String(),
  zone: Type.String(),
  by: Type.Array(Type.String()),
  weights: maybe(Type.Enum(['share'])),
  rows: Type.Array(Row),
})

export const Voice = named('Voice', {
  id: Type.String(),
  at: Type.String(),
  journey: Id,
  step: Type.String(),
  prompt: Id,
  version: Type.Integer(),
  variant: Type.String(),
  question: Type.String(),
  scale: ScaleName,
  feel: Type.Integer(),
  comment: maybe(Type.String()),
  marks: Type.Array(Type.Tuple([N, N]), {
    description: 'Where a search found its words in the comment: UTF-16 units before, and length',
  }),
  answers: maybe(Answers),
  follow_ups: Type.Array(Type.Object({ question: Type.String(), answers: Type.Array(Type.String()) })),
  tags: Type.Array(Type.String()),
  page: maybe(Type.String()),
  device: maybe(Type.Enum(['desktop', 'mobile', 'tablet'])),
  locale: maybe(Type.String()),
  release: maybe(Type.String()),
  traits: maybe(Type.Record(Type.String(), Type.String())),
  took_ms: maybe(Type.Integer()),
  visit: maybe(Type.String()),
  origin: OriginName,
  trust: Type.Enum(['verified', 'unverified']),
  set_aside: maybe(Type.Enum(['repeated', 'unproven'])),
})

export const Voices = named('VoicesAnswer', {
  voices: Type.Array(Voice),
  next: maybe(Type.String({ description: 'Given back as `cursor`, it goes on' })),
  search: maybe(
    named('VoicesSearch', {
      q: Type.String(),
      empty: maybe(
        Type.Enum(['no_words', 'common_words'], { description: 'Why nothing can be found, where that is so' }),
      ),
    }),
  ),
})

const PROJECT = { id: Id, name: Type.String(), zone: Type.String(), privacy: PrivacyName }
const IdAndName = Type.Object({ id: Id, name: Type.String() })

export const Project = named('ProjectListItem', {
  ...PROJECT,
  journeys: Type.Array(IdAndName),
  keys: Type.Array(Type.String()),
  sample: Type.Boolean({ description: 'Whether generated sample data is present' }),
  delete_after: maybe(Type.String({ description: 'When all of it goes for good. Null: nobody has said so' })),
})

export const Map = named('JourneyMap', {
  project: Type.Object(PROJECT),
  journey: IdAndName,
  from: Type.String(),
  to: Type.String(),
  origins: Type.Object({ live: N, import: N, sample: N }),
  steps: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      feel: FeelFigures,
      weeks: Type.Array(
        Type.Object({
          week: Type.String(),
          partial: Type.Boolean(),
          n: N,
          net: Figure,
          net_low: Figure,
          net_high: Figure,
        }),
      ),
      voices: Type.Array(Voice),
      prompt: maybe(Type.Object({ id: Id, question: Type.String() })),
    }),
  ),
})

const ByReason = Type.Record(Type.String(), N)
const BOOKS = {
  received: N,
  stored: N,
  duplicate: N,
  quarantined: N,
  refused: ByReason,
  dropped: ByReason,
  stripped: ByReason,
}

const BurstShape = named('Burst', {
  prompt: Id,
  step: Type.String(),
  day: Type.String(),
  hour: Type.Integer({ minimum: 0, maximum: 23 }),
  answers: N,
  usual: Type.Number(),
})

export const Delivery = named('DeliveryAnswer', {
  project: Id,
  from: Type.String(),
  to: Type.String(),
  zone: Type.String(),
  total: named('DeliveryBooks', BOOKS),
  days: Type.Array(Type.Object({ day: Type.String(), ...BOOKS })),
  bursts: Type.Array(BurstShape),
})

export const Person = named('Me', { id: Type.String(), email: Type.String(), name: Type.String() })

true satisfies Same<Static<typeof Problem>, ProblemAnswer>
true satisfies Same<Static<typeof Row>, FeelRow>
true satisfies Same<Static<typeof Feel>, FeelAnswer>
true satisfies Same<Static<typeof Voice>, VoiceAnswer>
true satisfies Same<Static<typeof Voices>, VoicesAnswer>
true satisfies Same<Static<typeof Project>, ProjectListItem>
true satisfies Same<Static<typeof Map>, JourneyMap>
true satisfies Same<Static<typeof BurstShape>, Burst>
true satisfies Same<Static<typeof Delivery>, DeliveryAnswer>
true satisfies Same<Static<typeof Person>, Me>

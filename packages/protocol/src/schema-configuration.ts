import { type Static, Type } from 'typebox'

import type { JourneyConfig } from './config.ts'
import type { ConfigurationDocument, PromptDocument } from './configuration.ts'
import {
  STRICT,
  FEW,
  NAME,
  Instant,
  IdSchema,
  StepRef,
  StepOrJourney,
  Short,
  Share,
  DeviceSchema,
  SignalSchema,
  type Same,
} from './schema-parts.ts'

/** A selector (CSS), as far as a length says it; `faultOfSelector` of the service says the rest. */
const Selector = Type.String({ minLength: 1, maxLength: 300 })
const Globs = Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 20 })
const Texts = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { maxItems: 50 })
const Key = Type.String({ pattern: '^pk_[A-Za-z0-9_-]{1,64}$' })
const Color = Type.String({ pattern: '^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$' })
const MomentSchema = Type.Enum([
  ...(['entered', 'completed', 'failed', 'left', 'exit_intent', 'scrolled', 'stayed', 'opened'] as const),
  ...(['rage_click', 'dead_click', 'error', 'back_and_forth', 'slow', 'invalid'] as const),
])

const WordingSchema = Type.Object(
  {
    question: Short,
    low: Type.Optional(Short),
    high: Type.Optional(Short),
    why: Type.Optional(Short),
    thanks: Type.Optional(Short),
    followUps: Type.Optional(
      Type.Record(
        Type.String({ pattern: `^${NAME}$` }),
        Type.Object(
          {
            question: Short,
            options: Type.Optional(Type.Record(Type.String({ pattern: `^${NAME}$` }), Short, FEW)),
          },
          STRICT,
        ),
        FEW,
      ),
    ),
  },
  STRICT,
)

const WordingsSchema = Type.Intersect([
  Type.Object({ default: WordingSchema }),
  Type.Record(Type.String({ maxLength: 35 }), WordingSchema),
])

const Days = Type.Number({ minimum: 0, maximum: 3_650 })
const Times = Type.Integer({ minimum: 0, maximum: 1_000 })

const BudgetSchema = Type.Object(
  {
    perSession: Type.Optional(Times),
    firstSession: Type.Optional(Type.Boolean()),
    afterTwoDismissalsDays: Type.Optional(Days),
    afterDismissalDays: Type.Optional(Days),
    afterDismissalAtStepDays: Type.Optional(Days),
    afterAnswerDays: Type.Optional(Days),
    afterShownDays: Type.Optional(Days),
    sameStepDays: Type.Optional(Days),
    shownPer30Days: Type.Optional(Times),
    answersPerYear: Type.Optional(Times),
  },
  STRICT,
)

/** A journey as its owner writes it. */
export const JourneySchema = Type.Object(
  {
    id: IdSchema,
    name: Short,
    steps: Type.Array(
      Type.Object(
        {
          id: IdSchema,
          name: Short,
          match: Type.Optional(
            Type.Object(
              {
                urls: Type.Optional(Globs),
                appears: Type.Optional(Selector),
                clicked: Type.Optional(Selector),
              },
              STRICT,
            ),
          ),
          importance: Type.Optional(Type.Integer({ minimum: -100, maximum: 100 })),
        },
        STRICT,
      ),
      { minItems: 1, maxItems: 60 },
    ),
    goal: Type.Optional(IdSchema),
  },
  STRICT,
)

const MomentNames = Type.Array(Type.Object({ type: MomentSchema, step: Type.Optional(StepRef) }, STRICT), {
  minItems: 1,
  maxItems: 10,
})

const TargetingSchema = Type.Object(
  {
    devices: Type.Optional(Type.Array(DeviceSchema, { maxItems: 3 })),
    locales: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 35 }), { maxItems: 50 })),
    releases: Type.Optional(Texts),
    pages: Type.Optional(Globs),
    returning: Type.Optional(Type.Boolean()),
    traits: Type.Optional(Type.Record(Type.String({ pattern: `^${NAME}$` }), Texts, FEW)),
  },
  STRICT,
)

const FollowUpSchema = Type.Object(
  {
    id: IdSchema,
    kind: Type.Enum(['one', 'many', 'text']),
    options: Type.Optional(Type.Array(IdSchema, { minItems: 2, maxItems: 12 })),
    from: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
    to: Type.Optional(Type.Integer({ minimum: 0, maximum: 10 })),
  },
  STRICT,
)

const VariantSchema = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9][a-z0-9_-]{0,31}$' }),
    // Whole numbers add up exactly: no rounding leaves anybody between two variants.
    weight: Type.Integer({ minimum: 0, maximum: 1_000 }),
    wording: Type.Optional(WordingsSchema),
  },
  STRICT,
)

/** A prompt as its owner writes it. */
export const PromptSchema = Type.Object(
  {
    id: IdSchema,
    step: StepOrJourney,
    on: Type.Optional(MomentSchema),
    share: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    scale: Type.Optional(Type.Enum(['faces', 'stars', 'thumbs', 'ease', 'csat', 'nps'])),
    why: Type.Optional(Type.Boolean()),
    wording: WordingsSchema,
    followUps: Type.Optional(Type.Array(FollowUpSchema, { maxItems: 2 })),
    placement: Type.Optional(Type.Enum(['card', 'inline', 'tab'])),
    into: Type.Optional(Selector),
    depth: Type.Optional(Share),
    afterMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_600_000 })),
    after: Type.Optional(
      Type.Object({ moments: MomentNames, withinMs: Type.Integer({ minimum: 1, maximum: 86_400_000 }) }, STRICT),
    ),
    unless: Type.Optional(MomentNames),
    who: Type.Optional(TargetingSchema),
    schedule: Type.Optional(Type.Object({ from: Type.Optional(Instant), until: Type.Optional(Instant) }, STRICT)),
    perPerson: Type.Optional(Times),
    variants: Type.Optional(Type.Array(VariantSchema, { maxItems: 8 })),
    quota: Type.Optional(
      Type.Object(
        {
          answers: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
          per: Type.Optional(Type.Enum(['day', 'week', 'ever'])),
        },
        STRICT,
      ),
    ),
    answersPerWeek: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    pairWith: Type.Optional(Type.Array(IdSchema, { maxItems: 60, uniqueItems: true })),
    status: Type.Optional(Type.Enum(['live', 'paused', 'ended', 'imported'])),
  },
  STRICT,
)

const PaletteSchema = Type.Object(
  {
    background: Type.Optional(Color),
    text: Type.Optional(Color),
    muted: Type.Optional(Color),
    accent: Type.Optional(Color),
    onAccent: Type.Optional(Color),
  },
  STRICT,
)

const ThemeSchema = Type.Object(
  {
    scheme: Type.Optional(Type.Enum(['light', 'dark', 'system'])),
    light: Type.Optional(PaletteSchema),
    dark: Type.Optional(PaletteSchema),
    radius: Type.Optional(Type.Integer({ minimum: 0, maximum: 32 })),
  },
  STRICT,
)

/** More than this nobody keeps in view. */
export const MAX_JOURNEYS = 50
export const MAX_PROMPTS = 200

const RetentionSchema = Type.Object(
  {
    answersDays: Type.Optional(Type.Integer({ minimum: 30, maximum: 3_650 })),
    wordsDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_650 })),
  },
  STRICT,
)

/** A configuration as its owner writes it. */
export const ConfigurationSchema = Type.Object(
  {
    $schema: Type.Optional(Type.String({ maxLength: 2_048 })),
    $revision: Type.Optional(Type.String({ maxLength: 64 })),
    project: Type.Object(
      {
        name: Short,
        zone: Type.Optional(Type.String({ maxLength: 64 })),
        privacy: Type.Optional(Type.Enum(['open', 'confidential', 'anonymous'])),
        budget: Type.Optional(BudgetSchema),
        theme: Type.Optional(ThemeSchema),
        signals: Type.Optional(Type.Array(SignalSchema, { maxItems: 6, uniqueItems: true })),
        keys: Type.Optional(
          Type.Array(Type.Union([Key, Type.Object({ key: Key, expires: Instant }, STRICT)]), { maxItems: 10 }),
        ),
        origins: Type.Optional(
          Type.Array(Type.String({ minLength: 1, maxLength: 255 }), { maxItems: 50, uniqueItems: true }),
        ),
        impressions: Type.Optional(Type.Boolean()),
        retention: Type.Optional(RetentionSchema),
        traits: Type.Optional(Type.Array(Type.String({ pattern: `^${NAME}$` }), { maxItems: 20, uniqueItems: true })),
      },
      STRICT,
    ),
    journeys: Type.Array(JourneySchema, { maxItems: MAX_JOURNEYS }),
    prompts: Type.Array(PromptSchema, { maxItems: MAX_PROMPTS }),
  },
  STRICT,
)

true satisfies Same<Static<typeof JourneySchema>, JourneyConfig>
true satisfies Same<Static<typeof PromptSchema>, PromptDocument>
true satisfies Same<Static<typeof ConfigurationSchema>, ConfigurationDocument>

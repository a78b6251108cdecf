/**
 * Runtime checks of the shapes in `wire.ts` and `configuration.ts`, as JSON Schema.
 *
 * Only the server imports this file: a schema library has no place in a visitor's page. The lines at the end fail to compile
 * where a schema and its interface differ.
 */
import { type Static, type TSchema, Type } from 'typebox'

import type { ConfigurationDocument, PromptDocument } from './configuration.ts'
import type { Batch, Context, Receipt, WireEvent } from './wire.ts'
import { MAX_COMMENT, MAX_EVENTS } from './wire.ts'

const STRICT = { additionalProperties: false } as const
/** For maps: without it, keys that fail the pattern would pass with any value at all. */
const FEW = { ...STRICT, maxProperties: 20 } as const
const UUID = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'
const NAME = '[a-z0-9][a-z0-9_-]{0,63}'

const Uuid = Type.String({ pattern: UUID })
const Instant = Type.String({ maxLength: 40 })
/** An id that owners choose: lower case, digits, dashes. */
export const IdSchema = Type.String({ pattern: `^${NAME}$` })
const StepRef = Type.String({ pattern: `^${NAME}/${NAME}$` })
/** A step, or a journey as a whole. */
const StepOrJourney = Type.String({ pattern: `^${NAME}(/${NAME})?$` })
const Short = Type.String({ minLength: 1, maxLength: 120 })
const Millis = Type.Integer({ minimum: 0, maximum: 2_592_000_000 })
const Share = Type.Number({ exclusiveMinimum: 0, maximum: 1 })

export const ContextSchema = Type.Object(
  {
    device: Type.Optional(Type.Enum(['desktop', 'mobile', 'tablet'])),
    locale: Type.Optional(Type.String({ maxLength: 35 })),
    release: Type.Optional(Type.String({ maxLength: 64 })),
    page: Type.Optional(Type.String({ maxLength: 512 })),
    traits: Type.Optional(Type.Record(Type.String({ pattern: `^${NAME}$` }), Type.String({ maxLength: 64 }), FEW)),
  },
  STRICT,
)

const happened = { at: Instant, context: Type.Optional(ContextSchema) }
const atStep = { ...happened, step: StepRef }
const ofPrompt = {
  ...happened,
  step: StepOrJourney,
  prompt: IdSchema,
  version: Type.Integer({ minimum: 1 }),
  variant: Type.Optional(Type.String({ maxLength: 32 })),
}

/** One schema per type of event, so that a check names the fault of that type alone. */
export const EventSchemas = {
  entered: Type.Object({ type: Type.Literal('entered'), ...atStep }, STRICT),
  completed: Type.Object({ type: Type.Literal('completed'), ...atStep, took_ms: Type.Optional(Millis) }, STRICT),
  failed: Type.Object(
    { type: Type.Literal('failed'), ...atStep, reason: Type.Optional(Type.String({ maxLength: 64 })) },
    STRICT,
  ),
  left: Type.Object({ type: Type.Literal('left'), ...atStep, took_ms: Type.Optional(Millis) }, STRICT),
  signal: Type.Object(
    {
      type: Type.Literal('signal'),
      ...atStep,
      signal: Type.Enum(['rage_click', 'dead_click', 'error', 'back_and_forth', 'slow']),
    },
    STRICT,
  ),
  considered: Type.Object(
    {
      type: Type.Literal('considered'),
      ...ofPrompt,
      result: Type.Enum(['asked', 'sampled_out', 'over_budget', 'busy', 'passed']),
    },
    STRICT,
  ),
  shown: Type.Object({ type: Type.Literal('shown'), ...ofPrompt, share: Share }, STRICT),
  dismissed: Type.Object(
    { type: Type.Literal('dismissed'), ...ofPrompt, how: Type.Enum(['closed', 'ignored', 'never']) },
    STRICT,
  ),
  answered: Type.Object(
    {
      type: Type.Literal('answered'),
      ...ofPrompt,
      id: Uuid,
      visit: Uuid,
      feel: Type.Integer({ minimum: 0, maximum: 10 }),
      comment: Type.Optional(Type.String({ maxLength: MAX_COMMENT })),
      answers: Type.Optional(
        Type.Record(
          Type.String({ pattern: `^${NAME}$` }),
          Type.Array(Type.String({ maxLength: 500 }), { maxItems: 20 }),
          FEW,
        ),
      ),
      took_ms: Type.Optional(Millis),
      share: Type.Optional(Share),
    },
    STRICT,
  ),
  outcome: Type.Object(
    {
      type: Type.Literal('outcome'),
      ...happened,
      journey: IdSchema,
      outcome: Type.Enum(['reached', 'abandoned']),
      visit: Type.Optional(Uuid),
    },
    STRICT,
  ),
} satisfies Record<WireEvent['type'], TSchema>

/** A batch around its events; each event is checked by itself, so that a bad one never costs its neighbours. */
export const BatchSchema = Type.Object(
  {
    batch: Uuid,
    sent_at: Instant,
    visitor: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()]),
    sdk: Type.String({ maxLength: 32 }),
    context: ContextSchema,
    events: Type.Array(Type.Unknown(), { maxItems: MAX_EVENTS }),
  },
  STRICT,
)

export const ReceiptSchema = Type.Object(
  {
    accepted: Type.Integer({ minimum: 0 }),
    rejected: Type.Array(
      Type.Object(
        {
          index: Type.Integer({ minimum: 0 }),
          reason: Type.Enum([
            'malformed',
            'unknown_step',
            'unknown_journey',
            'unknown_prompt',
            'unknown_version',
            'feel_out_of_range',
            'too_old',
            'in_the_future',
          ]),
        },
        STRICT,
      ),
    ),
  },
  STRICT,
)

const WordingSchema = Type.Object(
  {
    question: Short,
    low: Type.Optional(Short),
    high: Type.Optional(Short),
    why: Type.Optional(Short),
    thanks: Type.Optional(Short),
  },
  STRICT,
)

const Days = Type.Number({ minimum: 0, maximum: 3_650 })
const Times = Type.Integer({ minimum: 0, maximum: 1_000 })

export const BudgetSchema = Type.Object(
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

const JourneySchema = Type.Object(
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
              { urls: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 20 })) },
              STRICT,
            ),
          ),
        },
        STRICT,
      ),
      { minItems: 1, maxItems: 60 },
    ),
    goal: Type.Optional(IdSchema),
  },
  STRICT,
)

const PromptSchema = Type.Object(
  {
    id: IdSchema,
    step: StepOrJourney,
    on: Type.Optional(Type.Enum(['entered', 'completed', 'failed'])),
    share: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    scale: Type.Optional(Type.Enum(['faces', 'stars', 'thumbs', 'ease', 'csat', 'nps'])),
    why: Type.Optional(Type.Boolean()),
    wording: Type.Intersect([
      Type.Object({ default: WordingSchema }),
      Type.Record(Type.String({ maxLength: 35 }), WordingSchema),
    ]),
    status: Type.Optional(Type.Enum(['live', 'paused', 'imported'])),
  },
  STRICT,
)

export const ConfigurationSchema = Type.Object(
  {
    project: Type.Object(
      {
        name: Short,
        zone: Type.Optional(Type.String({ maxLength: 64 })),
        privacy: Type.Optional(Type.Enum(['open', 'confidential', 'anonymous'])),
        budget: Type.Optional(BudgetSchema),
        keys: Type.Optional(Type.Array(Type.String({ pattern: '^pk_[A-Za-z0-9_-]{1,64}$' }), { maxItems: 10 })),
      },
      STRICT,
    ),
    journeys: Type.Array(JourneySchema, { maxItems: 50 }),
    prompts: Type.Array(PromptSchema, { maxItems: 200 }),
  },
  STRICT,
)

/** True only where both types accept exactly the same values. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type EventOf<T extends WireEvent['type']> = Extract<WireEvent, { type: T }>

true satisfies Same<Static<typeof ContextSchema>, Context>
true satisfies Same<Static<typeof ReceiptSchema>, Receipt>
true satisfies Same<Static<typeof BatchSchema>, Omit<Batch, 'events'> & { events: unknown[] }>
true satisfies Same<Static<typeof EventSchemas.entered>, EventOf<'entered'>>
true satisfies Same<Static<typeof EventSchemas.completed>, EventOf<'completed'>>
true satisfies Same<Static<typeof EventSchemas.failed>, EventOf<'failed'>>
true satisfies Same<Static<typeof EventSchemas.left>, EventOf<'left'>>
true satisfies Same<Static<typeof EventSchemas.signal>, EventOf<'signal'>>
true satisfies Same<Static<typeof EventSchemas.considered>, EventOf<'considered'>>
true satisfies Same<Static<typeof EventSchemas.shown>, EventOf<'shown'>>
true satisfies Same<Static<typeof EventSchemas.dismissed>, EventOf<'dismissed'>>
true satisfies Same<Static<typeof EventSchemas.answered>, EventOf<'answered'>>
true satisfies Same<Static<typeof EventSchemas.outcome>, EventOf<'outcome'>>
true satisfies Same<Static<typeof PromptSchema>, PromptDocument>
true satisfies Same<Static<typeof ConfigurationSchema>, ConfigurationDocument>

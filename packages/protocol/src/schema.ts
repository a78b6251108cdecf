/**
 * Runtime checks of the shapes in `wire.ts` and `configuration.ts`, as JSON Schema.
 *
 * Only the server imports this file: a schema library has no place in a visitor's page. The lines at the end fail to compile
 * where a schema and its interface differ.
 */
import { type Static, type TSchema, Type } from 'typebox'

import {
  STRICT,
  FEW,
  NAME,
  Uuid,
  Instant,
  IdSchema,
  StepRef,
  StepOrJourney,
  Millis,
  Share,
  DeviceSchema,
  SignalSchema,
  type Same,
} from './schema-parts.ts'
import type { Batch, Context, Receipt, WireEvent } from './wire.ts'
import { MAX_COMMENT, MAX_EVENTS } from './wire.ts'

export { ConfigurationSchema, JourneySchema, MAX_JOURNEYS, MAX_PROMPTS, PromptSchema } from './schema-configuration.ts'
export { IdSchema } from './schema-parts.ts'

export const ContextSchema = Type.Object(
  {
    device: Type.Optional(DeviceSchema),
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
      signal: SignalSchema,
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
      impression: Type.Optional(Type.String({ maxLength: 64 })),
      unprompted: Type.Optional(Type.Literal(true)),
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
    identity: Type.Optional(Type.String()),
    dropped: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Integer({ minimum: 0 }), FEW)),
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
            'quarantined',
            'impression_invalid',
            'impression_expired',
            'impression_used',
            'bot',
          ]),
        },
        STRICT,
      ),
    ),
  },
  STRICT,
)

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

import type { ConfigurationDocument, PageConfig, PromptConfig as PromptConfigType } from '@attune/protocol'
import { BatchSchema, ConfigurationSchema, EventSchemas, PromptSchema, ReceiptSchema } from '@attune/protocol/schema'
import { type Static, Type } from 'typebox'

import { Id, named, PrivacyName, type Same, ScaleName } from './shape-parts.ts'
import { MANAGED } from './shapes-manage.ts'

const { status: _status, quota: _quota, pairWith, on, ...shared } = PromptSchema.properties

/** What a page is told of a prompt: a document with all that it leaves to defaults. */
const PromptConfig = named('PromptConfig', {
  ...shared,
  version: Type.Integer({ minimum: 1 }),
  on: Type.Required(Type.Object({ on })).properties.on,
  share: Type.Number({ minimum: 0, maximum: 1 }),
  scale: ScaleName,
  why: Type.Boolean(),
  isFull: Type.Optional(Type.Boolean()),
  pair: Type.Optional(
    Type.Object({ outcome: Id, steps: Type.Required(Type.Object({ pairWith })).properties.pairWith }),
  ),
})

const { budget, theme, signals } = ConfigurationSchema.properties.project.properties

export const Config = named('PageConfig', {
  project: Id,
  journeys: Type.Array(MANAGED.JourneyConfig),
  prompts: Type.Array(PromptConfig),
  settings: Type.Object({
    budget,
    privacy: PrivacyName,
    theme,
    signals,
    isWatched: Type.Optional(Type.Literal(true)),
    isOrdered: Type.Optional(Type.Literal(true)),
    impressions: Type.Optional(Type.String()),
    widget: Type.String(),
  }),
})

const Event = Type.Union(
  Object.entries(EventSchemas).map(([name, { properties }]) =>
    Type.Object(properties, {
      title: `${name.charAt(0).toUpperCase()}${name.slice(1)}Event`,
      additionalProperties: false,
    }),
  ),
)

/** Events that are wrong are refused one by one, so the body itself is not checked for them. */
export const Batch = Type.Object(
  { ...BatchSchema.properties, events: Type.Array(Event, { maxItems: 50 }) },
  { title: 'Batch', additionalProperties: false },
)

export const Receipt = Type.Object(ReceiptSchema.properties, { title: 'Receipt' })

export const Configuration = Type.Object(
  { ...ConfigurationSchema.properties, prompts: Type.Array(MANAGED.PromptDocument, { maxItems: 200 }) },
  { title: 'ConfigurationDocument', additionalProperties: false },
)

true satisfies Same<Static<typeof PromptConfig>, PromptConfigType>
true satisfies Same<Static<typeof Config>, PageConfig>
true satisfies Same<Static<typeof Configuration>, ConfigurationDocument>

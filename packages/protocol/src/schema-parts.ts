import { Type } from 'typebox'

export const STRICT = { additionalProperties: false } as const
/** For maps: without it, keys that fail the pattern would pass with any value at all. */
export const FEW = { ...STRICT, maxProperties: 20 } as const
export const UUID = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$'
export const NAME = '[a-z0-9][a-z0-9_-]{0,63}'

export const Uuid = Type.String({ pattern: UUID })
export const Instant = Type.String({ maxLength: 40 })
/** An id that owners choose: lower case, digits, dashes. */
export const IdSchema = Type.String({ pattern: `^${NAME}$` })
export const StepRef = Type.String({ pattern: `^${NAME}/${NAME}$` })
/** A step, or a journey as a whole. */
export const StepOrJourney = Type.String({ pattern: `^${NAME}(/${NAME})?$` })
export const Short = Type.String({ minLength: 1, maxLength: 120 })
export const Millis = Type.Integer({ minimum: 0, maximum: 2_592_000_000 })
export const Share = Type.Number({ exclusiveMinimum: 0, maximum: 1 })
export const DeviceSchema = Type.Enum(['desktop', 'mobile', 'tablet'])
export const SignalSchema = Type.Enum(['rage_click', 'dead_click', 'error', 'back_and_forth', 'slow', 'invalid'])

/** True only where both types accept exactly the same values. */
export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

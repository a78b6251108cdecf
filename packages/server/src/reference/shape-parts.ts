import { type TObject, type TProperties, type TSchema, Type } from 'typebox'

/** True only where both types accept exactly the same values. */
export type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

/** A shape that the reference gives a name of its own, as the interface in `@attune/protocol` is called. */
export function named<P extends TProperties>(title: string, properties: P): TObject<P> {
  return Type.Object(properties, { title })
}

/** The same, or null where there is none. */
export function maybe<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()])
}

export const Id = Type.String({ description: 'Lower-case letters, digits, - and _' })
export const OriginName = Type.Enum(['live', 'import', 'sample', 'unprompted'])
export const PrivacyName = Type.Enum(['open', 'confidential', 'anonymous'])
export const ScaleName = Type.Enum(['faces', 'stars', 'thumbs', 'ease', 'csat', 'nps'])
export const Answers = Type.Record(Type.String(), Type.Array(Type.String()))

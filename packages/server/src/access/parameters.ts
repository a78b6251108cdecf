import { Type } from 'typebox'

import { AppError } from '../errors.ts'
import type { Role, Scope } from './scopes.ts'

/** Ids that nobody chose, as a pattern of JSON Schema. */
export const MADE_ID_PATTERN = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
const MADE_ID = new RegExp(MADE_ID_PATTERN)

/** Whether this can be an id that nobody chose: a UUID. The database takes nothing else for one. */
export function isMadeId(text: string): boolean {
  return MADE_ID.test(text)
}

/** Such an id, in an address. @throws AppError `not_found`: whatever is none is the id of nothing. */
export function madeId(text: string): string {
  if (isMadeId(text)) return text
  throw new AppError('not_found', `There is nothing with the id "${text.slice(0, 60)}".`)
}

export const RoleSchema = Type.Unsafe<Role>(
  Type.Union([Type.Literal('owner'), Type.Literal('editor'), Type.Literal('analyst'), Type.Literal('viewer')]),
)

export const ScopeSchema = Type.Unsafe<Scope>(
  Type.Union([Type.Literal('read'), Type.Literal('annotate'), Type.Literal('configure'), Type.Literal('admin')]),
)

export const EmailSchema = Type.String({ minLength: 3, maxLength: 320, pattern: '^\\s*[^\\s@]+@[^\\s@]+\\s*$' })
/** As their colleagues see them; '' where they have said none. */
export const PersonNameSchema = Type.String({ maxLength: 100 })
/** Far longer than anybody types, short enough that hashing it costs nothing more. */
export const PasswordSchema = Type.String({ minLength: 1, maxLength: 1_000 })
export const SecretSchema = Type.String({ minLength: 1, maxLength: 200 })

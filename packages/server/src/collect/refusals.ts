import type { ErrorCode } from '../errors.ts'

/** Why a body was turned away whole, as it is counted. */
export type RefusedBody =
  | 'bad_request'
  | 'too_large'
  | 'unsupported_media_type'
  | 'origin_not_allowed'
  | 'rate_limited'
  | 'shed'
  | 'unavailable'

/** The reason that the books name for an error; null where it says nothing about a project's body. */
export function reasonOf(code: ErrorCode): RefusedBody | null {
  return REASONS[code] ?? null
}

const REASONS: Partial<Record<ErrorCode, RefusedBody>> = {
  bad_request: 'bad_request',
  too_large: 'too_large',
  unsupported_media_type: 'unsupported_media_type',
  origin_not_allowed: 'origin_not_allowed',
  too_many_requests: 'rate_limited',
  overloaded: 'shed',
  unavailable: 'unavailable',
}

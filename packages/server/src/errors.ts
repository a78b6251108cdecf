/** Everything a caller can do wrong, and the HTTP status it is answered with. Documented in docs/errors.md; a test compares. */
export const STATUS_OF = {
  bad_request: 400,
  unknown_key: 401,
  signed_out: 401,
  forbidden: 403,
  origin_not_allowed: 403,
  not_found: 404,
  conflict: 409,
  changed_meanwhile: 412,
  too_large: 413,
  unsupported_media_type: 415,
  invalid_configuration: 422,
  precondition_required: 428,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
  overloaded: 503,
} satisfies Record<string, number>

export type ErrorCode = keyof typeof STATUS_OF

/**
 * Something the caller did, said so that they can act on it. Anything else that is thrown is a bug of ours.
 *
 * @example throw new AppError('not_found', 'There is no journey "x" in project "demo".')
 */
export class AppError extends Error {
  readonly code: ErrorCode
  /** After how many seconds it is worth trying again, where that is known. */
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { retryAfter?: number } = {}) {
    super(message, options)
    this.name = 'AppError'
    this.code = code
    this.retryAfter = options.retryAfter
  }
}

import type { FastifyBaseLogger, FastifyError, FastifyInstance, FastifyReply, FastifyServerOptions } from 'fastify'

import { isDatabaseAway } from './database/away.ts'
import { AppError, type ErrorCode, STATUS_OF } from './errors.ts'
import type { HeadersOf } from './headers.ts'

/**
 * Turns everything that is thrown, and every address that does not exist, into `application/problem+json`.
 *
 * What is not an `AppError` is a fault of ours: it is logged whole and its text is never shown.
 * Source: RFC 9457.
 */
export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(reply, answerOf(error, request)))
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]
    return sendProblem(reply, problemOf(new AppError('not_found', `There is nothing at ${request.method} ${path}.`)))
  })
}

/** A request as far as its faults are logged. */
export interface Traced {
  readonly id: string
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>
}

/** What is sent back. */
export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

/** What is answered to something that was thrown; what went wrong here is logged under the request's id. */
export function answerOf(error: FastifyError | AppError, { id, log }: Traced): Answer {
  const known = knownProblem(error)
  if (known && known.code !== 'internal') {
    if (STATUS_OF[known.code] >= 500) log.warn(error, known.message)
    return problemOf(known)
  }
  log.error(error)
  return problemOf(new AppError('internal', `Something went wrong here. It is logged as ${id}.`))
}

/** Answers what cannot be read as an address at all, such as `/%zz`: no hook and no route ever sees it. */
export function answerBadAddress(headersOf: HeadersOf): NonNullable<FastifyServerOptions['frameworkErrors']> {
  return (_error, request, reply) => {
    reply.headers(headersOf(request.url))
    const detail = 'The address cannot be read: a % is followed by two digits from 0 to f.'
    void sendProblem(reply, problemOf(new AppError('bad_request', detail)))
  }
}

/** What a caller is told of an error; null for what is our fault. */
export function knownProblem(error: FastifyError | AppError): AppError | null {
  return error instanceof AppError ? error : translate(error)
}

function problemOf({ code, message: detail, retryAfter = 2 }: AppError): Answer {
  const status = STATUS_OF[code]
  return {
    status,
    headers: {
      ...((status === 429 || status === 503) && { 'retry-after': String(retryAfter) }),
      'cache-control': 'no-store',
      'content-type': 'application/problem+json',
    },
    body: JSON.stringify({ type: 'about:blank', title: TITLE_OF[code], status, detail, code }),
  }
}

function sendProblem(reply: FastifyReply, { status, headers, body }: Answer): FastifyReply {
  return reply
    .code(status)
    .headers(headers)
    .serializer((text: string) => text)
    .send(body)
}

function translate(error: FastifyError): AppError | null {
  if (isDatabaseAway(error)) return new AppError('unavailable', 'The database cannot be reached just now. Try again.')
  if (error.validation) return new AppError('bad_request', `${error.message}.`.replace(/\.\.$/, '.'))
  const status = error.statusCode ?? 500
  if (status === 413) return new AppError('too_large', 'The body is too large. Send fewer at once.')
  if (status === 415)
    return new AppError('unsupported_media_type', 'Send application/json, or text/plain where that is documented.')
  if (status >= 400 && status < 500) return new AppError('bad_request', error.message)
  return null
}

const TITLE_OF = {
  bad_request: 'The request is malformed',
  unknown_key: 'Unknown write key',
  signed_out: 'Not signed in',
  forbidden: 'Not allowed',
  origin_not_allowed: 'Not from this page',
  not_found: 'Not found',
  conflict: 'Conflict',
  changed_meanwhile: 'Changed meanwhile',
  too_large: 'Too large',
  unsupported_media_type: 'Unsupported media type',
  invalid_configuration: 'The configuration contradicts itself',
  precondition_required: 'Say what you have seen',
  too_many_requests: 'Too many requests',
  internal: 'Something went wrong',
  unavailable: 'Unavailable just now',
  overloaded: 'Overloaded just now',
} satisfies Record<ErrorCode, string>

import { randomUUID } from 'node:crypto'

import type { FastifyRequest, FastifyServerOptions } from 'fastify'

/**
 * How this service logs: JSON lines with the id of each request, and nothing about a person.
 *
 * No address, no header, no query (a key is in it) and no body. Errors of the database quote the values that they refused, so of
 * those only what the statement was about is logged.
 *
 * @param stream Where lines go. Default: standard output.
 */
export function loggingOf(level: string, stream?: { write: (line: string) => void }): Logging {
  const serializers = {
    req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url ?? 'none' }),
    res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
    err: describeError,
  }
  return { logger: { level, serializers, ...(stream && { stream }) }, genReqId: () => randomUUID() }
}

export type Logging = Pick<FastifyServerOptions, 'logger' | 'genReqId'>

/** Of an error what a developer needs and no value that somebody sent. */
export function describeError(error: Error): DescribedError {
  const { name, message, stack = '', cause } = error
  const { code, table, column, constraint, routine } = error as unknown as Record<string, unknown>
  const isOfDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line))
  return {
    type: name,
    message: isOfDatabase ? `The database refused it with ${code}.` : message,
    stack: frames.join('\n'),
    ...(typeof code === 'string' && { code }),
    ...(isOfDatabase && { table, column, constraint, routine }),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  }
}

interface DescribedError {
  type: string
  message: string
  stack: string
  [more: string]: unknown
}

import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import type { FastifyBaseLogger, FastifyServerFactory } from 'fastify'

import type { Intake } from './collect/intake.ts'
import { EVENTS_PATH } from './collect/routes.ts'
import type { Traced } from './problems.ts'

export interface ListenerOptions {
  intake: Intake
  log: FastifyBaseLogger
  /** Told of every request that was answered; see `Meter`. */
  onAnswered: (method: string, route: string, status: number, seconds: number) => void
}

/**
 * The server of Fastify, but for what pages report: that goes to the intake at once, and is logged and measured as Fastify does it.
 *
 * @param optionsOf Asked when a request comes, by when everything is made.
 */
export function createListener(optionsOf: () => ListenerOptions): FastifyServerFactory {
  return (
    handler,
    { http = {}, keepAliveTimeout = 0, requestTimeout = 0, maxRequestsPerSocket = 0 }: ServerOptions,
  ) => {
    const server = createServer({ ...http, keepAliveTimeout, requestTimeout }, (request, response) => {
      if (isReport(request)) takeIn(request, response, optionsOf())
      else handler(request, response)
    })
    server.maxRequestsPerSocket = maxRequestsPerSocket
    return server
  }
}

interface ServerOptions {
  http?: object
  keepAliveTimeout?: number
  requestTimeout?: number
  maxRequestsPerSocket?: number | null
}

/** As every page writes it; in other spellings it finds its way by Fastify. */
function isReport({ method, url = '' }: IncomingMessage): boolean {
  return method === 'POST' && url.startsWith(EVENTS_PATH) && (url.length === END || url[END] === '?')
}

const END = EVENTS_PATH.length

function takeIn(
  request: IncomingMessage,
  response: ServerResponse,
  { intake, log, onAnswered }: ListenerOptions,
): void {
  const began = performance.now()
  const traced = new OfReport(log)
  const isLogged = LOGGING_REQUESTS.has(log.level)
  if (isLogged) traced.log.info({ req: { method: 'POST', routeOptions: { url: EVENTS_PATH } } }, 'incoming request')
  response.on('close', () => {
    if (!response.writableFinished) return
    const responseTime = performance.now() - began
    onAnswered('POST', EVENTS_PATH, response.statusCode, responseTime / 1e3)
    if (isLogged) traced.log.info({ res: response, responseTime }, 'request completed')
  })
  intake(request, response, traced)
}

const LOGGING_REQUESTS = new Set(['trace', 'debug', 'info'])

/** Nearly no request needs either: they are made when they are asked for. */
class OfReport implements Traced {
  readonly #service: FastifyBaseLogger
  #id: string | undefined
  #log: FastifyBaseLogger | undefined

  constructor(service: FastifyBaseLogger) {
    this.#service = service
  }
  get id(): string {
    return (this.#id ??= randomUUID())
  }
  get log(): FastifyBaseLogger {
    return (this.#log ??= this.#service.child({ reqId: this.id }))
  }
}

import { setTimeout } from 'node:timers/promises'

import type { FastifyReply, FastifyRequest } from 'fastify'

import { retryTransient } from '../collect/transient.ts'
import type { Directory, KnownProject } from '../configure/directory.ts'
import { AppError } from '../errors.ts'
import type { Limiter } from './limiter.ts'
import { isAllowedOrigin } from './origins.ts'
import type { Pressure } from './pressure.ts'
import type { Shares } from './shares.ts'

/** Lets the requests of pages in before any work is done for them, or turns them away. */
export interface Gate {
  /**
   * The project of the request's key, whose page may talk to us now; without a promise where this node knows it.
   *
   * @throws AppError `overloaded`, `too_many_requests` (each says after how long to come back), `unknown_key`, `origin_not_allowed`
   */
  admit: (request: FastifyRequest, reply: FastifyReply) => KnownProject | Promise<KnownProject>
  pressure: Pressure
}

export interface GateOptions {
  directory: Directory
  limiter: Limiter
  pressure: Pressure
  shares: Shares
  /** How long whoever asks too often waits to be told so, in milliseconds. Default: a second. */
  holdMs?: number
}

/**
 * In the order of what they cost: the pressure, the caller's address, the key, the origin, the project. Nothing is read of the body.
 *
 * Who is told to come again later is told so a moment later. Somebody who waits for the answer loses nothing, because they are to
 * wait longer than that; but who sends the next request as soon as the last is answered, over and over, gets one answer a second for
 * each connection. Source: docs/decisions/0017.
 */
export function createGate({ directory, limiter, pressure, shares, holdMs = HOLD_MS }: GateOptions): Gate {
  let held = 0

  async function hold(error: unknown): Promise<never> {
    if (isPassing(error) && held < MAX_HELD && holdMs > 0) {
      held++
      // Not all at once: what is told to come back together comes back together.
      await setTimeout(holdMs * (0.5 + Math.random()))
      held--
    }
    throw error
  }

  function slowDown(reply: FastifyReply, seconds: number, who: string): void {
    if (seconds === 0) return
    reply.header('retry-after', String(seconds))
    throw new AppError('too_many_requests', `Too many requests ${who}. Send the same again in ${seconds} s.`)
  }

  async function find(key: string, reply: FastifyReply): Promise<KnownProject> {
    if (!directory.peek(key)) slowDown(reply, limiter.takeForStranger(), 'with keys that this service does not know')
    const project = await retryTransient(() => directory.byKey(key))
    if (project) return project
    reply.header('cache-control', 'no-store')
    throw new AppError('unknown_key', 'There is no project with this key. Give the public key of yours as "?key=pk_…".')
  }

  /** Whether this project's page may go on, now that it is known. */
  function pass(request: FastifyRequest, reply: FastifyReply, level: Level, project: KnownProject): KnownProject {
    if (!isAllowedOrigin(request.headers.origin, project.origins))
      throw new AppError(
        'origin_not_allowed',
        'This page is not one of the origins that the project lists. Add its origin to "project.origins".',
      )
    slowDown(reply, limiter.takeFor(project.id), 'for this project')
    if (level === 'high' && shares.isGreedy(project.id)) throw overloaded()
    if (level === 'late' && !shares.isSmall(project.id)) throw overloaded()
    if (Math.random() < pressure.crowding() && shares.isDominant(project.id)) throw overloaded()
    shares.note(project.id)
    return project
  }

  function admitNow(request: FastifyRequest, reply: FastifyReply): KnownProject | Promise<KnownProject> {
    const level = pressure.level()
    if (level === 'full') throw overloaded()
    slowDown(reply, limiter.takeFrom(request.ip), 'from this address')
    const key = keyOf(request)
    const fresh = directory.fresh(key)
    if (fresh) return pass(request, reply, level, fresh)
    return find(key, reply)
      .then((project) => pass(request, reply, level, project))
      .catch(hold)
  }

  return {
    pressure,
    admit(request, reply) {
      try {
        return admitNow(request, reply)
      } catch (error) {
        return hold(error)
      }
    },
  }
}

type Level = ReturnType<Pressure['level']>

/** The public key in a request's address; `''` where there is none. */
export function keyOf(request: FastifyRequest): string {
  const { key } = request.query as { key?: unknown }
  return typeof key === 'string' ? key : ''
}

/** Whether it is over after a while, for the same request. */
function isPassing(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'too_many_requests' || error.code === 'overloaded')
}

const HOLD_MS = 1_000
/** At some 10 KB each; whoever comes beyond is told at once. */
const MAX_HELD = 5_000

function overloaded(): AppError {
  return new AppError('overloaded', 'The service has as much to do as it can. Send the same again in a few seconds.')
}

import type { IncomingMessage } from 'node:http'
import { parse } from 'node:querystring'
import { setTimeout } from 'node:timers/promises'

import { retryTransient } from '../collect/transient.ts'
import type { Directory, KnownProject } from '../configure/directory.ts'
import { AppError } from '../errors.ts'
import type { AddressOf } from './address.ts'
import { createAllowance } from './allowance.ts'
import { holdOf, MAX_HELD } from './hold.ts'
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
  admit: (request: IncomingMessage) => KnownProject | Promise<KnownProject>
  pressure: Pressure
}

export interface GateOptions {
  directory: Directory
  limiter: Limiter
  pressure: Pressure
  shares: Shares
  addressOf: AddressOf
  /** How long whoever asks too often waits to be told so. Default: `holdOf`. */
  holdMs?: typeof holdOf
}

/**
 * In the order of what they cost: the pressure, the caller's address, the key, the origin, the project. Nothing is read of the body.
 *
 * Who is told to come again later is told so a moment later. Somebody who waits for the answer loses nothing, because they are to
 * wait longer than that; but who sends the next request as soon as the last is answered, over and over, gets one answer a second for
 * each connection, and a crowd of them some thousand a second together. Source: docs/decisions/0017 and 0032.
 */
export function createGate({ directory, limiter, pressure, shares, addressOf, holdMs = holdOf }: GateOptions): Gate {
  const allowance = createAllowance(pressure.strain)
  let held = 0

  async function hold(error: unknown): Promise<never> {
    if (isPassing(error) && held < MAX_HELD) {
      held++
      await setTimeout(holdMs(held, Math.random()), undefined, { ref: false })
      held--
    }
    throw error
  }

  function slowDown(seconds: number, who: string): void {
    if (seconds === 0) return
    throw new AppError('too_many_requests', `Too many requests ${who}. Send the same again in ${seconds} s.`, {
      retryAfter: seconds,
    })
  }

  async function find(key: string): Promise<KnownProject> {
    if (!directory.peek(key)) slowDown(limiter.takeForStranger(), 'with keys that this service does not know')
    const project = await retryTransient(() => directory.byKey(key))
    if (project) return project
    throw new AppError('unknown_key', 'There is no project with this key. Give the public key of yours as "?key=pk_…".')
  }

  /** Whether this project's page may go on, now that it is known. */
  function pass({ headers }: IncomingMessage, level: Level, project: KnownProject): KnownProject {
    if (!isAllowedOrigin(headers.origin, project.origins))
      throw new AppError(
        'origin_not_allowed',
        'This page is not one of the origins that the project lists. Add its origin to "project.origins".',
      )
    slowDown(limiter.takeFor(project.id), 'for this project')
    if (level === 'high' && shares.isGreedy(project.id)) throw overloaded()
    if (level === 'late' && !shares.isSmall(project.id)) throw overloaded()
    if (!allowance.take(project.id)) throw overloaded()
    shares.note(project.id)
    return project
  }

  function admitNow(request: IncomingMessage): KnownProject | Promise<KnownProject> {
    const level = pressure.level()
    if (level === 'full') throw overloaded()
    slowDown(limiter.takeFrom(addressOf(request)), 'from this address')
    const key = keyIn(request.url)
    const fresh = directory.fresh(key)
    if (fresh) return pass(request, level, fresh)
    return find(key)
      .then((project) => pass(request, level, project))
      .catch(hold)
  }

  return {
    pressure,
    admit(request) {
      try {
        return admitNow(request)
      } catch (error) {
        return hold(error)
      }
    },
  }
}

type Level = ReturnType<Pressure['level']>

/** The public key in a request's address; `''` where there is none, or more than one. */
export function keyIn(url = ''): string {
  const at = url.indexOf('?')
  const query = at < 0 ? '' : url.slice(at + 1)
  // As every page writes it: nothing to take apart.
  if (KEY_ALONE.test(query)) return query.slice('key='.length)
  const { key } = parse(query, '&', '=', { maxKeys: 0 })
  return typeof key === 'string' ? key : ''
}

const KEY_ALONE = /^key=[\w-]+$/

/** Whether it is over after a while, for the same request. */
function isPassing(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'too_many_requests' || error.code === 'overloaded')
}

function overloaded(): AppError {
  return new AppError('overloaded', 'The service has as much to do as it can. Send the same again in a few seconds.')
}

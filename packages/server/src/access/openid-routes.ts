import type { SignInProblem } from '@attune/protocol'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'

import { isDatabaseAway } from '../database/away.ts'
import type { Db } from '../database/open.ts'
import { OIDC_BEGIN, OIDC_FINISH } from './docs.ts'
import { personVouchedFor } from './openid-person.ts'
import { type Attempt, CALLBACK_PATH, type OpenId, SignInRefused } from './openid.ts'
import { refuseForeignSignIn } from './origin.ts'
import { sessionSecretOf, setSessionCookie } from './session-cookie.ts'
import { startSession } from './sign-in.ts'
import { createThrottle } from './throttle.ts'

export interface OpenIdOptions {
  db: Db
  /** Whether people reach the service by https. */
  secure: boolean
  openId: OpenId
  /** Told whenever nobody is signed in, and why. */
  onRefused: (problem: SignInProblem) => void
}

/**
 * Signing in with another service. A browser is sent there, and comes back; whatever happens, it ends at the console, which says why
 * where that is not where it wanted to be. Nothing that a request says decides where it is sent.
 */
export const openIdRoutes: FastifyPluginAsync<OpenIdOptions> = async (app, { db, secure, openId, onRefused }) => {
  const throttle = createThrottle()
  const cookieName = secure ? '__Host-attune-oidc' : 'attune-oidc'
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const

  /** Does the rest of a request, and sends the browser to the console with what went wrong. */
  async function orConsole(request: FastifyRequest, reply: FastifyReply, go: () => Promise<string>) {
    try {
      return reply.redirect(await go(), 303)
    } catch (error) {
      if (!(error instanceof SignInRefused)) {
        request.log.error({ err: error }, 'Signing in by OpenID Connect failed')
        return reply.redirect(consoleWith(isDatabaseAway(error) ? 'unavailable' : 'refused'), 303)
      }
      onRefused(error.problem)
      request.log.warn({ problem: error.problem, reason: error.reason }, 'Nobody was signed in by OpenID Connect')
      return reply.redirect(consoleWith(error.problem), 303)
    }
  }

  app.get('/api/sign-in/oidc', { ...NO_HEAD, config: { docs: OIDC_BEGIN } }, (request, reply) =>
    orConsole(request, reply, async () => {
      refuseForeignBeginning(request)
      const { url, attempt } = await openId.begin()
      reply.setCookie(cookieName, written(attempt), { ...attributes, maxAge: ATTEMPT_SECONDS })
      return url
    }),
  )

  app.get(CALLBACK_PATH, { ...NO_HEAD, config: { docs: OIDC_FINISH } }, (request, reply) =>
    orConsole(request, reply, async () => {
      const attempt = read(request.cookies[cookieName])
      // Used up, however it ends: the way back can be gone once.
      reply.clearCookie(cookieName, attributes)
      if (!attempt) throw new SignInRefused('expired', 'no attempt')
      const keys = [`address ${request.ip}`]
      if (throttle.begin(keys) > 0) throw new SignInRefused('too_many', 'throttled')
      const vouched = await openId.finish(request.url.split('?')[1] ?? '', attempt)
      const person = await personVouchedFor(db, vouched, openId.domains)
      throttle.succeed(keys)
      setSessionCookie(reply, await startSession(db, person, sessionSecretOf(request, secure)), secure)
      return CONSOLE
    }),
  )
}

/** Another site's page could else sign a person in again behind their back, and end the session that they are in. */
function refuseForeignBeginning(request: FastifyRequest): void {
  try {
    refuseForeignSignIn(request)
  } catch {
    throw new SignInRefused('expired', 'begun on a foreign page')
  }
}

/** A fragment, as of a sign-in link: it reaches no server. And a code: nobody can put words into the console's mouth. */
function consoleWith(problem: SignInProblem): string {
  return `${CONSOLE}#sign-in-problem=${problem}`
}

function written({ state, nonce, verifier }: Attempt): string {
  return [state, nonce, verifier].join('.')
}

function read(cookie: string | undefined): Attempt | null {
  const [state, nonce, verifier, ...more] = cookie?.split('.') ?? []
  return state && nonce && verifier && more.length === 0 ? { state, nonce, verifier } : null
}

/** With `GET` alone: what asks without wanting the answer must not use an attempt up. */
const NO_HEAD = { exposeHeadRoute: false }
const CONSOLE = '/console/'
/** Long enough to find one's second factor. */
const ATTEMPT_SECONDS = 600

import type { ProjectListItem } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { personOf, requireScope, tokenOf } from './guard.ts'
import { refuseForeignPage, refuseForeignSignIn } from './origin.ts'
import { emailOf } from './people.ts'
import { listProjects } from './project-list.ts'
import { findProjectsOf } from './queries.ts'
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from './session-cookie.ts'
import { takeSignInLink } from './sign-in-links.ts'
import { checkPassword, endSession, startSession } from './sign-in.ts'
import { createThrottle } from './throttle.ts'

export interface AccessOptions {
  db: Db
  /** Whether people reach the service by https. */
  secure: boolean
}

/** Signing in and out of the console, and who one is. */
export const accessRoutes: FastifyPluginAsyncTypebox<AccessOptions> = async (app, { db, secure }) => {
  const throttle = createThrottle()

  async function personSigningIn(body: SignIn, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    if ('secret' in body) {
      const person = await takeSignInLink(db, body.secret)
      if (person) return person
      throw new AppError(
        'signed_out',
        'This sign-in link was used already or has expired. Start the service for a new one.',
      )
    }
    const keys = [`email ${emailOf(body.email)}`, `address ${request.ip}`]
    const seconds = throttle.begin(keys)
    if (seconds > 0) {
      reply.header('retry-after', String(seconds))
      throw new AppError(
        'too_many_requests',
        `Too many attempts to sign in. Try again in ${Math.ceil(seconds / 60)} min.`,
      )
    }
    const person = await checkPassword(db, body.email, body.password)
    if (!person) throw new AppError('signed_out', 'This e-mail and password do not belong together.')
    throttle.succeed(keys)
    return person
  }

  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.post('/api/sign-in', { schema: { body: SignInSchema } }, async (request, reply) => {
    refuseForeignSignIn(request)
    const person = await personSigningIn(request.body, request, reply)
    const secret = await startSession(db, person, sessionSecretOf(request, secure))
    setSessionCookie(reply, secret, secure)
    return reply.code(204).send()
  })

  app.post('/api/sign-out', async (request, reply) => {
    refuseForeignPage(request)
    const secret = sessionSecretOf(request, secure)
    if (secret) await endSession(db, secret)
    clearSessionCookie(reply, secure)
    return reply.code(204).send()
  })

  app.get('/api/me', (request) => personOf(db, request, secure))

  app.get('/api/projects', (request) => visibleProjects(db, request, secure))
}

/** The projects of a member; for a token, its one. */
async function visibleProjects(db: Db, request: FastifyRequest, secure: boolean): Promise<ProjectListItem[]> {
  const token = await tokenOf(db, request)
  if (!token) return await listProjects(db, await findProjectsOf(db, (await personOf(db, request, secure)).id))
  requireScope('read', token.scopes)
  return await listProjects(db, [token.project])
}

const SignInSchema = Type.Union([
  Type.Object({ secret: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false }),
  Type.Object(
    { email: Type.String({ minLength: 1, maxLength: 320 }), password: Type.String({ minLength: 1, maxLength: 1_000 }) },
    { additionalProperties: false },
  ),
])

type SignIn = Type.Static<typeof SignInSchema>

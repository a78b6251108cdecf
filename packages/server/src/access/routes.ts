import type { ProjectListItem, SignInProblem, SignInWays } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'

import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { auditRoutes } from './audit-routes.ts'
import { browserNameOf } from './browser-name.ts'
import { ME, PROJECTS, SIGN_IN, SIGN_OUT, WAYS } from './docs.ts'
import { type Guard, personOf, requireScope, tokenOf } from './guard.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { joinRoutes } from './join-routes.ts'
import { createLinkReader, type LinkReader } from './links-bearer.ts'
import { linkRoutes } from './links-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { nameRoutes } from './name-routes.ts'
import { openIdRoutes } from './openid-routes.ts'
import type { OpenId } from './openid.ts'
import { refuseForeignPage, refuseForeignSignIn } from './origin.ts'
import { PasswordSchema, SecretSchema } from './parameters.ts'
import { passwordRoutes } from './password-routes.ts'
import { listProjects } from './project-list.ts'
import { findProjectsOf } from './queries.ts'
import { clearSessionCookie, sessionSecretOf, setSessionCookie } from './session-cookie.ts'
import { sessionRoutes } from './session-routes.ts'
import { takeSignInLink } from './sign-in-links.ts'
import { checkPassword, endSession, startSession } from './sign-in.ts'
import { createThrottle } from './throttle.ts'
import { throttled } from './throttled.ts'
import { tokenRoutes } from './token-routes.ts'

export interface AccessOptions {
  db: Db
  /** Whether people reach the service by https. */
  secure: boolean
  guard: Guard
  /** Reads the link that a request comes with. Default: one of its own. */
  links?: LinkReader
  /** Where people reach the service, without a trailing slash. Absent: where each request came. */
  publicUrl?: string | undefined
  /** Another service that people may sign in with. Default: none. */
  openId?: OpenId | null
  /** Told whenever that service leads nobody in, and why. */
  onNotSignedIn?: (problem: SignInProblem) => void
}

/** Signing in and out of the console, who one is, and who may do what in a project. */
export const accessRoutes: FastifyPluginAsyncTypebox<AccessOptions> = async (app, options) => {
  const {
    db,
    secure,
    guard,
    links = createLinkReader(db),
    publicUrl,
    openId = null,
    onNotSignedIn = () => {},
  } = options
  // One for everything that a password is tried at: else each way in would give as many tries again.
  const throttle = createThrottle()

  async function personSigningIn(body: SignIn, request: FastifyRequest): Promise<string> {
    if ('secret' in body) {
      const person = await takeSignInLink(db, body.secret)
      if (person) return person
      throw new AppError(
        'signed_out',
        'This sign-in link was used already or has expired. Start the service for a new one.',
      )
    }
    const { email, password } = body
    const person = await throttled(throttle, { request, email }, () => checkPassword(db, email, password))
    if (!person) throw new AppError('signed_out', 'This e-mail and password do not belong together.')
    return person
  }

  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  if (openId) await app.register(openIdRoutes, { db, secure, openId, onRefused: onNotSignedIn })

  app.get('/api/sign-in', { config: { docs: WAYS } }, (): SignInWays => ({
    password: true,
    oidc: openId && { name: openId.name },
  }))

  app.post('/api/sign-in', { schema: { body: SignInSchema }, config: { docs: SIGN_IN } }, async (request, reply) => {
    refuseForeignSignIn(request)
    const person = await personSigningIn(request.body, request)
    const browser = browserNameOf(request.headers['user-agent'])
    const secret = await startSession(db, person, sessionSecretOf(request, secure), browser)
    setSessionCookie(reply, secret, secure)
    return reply.code(204).send()
  })

  app.post('/api/sign-out', { config: { docs: SIGN_OUT } }, async (request, reply) => {
    refuseForeignPage(request)
    const secret = sessionSecretOf(request, secure)
    if (secret) await endSession(db, secret)
    clearSessionCookie(reply, secure)
    return reply.code(204).send()
  })

  app.get('/api/me', { config: { docs: ME } }, async (request) => {
    const { id, email, name } = await personOf(db, request, secure)
    return { id, email, name }
  })

  app.get('/api/projects', { config: { docs: PROJECTS } }, (request) => visibleProjects(db, request, secure))

  await app.register(joinRoutes, { db, secure, throttle })
  await app.register(nameRoutes, { db, secure })
  await app.register(passwordRoutes, { db, secure, throttle })
  await app.register(sessionRoutes, { db, secure })
  await app.register(memberRoutes, { db, guard })
  await app.register(invitationRoutes, { db, guard, publicUrl })
  await app.register(tokenRoutes, { db, guard })
  await app.register(linkRoutes, { db, guard, links, publicUrl })
  await app.register(auditRoutes, { db, guard })
}

/** The projects of a member; for a token, its one. */
async function visibleProjects(db: Db, request: FastifyRequest, secure: boolean): Promise<ProjectListItem[]> {
  const token = await tokenOf(db, request)
  if (!token) return await listProjects(db, await findProjectsOf(db, (await personOf(db, request, secure)).id))
  requireScope('read', token.scopes)
  return await listProjects(db, [token.project])
}

const SignInSchema = Type.Union([
  Type.Object({ secret: SecretSchema }, { additionalProperties: false }),
  Type.Object(
    { email: Type.String({ minLength: 1, maxLength: 320 }), password: PasswordSchema },
    { additionalProperties: false },
  ),
])

type SignIn = Type.Static<typeof SignInSchema>

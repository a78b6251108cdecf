import type { Joined } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'

import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { browserNameOf } from './browser-name.ts'
import { JOIN, LOOK } from './docs.ts'
import { findInvitation, type OpenInvitation, takeInvitation } from './join.ts'
import { refuseForeignPage, refuseForeignSignIn } from './origin.ts'
import { PasswordSchema, PersonNameSchema, SecretSchema } from './parameters.ts'
import { findSessionPerson } from './queries.ts'
import { hashOf } from './secret.ts'
import { sessionSecretOf, setSessionCookie } from './session-cookie.ts'
import { checkPassword, startSession } from './sign-in.ts'
import type { Throttle } from './throttle.ts'
import { throttled } from './throttled.ts'

interface JoinOptions {
  db: Db
  secure: boolean
  throttle: Throttle
}

/** What somebody does who was given the link of an invitation. Its secret is in no address: those are logged and remembered. */
export const joinRoutes: FastifyPluginAsyncTypebox<JoinOptions> = async (app, { db, secure, throttle }) => {
  /** An invitation proves nothing of whose account it is: whoever invites knows the link too. */
  async function requireOwnAccount(
    { person, look: { email } }: OpenInvitation,
    password: string | undefined,
    request: FastifyRequest,
  ): Promise<void> {
    const secret = sessionSecretOf(request, secure)
    const signedIn = secret ? await findSessionPerson(db, hashOf(secret)) : null
    if (signedIn?.id === person) return refuseForeignPage(request)
    if (password === undefined)
      throw new AppError('signed_out', `There is an account for ${email}. Sign in with it, or give its password.`)
    const found = await throttled(throttle, { request, email }, () => checkPassword(db, email, password))
    if (!found) throw new AppError('signed_out', `This is not the password of ${email}.`)
  }

  app.post('/api/join/look', { schema: { body: LookSchema }, config: { docs: LOOK } }, async (request) => {
    refuseForeignSignIn(request)
    return (await findInvitation(db, request.body.secret)).look
  })

  app.post(
    '/api/join',
    { schema: { body: JoinSchema }, config: { docs: JOIN } },
    async (request, reply): Promise<Joined> => {
      refuseForeignSignIn(request)
      const { secret, password, ...newcomer } = request.body
      const open = await findInvitation(db, secret)
      if (open.person !== null) await requireOwnAccount(open, password, request)
      const person = await takeInvitation(db, open, { ...newcomer, ...(password !== undefined && { password }) })
      const browser = browserNameOf(request.headers['user-agent'])
      setSessionCookie(reply, await startSession(db, person, sessionSecretOf(request, secure), browser), secure)
      return { project: open.project }
    },
  )
}

const LookSchema = Type.Object({ secret: SecretSchema }, { additionalProperties: false })
const JoinSchema = Type.Object(
  {
    secret: SecretSchema,
    name: Type.Optional(PersonNameSchema),
    password: Type.Optional(PasswordSchema),
  },
  { additionalProperties: false },
)

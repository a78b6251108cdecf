import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { browserNameOf } from './browser-name.ts'
import { changePassword, findPasswordHash } from './change-password.ts'
import { PASSWORD } from './docs.ts'
import { createPersonGuard, signedInOf } from './guard.ts'
import { PasswordSchema } from './parameters.ts'
import { isPassword } from './password.ts'
import { setSessionCookie } from './session-cookie.ts'
import type { Throttle } from './throttle.ts'
import { throttled } from './throttled.ts'

interface PasswordOptions {
  db: Db
  secure: boolean
  throttle: Throttle
}

/** `POST /api/password`: a person chooses another password, and is signed out everywhere else. */
export const passwordRoutes: FastifyPluginAsyncTypebox<PasswordOptions> = async (app, { db, secure, throttle }) => {
  app.post(
    '/api/password',
    {
      onRequest: createPersonGuard(db, { secure }),
      schema: { body: PasswordChangeSchema },
      config: { docs: PASSWORD },
    },
    async (request, reply) => {
      const person = signedInOf(request)
      const { current = '', next } = request.body
      const kept = await findPasswordHash(db, person.id)
      const isProved =
        kept === null ||
        (await throttled(throttle, { request, email: person.email }, async () =>
          (await isPassword(kept, current)) ? true : null,
        ))
      if (!isProved) throw new AppError('forbidden', 'This is not the password that you have now. Try again.')
      const browser = browserNameOf(request.headers['user-agent'])
      const secret = await changePassword(db, person, { kept, next, browser })
      setSessionCookie(reply, secret, secure)
      return reply.code(204).send()
    },
  )
}

const PasswordChangeSchema = Type.Object(
  { current: Type.Optional(PasswordSchema), next: PasswordSchema },
  { additionalProperties: false },
)

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import type { Db } from '../database/open.ts'
import { END_SESSION, END_SESSIONS, SESSIONS } from './docs.ts'
import { createPersonGuard, signedInOf } from './guard.ts'
import { madeId } from './parameters.ts'
import { clearSessionCookie } from './session-cookie.ts'
import { endOneSession, endOtherSessions, listSessions } from './sessions.ts'

/** Where a person is signed in, and ending it: their own sessions, and nobody else's. */
export const sessionRoutes: FastifyPluginAsyncTypebox<{ db: Db; secure: boolean }> = async (app, { db, secure }) => {
  const onRequest = createPersonGuard(db, { secure })

  app.get('/api/sessions', { onRequest, config: { docs: SESSIONS } }, (request) =>
    listSessions(db, signedInOf(request)),
  )

  app.delete('/api/sessions', { onRequest, config: { docs: END_SESSIONS } }, async (request, reply) => {
    await endOtherSessions(db, signedInOf(request))
    return reply.code(204).send()
  })

  app.delete(
    '/api/sessions/:session',
    { onRequest, schema: { params: ParamsSchema }, config: { docs: END_SESSION } },
    async (request, reply) => {
      const person = signedInOf(request)
      const { session } = request.params
      await endOneSession(db, person, madeId(session))
      if (session === person.session) clearSessionCookie(reply, secure)
      return reply.code(204).send()
    },
  )
}

const ParamsSchema = Type.Object({ session: Type.String() })

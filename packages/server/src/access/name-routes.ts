import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import type { Db } from '../database/open.ts'
import { changeName } from './change-name.ts'
import { RENAME } from './docs.ts'
import { createPersonGuard, signedInOf } from './guard.ts'
import { PersonNameSchema } from './parameters.ts'

/** `PATCH /api/me`: a person says how their colleagues see them. */
export const nameRoutes: FastifyPluginAsyncTypebox<{ db: Db; secure: boolean }> = async (app, { db, secure }) => {
  app.patch(
    '/api/me',
    {
      onRequest: createPersonGuard(db, { secure }),
      schema: { body: RenameSchema },
      config: { docs: RENAME },
    },
    (request) => changeName(db, signedInOf(request), request.body.name),
  )
}

const RenameSchema = Type.Object({ name: PersonNameSchema }, { additionalProperties: false })

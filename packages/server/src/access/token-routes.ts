import type { TokenItem } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import type { Db } from '../database/open.ts'
import { type Guard, memberOf } from './guard.ts'
import { madeId, ScopeSchema } from './parameters.ts'
import { requireScopes } from './rights.ts'
import { ISSUE, REVOKE, TOKENS } from './team-docs.ts'
import { issueToken, listTokens, revokeToken } from './tokens.ts'

/** Tokens of a project, for programs. Nobody makes one that may do more than they may themselves. */
export const tokenRoutes: FastifyPluginAsyncTypebox<{ db: Db; guard: Guard }> = async (app, { db, guard }) => {
  app.get('/api/projects/:project/tokens', { onRequest: guard('admin'), config: { docs: TOKENS } }, (request) =>
    listTokens(db, memberOf(request).project.id),
  )

  app.post(
    '/api/projects/:project/tokens',
    { onRequest: guard('admin'), schema: { body: NewTokenSchema }, config: { docs: ISSUE } },
    async (request, reply): Promise<TokenItem> => {
      const { project, actor, scopes: own } = memberOf(request)
      const { name, scopes, days } = request.body
      requireScopes(scopes, own)
      const expires = days === undefined ? null : new Date(Date.now() + days * 86_400_000)
      const made = await db
        .transaction()
        .execute((tx) => issueToken(tx, project.id, actor, { name: name.trim(), scopes, expires }))
      reply.code(201)
      return made
    },
  )

  app.delete(
    '/api/projects/:project/tokens/:token',
    { onRequest: guard('admin'), schema: { params: ParamsSchema }, config: { docs: REVOKE } },
    async (request, reply) => {
      const { project, actor } = memberOf(request)
      const id = madeId(request.params.token)
      await db.transaction().execute((tx) => revokeToken(tx, project.id, actor, id))
      return reply.code(204).send()
    },
  )
}

const NewTokenSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    scopes: Type.Array(ScopeSchema, { minItems: 1, maxItems: 4, uniqueItems: true }),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 36_500 })),
  },
  { additionalProperties: false },
)
const ParamsSchema = Type.Object({ project: Type.String(), token: Type.String() })

import type { AuditAnswer } from '@attune/protocol'
import type { FastifyPluginAsync } from 'fastify'

import { allowOnly, integerIn, type RawQuery, refuse, single } from '../analyse/parameters.ts'
import type { Db } from '../database/open.ts'
import { listChanges } from './audit-list.ts'
import { type Guard, memberOf } from './guard.ts'
import { isMadeId } from './parameters.ts'
import { AUDIT } from './team-docs.ts'

/** `GET /api/projects/:project/audit`: who changed what, newest first. */
export const auditRoutes: FastifyPluginAsync<{ db: Db; guard: Guard }> = async (app, { db, guard }) => {
  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/audit',
    { onRequest: guard('configure'), config: { docs: AUDIT } },
    async (request): Promise<AuditAnswer> => {
      allowOnly(request.query, ['cursor', 'limit'])
      const before = single(request.query, 'cursor')
      if (before !== null && !isMadeId(before))
        throw refuse('cursor', 'is not one of ours', 'Give back "next" as it came.')
      const limit = integerIn(request.query, 'limit', 1, 200, 50)
      return await listChanges(db, memberOf(request).project.id, { before, limit })
    },
  )
}

import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import type { Db } from '../database/open.ts'
import { type Guard, memberOf, requireScope } from './guard.ts'
import { changeRole, listMembers, removeMember } from './members.ts'
import { madeId, RoleSchema } from './parameters.ts'
import { requireRole } from './rights.ts'
import { CHANGE_ROLE, MEMBERS, REMOVE_MEMBER } from './team-docs.ts'

/** Who is a member of a project, and as what. A person may always leave, unless they are the last owner. */
export const memberRoutes: FastifyPluginAsyncTypebox<{ db: Db; guard: Guard }> = async (app, { db, guard }) => {
  app.get('/api/projects/:project/members', { onRequest: guard('read'), config: { docs: MEMBERS } }, (request) =>
    listMembers(db, memberOf(request).project.id),
  )

  app.put(
    '/api/projects/:project/members/:person',
    {
      onRequest: guard('admin'),
      schema: { params: ParamsSchema, body: RoleChangeSchema },
      config: { docs: CHANGE_ROLE },
    },
    async (request) => {
      const { project, actor, scopes } = memberOf(request)
      const person = madeId(request.params.person)
      const { role } = request.body
      requireRole(role, scopes)
      return await db.transaction().execute((tx) => changeRole(tx, project.id, actor, { person, role }))
    },
  )

  app.delete(
    '/api/projects/:project/members/:person',
    { onRequest: guard('read'), schema: { params: ParamsSchema }, config: { docs: REMOVE_MEMBER } },
    async (request, reply) => {
      const { project, actor, personId, scopes } = memberOf(request)
      if (request.params.person !== personId) requireScope('admin', scopes)
      const person = madeId(request.params.person)
      await db.transaction().execute((tx) => removeMember(tx, project.id, actor, person))
      return reply.code(204).send()
    },
  )
}

const ParamsSchema = Type.Object({ project: Type.String(), person: Type.String() })
const RoleChangeSchema = Type.Object({ role: RoleSchema }, { additionalProperties: false })

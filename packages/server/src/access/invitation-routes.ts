import type { InvitationItem } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import type { Db } from '../database/open.ts'
import { type Guard, memberOf } from './guard.ts'
import { invite, listInvitations, withdrawInvitation } from './invitations.ts'
import { EmailSchema, madeId, RoleSchema } from './parameters.ts'
import { requireRole } from './rights.ts'
import { INVITATIONS, INVITE, WITHDRAW } from './team-docs.ts'

interface InvitationOptions {
  db: Db
  guard: Guard
  /** Where people reach the service, without a trailing slash. Absent: where the request came. */
  publicUrl: string | undefined
}

/** Invitations to a project, by a link that is shown once to whoever invites. */
export const invitationRoutes: FastifyPluginAsyncTypebox<InvitationOptions> = async (app, { db, guard, publicUrl }) => {
  app.get(
    '/api/projects/:project/invitations',
    { onRequest: guard('admin'), config: { docs: INVITATIONS } },
    (request) => listInvitations(db, memberOf(request).project.id),
  )

  app.post(
    '/api/projects/:project/invitations',
    { onRequest: guard('admin'), schema: { body: InviteSchema }, config: { docs: INVITE } },
    async (request, reply): Promise<InvitationItem> => {
      const { project, actor, scopes } = memberOf(request)
      requireRole(request.body.role, scopes)
      const made = await db.transaction().execute((tx) => invite(tx, project.id, actor, request.body))
      const home = publicUrl ?? `${request.protocol}://${request.host}`
      reply.code(201)
      // A fragment reaches no server and no log.
      return { ...made.invitation, link: `${home}/console/join#secret=${made.secret}` }
    },
  )

  app.delete(
    '/api/projects/:project/invitations/:invitation',
    { onRequest: guard('admin'), schema: { params: ParamsSchema }, config: { docs: WITHDRAW } },
    async (request, reply) => {
      const { project, actor } = memberOf(request)
      const id = madeId(request.params.invitation)
      await db.transaction().execute((tx) => withdrawInvitation(tx, project.id, actor, id))
      return reply.code(204).send()
    },
  )
}

const InviteSchema = Type.Object({ email: EmailSchema, role: RoleSchema }, { additionalProperties: false })
const ParamsSchema = Type.Object({ project: Type.String(), invitation: Type.String() })

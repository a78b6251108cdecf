import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import { Compile } from 'typebox/compile'

import type { Gate } from '../admission/gate.ts'
import type { Read } from '../collect/body.ts'
import { AppError } from '../errors.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { CodeSchema } from './code.ts'
import type { Traces } from './traces.ts'

/**
 * `POST /v1/trace?key=pk_…`: whoever has opened the site by the link of a trace says who they are to the service, so that their walk
 * is shown there. Registered where the bodies of pages are read.
 */
export const claimRoutes: FastifyPluginAsyncTypebox<{ gate: Gate; traces: Traces }> = async (app, { gate, traces }) => {
  app.post<{ Body: Read }>(
    '/v1/trace',
    {
      bodyLimit: MAX_BYTES,
      config: { docs: DOCS },
      onRequest: async (request) => {
        request.letIn = await gate.admit(request.raw)
      },
    },
    async (request, reply) => {
      const { letIn: project, body } = request
      const claim = body?.said
      if (!project || !claims.Check(claim))
        throw new AppError('bad_request', 'Say {"code": "…", "visitor": "…"}: the code of a trace, and who is walking.')
      // What names nobody is never made to.
      const visitor = project.privacy === 'anonymous' ? null : claim.visitor
      if (!traces.follow(project.id, claim.code, visitor))
        throw new AppError('not_found', 'Nobody watches under this code any more. Open the site from the console anew.')
      return await reply.header('cache-control', 'no-store').code(204).send()
    },
  )
}

const ClaimSchema = Type.Object({
  code: CodeSchema,
  visitor: Type.Union([Type.String({ minLength: 1, maxLength: 64 }), Type.Null()]),
})
const claims = Compile(ClaimSchema)
const MAX_BYTES = 1_024

const DOCS: RouteDocs = {
  tag: 'Pages',
  summary: 'Says whose walk a trace is to show',
  notes:
    'The debugging panel does so, where its address is `?attune_debug=CODE`. As `text/plain` or `application/json`.',
  access: 'key',
  body: ClaimSchema,
}

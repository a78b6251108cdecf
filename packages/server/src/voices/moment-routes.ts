import type { VoiceMoment } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import { madeId } from '../access/parameters.ts'
import type { Db } from '../database/open.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { VOICED } from '../reference/shapes-voices.ts'
import { findMoment } from './moment.ts'

/** `GET /api/projects/:project/voices/:answer`: the moment that an answer is of. */
export const momentRoutes: FastifyPluginAsyncTypebox<{ db: Db; guard: Guard }> = async (app, { db, guard }) => {
  app.get(
    '/api/projects/:project/voices/:answer',
    { onRequest: guard('read'), schema: { params: Params }, config: { docs: DOCS } },
    async (request, reply): Promise<VoiceMoment> => {
      reply.header('cache-control', 'no-store')
      return await findMoment(db, memberOf(request).project, madeId(request.params.answer))
    },
  )
}

const Params = Type.Object({ project: Type.String(), answer: Type.String() })

const DOCS: RouteDocs = {
  tag: 'Figures',
  summary: 'An answer with its moment: what was asked, and what the same person said on their way',
  notes: 'In projects that promise more than to be open, the answer as it stands among the others, and no path.',
  answer: VOICED.VoiceMoment,
}

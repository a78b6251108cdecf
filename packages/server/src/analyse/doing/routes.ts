import type { DoingAnswer } from '@attune/protocol'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

import { type Guard, memberOf } from '../../access/guard.ts'
import type { Db } from '../../database/open.ts'
import type { RouteDocs } from '../../reference/docs.ts'
import { Doing } from '../../reference/shapes-doing.ts'
import type { RawQuery } from '../parameters.ts'
import { findDoing } from './find.ts'
import { readDoingQuery } from './query.ts'

/** `GET /api/projects/:project/doing`: what people do at each step beside what they feel there. */
export const doingRoutes: FastifyPluginAsync<{ db: Db; guard: Guard }> = async (app, { db, guard }) => {
  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/doing',
    { onRequest: guard('read'), config: { docs: DOCS } },
    async (request, reply): Promise<DoingAnswer> => {
      reply.header('cache-control', 'no-store')
      return await findDoing(db, memberOf(request).project, readDoingQuery(request.query), new Date())
    },
  )
}

const DOCS: RouteDocs = {
  tag: 'Figures',
  summary: 'What people do at each step beside what they feel there, and which steps surprise',
  notes:
    'Counted in times that a step was entered, completed, failed or left, and not in people. A surprise needs 30 answers and 30 passes, both 95 % intervals clear of the journey’s middle, and 5 points of net feel and 2 of completion between.',
  query: Type.Object({
    journey: Type.String(),
    from: Type.Optional(Type.String({ description: 'The first day, e.g. `2026-11-23`. Absent: since ever' })),
    to: Type.Optional(Type.String({ description: 'The last day, inclusive. Absent: today' })),
    where: Type.Optional(
      Type.String({
        description:
          'As for `feel`, e.g. `device:mobile`; may come several times. Prompts, versions, variants and scales narrow down what people felt, and not who came by',
      }),
    ),
    prompt: Type.Optional(Type.String({ description: 'Only what people felt when asked this. Absent: all' })),
    zone: Type.Optional(Type.String({ description: 'Any other than the project’s own is refused' })),
  }),
  answer: Doing,
}

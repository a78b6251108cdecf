import type { TrendAnswer } from '@attune/protocol'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

import { type Guard, memberOf } from '../../access/guard.ts'
import type { Db } from '../../database/open.ts'
import type { RouteDocs } from '../../reference/docs.ts'
import { Trend } from '../../reference/shapes-trend.ts'
import { inQuery } from '../by-link.ts'
import { allowOnly, type RawQuery } from '../parameters.ts'
import { findTrend } from './find.ts'
import { PERIODS, readTrendQuery } from './query.ts'

/** `GET /api/projects/:project/trend`: how a step felt over time, and when that drifted. */
export const trendRoutes: FastifyPluginAsync<{ db: Db; guard: Guard }> = async (app, { db, guard }) => {
  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/trend',
    { onRequest: guard('read', inQuery), config: { docs: DOCS } },
    async (request, reply): Promise<TrendAnswer> => {
      const { project, link } = memberOf(request)
      if (link) allowOnly(request.query, BY_LINK)
      reply.header('cache-control', 'no-store')
      return await findTrend(db, project, readTrendQuery(request.query), new Date())
    },
  )
}

/** Whoever has a link sees the step's page, and nothing split further. */
const BY_LINK = ['journey', 'step', 'by', 'from', 'to']

const DOCS: RouteDocs = {
  tag: 'Figures',
  summary: 'How a step felt over time, and when that drifted',
  notes:
    'A series for everything that people were asked alike; another wording, scale or order begins a new one. Drift is a two-sided CUSUM of the days that nothing comes to any more, held against the first 40 days with 300 answers, and anew after each signal.',
  query: Type.Object({
    journey: Type.String(),
    step: Type.String({ description: 'Empty: answers about the journey as a whole' }),
    by: Type.Optional(
      Type.Enum([...PERIODS], { description: 'Absent: days of three weeks, weeks of a year, months of more' }),
    ),
    from: Type.Optional(Type.String({ description: 'The first day of points and signals. Absent: since ever' })),
    to: Type.Optional(Type.String({ description: 'The last day, inclusive. Absent: today' })),
    where: Type.Optional(Type.String({ description: 'As for `feel`, e.g. `device:mobile`; may come several times' })),
    prompt: Type.Optional(Type.String({ description: 'Absent: all at the step' })),
    zone: Type.Optional(Type.String({ description: 'Any other than the project’s own is refused' })),
  }),
  answer: Trend,
}

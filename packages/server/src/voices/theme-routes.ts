import type { ThemesAnswer } from '@attune/protocol'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import type { RawQuery } from '../analyse/parameters.ts'
import { refuseGated } from '../analyse/privacy-gate/sources.ts'
import { createSlots } from '../collect/slots.ts'
import type { Db } from '../database/open.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { OriginName } from '../reference/shape-parts.ts'
import { Themes } from '../reference/shapes-themes.ts'
import { readThemesQuery } from './theme-query.ts'
import { findThemes } from './themes.ts'

export interface ThemeOptions {
  db: Db
  guard: Guard
}

/** `GET /api/projects/:project/themes`: what people's words are about. */
export const themeRoutes: FastifyPluginAsync<ThemeOptions> = async (app, { db, guard }) => {
  // Reading thousands of comments takes memory and time: one question after the other, so that many take no more than one.
  const turns = createSlots([1], () => {})
  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/themes',
    { onRequest: guard('read'), config: { docs: DOCS } },
    async (request, reply): Promise<ThemesAnswer> => {
      const { project } = memberOf(request)
      const query = readThemesQuery(request.query)
      refuseGated(project.privacy, 'Themes')
      reply.header('cache-control', 'no-store')
      return await turns.use(() => findThemes(db, project, query))
    },
  )
}

const DOCS: RouteDocs = {
  tag: 'Figures',
  summary: 'What people speak of at a step, with bad faces, or since a day, more than elsewhere',
  notes:
    'Words that several people use on one side and few on the other, with typical comments and a different voice. Only the newest comments are read (`at_most`). Not in projects that promise more than to be open. A side with fewer than `least` has no themes: `enough` is false, and `voices` are the comments themselves.',
  query: Type.Object({
    journey: Type.String(),
    step: Type.Optional(
      Type.String({ description: 'Absent: the whole journey; empty: answers about the journey as a whole' }),
    ),
    contrast: Type.Optional(
      Type.Enum(['step', 'faces', 'date'], {
        default: 'faces',
        description: 'The step and the rest of its journey; bad faces and good ones; after `date` and before',
      }),
    ),
    date: Type.Optional(Type.String({ description: 'The first day after, for `contrast=date`' })),
    prompt: Type.Optional(Type.String()),
    origin: Type.Optional(OriginName),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20, default: 5, description: 'Themes per side' })),
  }),
  answer: Themes,
}

import type { VoicesAnswer } from '@attune/protocol'
import type { FastifyPluginAsync } from 'fastify'
import { Type } from 'typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import { allowOnly, idIn, integerIn, listOf, oneOf, type RawQuery, refuse, single } from '../analyse/parameters.ts'
import type { Db } from '../database/open.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { OriginName } from '../reference/shape-parts.ts'
import { Voices } from '../reference/shapes.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { pageRoutes } from './page-routes.ts'
import { findVoices, type VoicesAsked } from './queries.ts'
import { stepIn } from './step.ts'
import { themeRoutes } from './theme-routes.ts'

export interface VoicesOptions {
  db: Db
  guard: Guard
}

/** `GET /api/projects/:project/voices`: the answers behind the figures, newest first; and what they are about. */
export const voicesRoutes: FastifyPluginAsync<VoicesOptions> = async (app, { db, guard }) => {
  await app.register(themeRoutes, { db, guard })
  await app.register(pageRoutes, { db, guard })
  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/voices',
    { onRequest: guard('read'), config: { docs: DOCS } },
    async (request, reply): Promise<VoicesAnswer> => {
      const { project } = memberOf(request)
      const { limit, ...asked } = readVoicesQuery(request.query)
      const found = await findVoices(db, {
        ...asked,
        lane: project.lane,
        project: project.id,
        privacy: project.privacy,
        // One more than asked for tells whether there is more.
        limit: limit + 1,
      })
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      reply.header('cache-control', 'no-store')
      return { voices: page.map(({ voice }) => voice), next: last ? writeCursor(last.place) : null, search: null }
    },
  )
}

const DOCS: RouteDocs = {
  tag: 'Figures',
  summary: 'The answers behind the figures, newest first',
  query: Type.Object({
    journey: Type.Optional(Type.String()),
    step: Type.Optional(Type.String({ description: 'With its journey; empty: answers about the journey as a whole' })),
    feel: Type.Optional(Type.String({ description: 'Scores with commas, e.g. `1,2`' })),
    words: Type.Optional(Type.Enum(['only', 'all'])),
    prompt: Type.Optional(Type.String()),
    origin: Type.Optional(OriginName),
    ids: Type.Optional(Type.String({ description: 'Only these answers, at most 200, with commas' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ description: '`next` of the page before' })),
  }),
  answer: Voices,
}

function readVoicesQuery(query: RawQuery): Omit<VoicesAsked, 'lane' | 'project' | 'privacy'> {
  allowOnly(query, ['journey', 'step', 'feel', 'words', 'prompt', 'origin', 'ids', 'limit', 'cursor'])
  const journey = idIn(query, 'journey')
  const step = stepIn(query)
  if (step !== null && journey === null) throw refuse('step', 'came without a journey', 'Name the journey too.')
  const cursor = single(query, 'cursor')
  const before = cursor === null ? null : readCursor(cursor)
  if (cursor !== null && !before) throw refuse('cursor', 'is not one of ours', 'Give back "next" as it came.')
  return {
    journey,
    step,
    feel: listOf(query, 'feel', SCORES).map(Number),
    onlyWords: oneOf(query, 'words', ['only', 'all']) === 'only',
    prompt: idIn(query, 'prompt'),
    origin: oneOf(query, 'origin', ['live', 'import', 'sample', 'unprompted']),
    ids: idsIn(query),
    before,
    limit: integerIn(query, 'limit', 1, MAX_PAGE, 50),
  }
}

/** The ids of answers. @returns null where none are asked for: all. */
function idsIn(query: RawQuery): string[] | null {
  const ids = single(query, 'ids')?.split(',') ?? null
  if (ids?.some((id) => !UUID.test(id))) throw refuse('ids', 'has what is no id of an answer', 'Give "id" as it came.')
  if (ids && ids.length > MAX_PAGE) throw refuse('ids', `has more than ${MAX_PAGE}`, 'Ask for the others after them.')
  return ids
}

const MAX_PAGE = 200
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const SCORES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const

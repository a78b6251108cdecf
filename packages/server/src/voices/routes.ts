import type { Privacy, VoicesAnswer } from '@attune/protocol'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { Type } from 'typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import { type AskedByLink, voiceByLink } from '../access/links-bearer.ts'
import { allowOnly, type RawQuery } from '../analyse/parameters.ts'
import { refuseGated } from '../analyse/privacy-gate/sources.ts'
import type { Db } from '../database/open.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { OriginName } from '../reference/shape-parts.ts'
import { Voices } from '../reference/shapes.ts'
import { writeCursor } from './cursor.ts'
import { momentRoutes } from './moment-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { findVoices, type VoiceFilters } from './queries.ts'
import { searchVoices } from './search.ts'
import { tagRoutes } from './tag-routes.ts'
import { themeRoutes } from './theme-routes.ts'
import { themeRuleRoutes } from './theme-rule-routes.ts'
import { readVoicesQuery } from './voices-query.ts'

export interface VoicesOptions {
  db: Db
  guard: Guard
}

/** `GET /api/projects/:project/voices`: the answers behind the figures, newest first; and what they are about. */
export const voicesRoutes: FastifyPluginAsync<VoicesOptions> = async (app, { db, guard }) => {
  await app.register(themeRoutes, { db, guard })
  await app.register(pageRoutes, { db, guard })
  await app.register(momentRoutes, { db, guard })
  await app.register(tagRoutes, { db, guard })
  await app.register(themeRuleRoutes, { db, guard })
  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/voices',
    { onRequest: guard('read', inJourney), config: { docs: DOCS } },
    async (request, reply): Promise<VoicesAnswer> => {
      const { project, link } = memberOf(request)
      if (link) allowOnly(request.query, BY_LINK)
      const { q, ...query } = readVoicesQuery(request.query)
      refuseWhatTells(project.privacy, query)
      const { lane, id, zone, privacy } = project
      // One more than asked for tells whether there is more.
      const asked = { ...query, lane, project: id, zone, privacy, limit: query.limit + 1 }
      const { found, search } =
        q === null ? { found: await findVoices(db, asked), search: null } : await searchVoices(db, asked, q)
      const page = found.slice(0, query.limit)
      const last = found.length > query.limit ? page.at(-1) : undefined
      reply.header('cache-control', 'no-store')
      const voices = page.map(({ voice }) => (link ? voiceByLink(voice) : voice))
      return { voices, next: last ? writeCursor(last.place) : null, search }
    },
  )
}

/** Whoever has a link is shown the answers of its journey, where it shows any. */
const inJourney = ({ query }: FastifyRequest): AskedByLink => ({
  journey: (query as RawQuery)['journey'],
  isVoices: true,
})

const DOCS: RouteDocs = {
  tag: 'Figures',
  summary: 'The answers behind the figures, newest first',
  notes:
    'A search reads each comment in the language of its locale: `paying` finds "pays" in English ones. It knows "gift card" in quotation marks, `or`, and `-late` for comments without that word; `marks` says where it found something. In projects that promise more than to be open it finds the same word only.',
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 500, description: 'Words to search comments for' })),
    journey: Type.Optional(Type.String()),
    step: Type.Optional(Type.String({ description: 'With its journey; empty: answers about the journey as a whole' })),
    feel: Type.Optional(Type.String({ description: 'Scores with commas, e.g. `1,2`' })),
    words: Type.Optional(Type.Enum(['only', 'all'])),
    prompt: Type.Optional(Type.String()),
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    origin: Type.Optional(OriginName),
    tag: Type.Optional(Type.String()),
    from: Type.Optional(Type.String({ description: 'The first day, e.g. `2026-11-23`' })),
    to: Type.Optional(Type.String({ description: 'The last one, inclusive' })),
    variant: Type.Optional(Type.String({ description: 'As device, locale and release: in open projects only' })),
    device: Type.Optional(Type.Enum(['desktop', 'mobile', 'tablet'])),
    locale: Type.Optional(Type.String({ description: 'As a voice has it, e.g. `de-AT`' })),
    release: Type.Optional(Type.String()),
    ids: Type.Optional(Type.String({ description: 'Only these answers, at most 200, with commas' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    cursor: Type.Optional(Type.String({ description: '`next` of the page before' })),
  }),
  answer: Voices,
}

/** Behind the privacy gate nobody is told what an answer's device is, nor by which of them it is found. */
function refuseWhatTells(privacy: Privacy, query: VoiceFilters): void {
  const name = (['variant', 'device', 'locale', 'release'] as const).find((one) => query[one] !== null)
  if (name !== undefined) refuseGated(privacy, `Voices by ${name}`)
}

/** What whoever has a link may narrow voices by: not by what the team says of them, nor by who said them. */
const BY_LINK = ['journey', 'step', 'feel', 'words', 'from', 'to', 'limit', 'cursor']

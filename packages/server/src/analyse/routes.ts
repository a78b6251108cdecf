import type { FastifyPluginAsync, FastifyReply } from 'fastify'

import { type Guard, memberOf } from '../access/guard.ts'
import type { Db } from '../database/open.ts'
import { inPath, inQuery, mapByLink, refuseBeyondReport } from './by-link.ts'
import { findCompare } from './compare/find.ts'
import { findCompareOptions } from './compare/options.ts'
import { readCompareQuery, readOptionsQuery } from './compare/query.ts'
import { findDelivery, readDeliveryQuery } from './delivery.ts'
import { COMPARE, COMPARE_OPTIONS, DELIVERY, DRIVERS, FEEL, MAP } from './docs.ts'
import { doingRoutes } from './doing/routes.ts'
import { findDrivers } from './drivers/find.ts'
import { readDriversQuery } from './drivers/query.ts'
import { feelAsCsv } from './feel-csv.ts'
import { readFeelQuery } from './feel-query.ts'
import { findFeel } from './feel.ts'
import { findJourneyMap } from './journey-map.ts'
import { allowOnly, integerIn, type RawQuery } from './parameters.ts'
import { refuseGated } from './privacy-gate/sources.ts'
import { trendRoutes } from './trend/routes.ts'

export interface AnalyseOptions {
  db: Db
  guard: Guard
}

/** What people felt, by journey step. */
export const analyseRoutes: FastifyPluginAsync<AnalyseOptions> = async (app, { db, guard }) => {
  const onRequest = guard('read')
  await app.register(doingRoutes, { db, guard })
  await app.register(trendRoutes, { db, guard })

  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/feel',
    { onRequest: guard('read', inQuery), config: { docs: FEEL } },
    async (request, reply) => {
      const { project, link } = memberOf(request)
      if (link) refuseBeyondReport(request.query, ['journey', 'from', 'to'], 'step')
      const found = await findFeel(db, project, readFeelQuery(request.query), new Date())
      keepNowhere(reply).header('vary', 'Accept')
      if (!wantsCsv(request.headers.accept)) return found.answer
      return reply
        .type('text/csv; charset=utf-8; header=present')
        .header('content-disposition', `attachment; filename="${project.id}-feel.csv"`)
        .send(feelAsCsv(found))
    },
  )

  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/compare',
    { onRequest: guard('read', inQuery), config: { docs: COMPARE } },
    async (request, reply) => {
      const { project, link } = memberOf(request)
      if (link) refuseBeyondReport(request.query, ['journey', 'step', 'a', 'b'], 'period')
      keepNowhere(reply)
      return await findCompare(db, project, readCompareQuery(request.query), new Date())
    },
  )

  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/compare/options',
    { onRequest, config: { docs: COMPARE_OPTIONS } },
    async (request, reply) => {
      const { project } = memberOf(request)
      keepNowhere(reply)
      return await findCompareOptions(db, project, readOptionsQuery(request.query), new Date())
    },
  )

  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/drivers',
    { onRequest, config: { docs: DRIVERS } },
    async (request, reply) => {
      const { project } = memberOf(request)
      keepNowhere(reply)
      refuseGated(project.privacy, 'Drivers')
      return await findDrivers(db, project, readDriversQuery(request.query), new Date())
    },
  )

  app.get<{ Querystring: RawQuery; Params: { journey: string } }>(
    '/api/projects/:project/journeys/:journey/map',
    { onRequest: guard('read', inPath), config: { docs: MAP } },
    async (request, reply) => {
      allowOnly(request.query, ['days'])
      const days = integerIn(request.query, 'days', 1, MAX_DAYS, 56)
      keepNowhere(reply)
      const { project, link } = memberOf(request)
      const map = await findJourneyMap(db, project, request.params.journey, days, new Date())
      return link ? mapByLink(map, link.voices) : map
    },
  )
}

/** What came in, and what became of it. */
export const deliveryRoutes: FastifyPluginAsync<AnalyseOptions> = async (app, { db, guard }) => {
  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/delivery',
    { onRequest: guard('read'), config: { docs: DELIVERY } },
    async (request, reply) => {
      keepNowhere(reply)
      return await findDelivery(db, memberOf(request).project, readDeliveryQuery(request.query), new Date())
    },
  )
}

/** Figures change at any moment, and are for who is signed in. */
function keepNowhere(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store')
}

/** CSV for who asks for it by name; JSON for everybody else. */
function wantsCsv(accept = ''): boolean {
  const json = accept.indexOf('application/json')
  const csv = accept.indexOf('text/csv')
  return csv >= 0 && (json < 0 || csv < json)
}

/** A hundred years: all there is. */
const MAX_DAYS = 36_525

import type { JourneyList } from '@attune/protocol'
import { IdSchema, MAX_JOURNEYS } from '@attune/protocol/schema'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import type { Db } from '../database/open.ts'
import type { Directory } from './directory.ts'
import { JOURNEY, JOURNEYS, ORDER, REMOVE, SAVE } from './journey-docs.ts'
import { journeyEtag, orderEtag, readJourney, removeJourney, saveJourney, sortJourneys } from './journeys.ts'
import { findJourneys } from './queries.ts'

/** What the routes of journeys and prompts are made with. */
export interface ManageOptions {
  db: Db
  directory: Directory
  guard: Guard
}

/** `/api/projects/:project/journeys`: the journeys, one by one. */
export const journeyRoutes: FastifyPluginAsyncTypebox<ManageOptions> = async (app, { db, directory, guard }) => {
  const [reading, writing] = [guard('read'), guard('configure')]
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    '/api/projects/:project/journeys',
    { onRequest: reading, config: { docs: JOURNEYS } },
    async (request, reply): Promise<JourneyList> => {
      const { project } = memberOf(request)
      const journeys = await findJourneys(db, project.lane, project.id)
      reply.header('etag', orderEtag(journeys))
      return { journeys }
    },
  )

  app.put(
    '/api/projects/:project/journeys',
    { onRequest: writing, schema: { body: OrderSchema }, config: { docs: ORDER } },
    async (request, reply): Promise<JourneyList> => {
      const { project, actor } = memberOf(request)
      const journeys = await sortJourneys(db, project, request.body.order, { actor, headers: request.headers })
      directory.forget()
      reply.header('etag', orderEtag(journeys))
      return { journeys }
    },
  )

  app.get(
    ONE,
    { onRequest: reading, schema: { params: Params }, config: { docs: JOURNEY } },
    async (request, reply) => {
      const journey = await readJourney(db, memberOf(request).project, request.params.journey)
      reply.header('etag', journeyEtag(journey))
      return journey
    },
  )

  app.put(ONE, { onRequest: writing, schema: { params: Params }, config: { docs: SAVE } }, async (request, reply) => {
    const { project, actor } = memberOf(request)
    const by = { actor, headers: request.headers }
    const { journey, isNew } = await saveJourney(db, project, request.params.journey, request.body, by)
    directory.forget()
    reply.code(isNew ? 201 : 200).header('etag', journeyEtag(journey))
    return journey
  })

  app.delete(
    ONE,
    { onRequest: writing, schema: { params: Params }, config: { docs: REMOVE } },
    async (request, reply) => {
      const { project, actor } = memberOf(request)
      await removeJourney(db, project, request.params.journey, { actor, headers: request.headers })
      directory.forget()
      return reply.code(204).send()
    },
  )
}

const ONE = '/api/projects/:project/journeys/:journey'
const Params = Type.Object({ project: Type.String(), journey: IdSchema })
const OrderSchema = Type.Object(
  { order: Type.Array(IdSchema, { maxItems: MAX_JOURNEYS }) },
  { additionalProperties: false },
)

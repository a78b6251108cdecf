import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

import type { Gate } from '../admission/gate.ts'
import type { KnownProject } from '../configure/directory.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { Batch, Receipt } from '../reference/shapes-pages.ts'
import { claimRoutes } from '../trace/claim-routes.ts'
import type { Traces } from '../trace/traces.ts'
import { readBody } from './body.ts'
import { impressionRoutes } from './impression-routes.ts'
import type { Impressions } from './impressions.ts'
import type { Intake } from './intake.ts'

export interface CollectOptions {
  gate: Gate
  impressions: Impressions
  intake: Intake
  traces: Traces
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The project that the gate has let in. */
    letIn: KnownProject | null
  }
}

/**
 * `POST /v1/events?key=pk_…`: handed on to the intake before anything is read of it.
 *
 * Nearly all of these requests never come here: the server gives them to the intake itself (`listener.ts`). What does come is
 * addressed in another spelling, or within the process.
 */
export const collectRoutes: FastifyPluginAsyncTypebox<CollectOptions> = async (
  app,
  { gate, impressions, intake, traces },
) => {
  app.decorateRequest('letIn', null)
  await app.register(impressionRoutes, { gate, impressions })

  // One reader for whatever may come in: two parsers that differ are two gates, one of them open.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, readBody(body)))
  await app.register(claimRoutes, { gate, traces })

  app.post(
    EVENTS_PATH,
    {
      config: { docs: DOCS },
      onRequest: (request, reply) => {
        reply.hijack()
        intake(request.raw, reply.raw, request)
      },
    },
    () => {
      throw new Error('The intake has answered.')
    },
  )
}

/** Where pages report to. */
export const EVENTS_PATH = '/v1/events'

const DOCS: RouteDocs = {
  tag: 'Pages',
  summary: 'Takes in what a page reports, and answers once it is durable',
  notes:
    'As `text/plain` or `application/json`. A batch that comes again changes nothing. Events are refused one by one: see `rejected`.',
  access: 'key',
  body: Batch,
  answer: Receipt,
  status: 202,
}

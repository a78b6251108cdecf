import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'

import type { Gate } from '../admission/gate.ts'
import { AppError } from '../errors.ts'
import type { RouteDocs } from '../reference/docs.ts'
import type { Impressions } from './impressions.ts'

/** `GET /v1/impression?key=pk_…&prompt=…`: what the answer to a prompt that is about to be shown has to bring, as text. */
export const impressionRoutes: FastifyPluginAsyncTypebox<{ gate: Gate; impressions: Impressions }> = async (
  app,
  { gate, impressions },
) => {
  app.get('/v1/impression', { config: { docs: DOCS } }, async (request, reply) => {
    const project = await gate.admit(request.raw)
    const { prompt } = request.query as { prompt?: unknown }
    if (typeof prompt !== 'string' || !project.prompts.has(prompt))
      throw new AppError(
        'bad_request',
        'The project has no such prompt. Name it as "&prompt=…", as the configuration does.',
      )
    reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8')
    return await reply.send(impressions.issue(project.id, prompt, new Date()))
  })
}

const DOCS: RouteDocs = {
  tag: 'Pages',
  summary: 'A proof that a prompt is about to be shown, good for one answer',
  access: 'key',
  query: Type.Object({ prompt: Type.String({ description: 'The id of the prompt' }) }),
  media: ['text/plain'],
}

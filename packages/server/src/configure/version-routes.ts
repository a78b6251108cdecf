import type { PromptState, PromptVersionItem } from '@attune/protocol'
import { IdSchema } from '@attune/protocol/schema'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import { memberOf } from '../access/guard.ts'
import type { ManageOptions } from './journey-routes.ts'
import { RESTORE, VERSIONS } from './prompt-docs.ts'
import { restoreVersion } from './prompt-drafts.ts'
import { recordEtag } from './prompt-record.ts'
import { listVersions, stateOf } from './prompt-states.ts'

/** `/api/projects/:project/prompts/:prompt/versions`: what was ever published of a prompt, and bringing it back. */
export const versionRoutes: FastifyPluginAsyncTypebox<ManageOptions> = async (app, { db, guard }) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(
    `${ONE}/versions`,
    { onRequest: guard('read'), schema: { params: Params }, config: { docs: VERSIONS } },
    async (request): Promise<PromptVersionItem[]> => listVersions(db, memberOf(request).project, request.params.prompt),
  )

  app.post(
    `${ONE}/restore`,
    { onRequest: guard('configure'), schema: { params: Params, body: RestoreSchema }, config: { docs: RESTORE } },
    async (request, reply): Promise<PromptState> => {
      const { project, actor } = memberOf(request)
      const { version } = request.body
      const by = { actor, headers: request.headers }
      const record = await restoreVersion(db, project, request.params.prompt, version, by)
      reply.header('etag', recordEtag(record) ?? '')
      return await stateOf(db, project, record)
    },
  )
}

const ONE = '/api/projects/:project/prompts/:prompt'
const Params = Type.Object({ project: Type.String(), prompt: IdSchema })
const RestoreSchema = Type.Object({ version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false })

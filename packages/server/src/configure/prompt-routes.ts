import type { PromptListItem, Published, PromptState } from '@attune/protocol'
import { IdSchema } from '@attune/protocol/schema'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'

import { memberOf } from '../access/guard.ts'
import type { Scope } from '../access/scopes.ts'
import type { RouteDocs } from '../reference/docs.ts'
import type { ManageOptions } from './journey-routes.ts'
import type { By } from './journeys.ts'
import { DISCARD_DRAFT, PROMPT, PROMPTS, PUBLISH, REMOVE, SAVE_DRAFT, STATUS } from './prompt-docs.ts'
import { discardDraft, saveDraft } from './prompt-drafts.ts'
import { type PromptRecord, recordEtag } from './prompt-record.ts'
import { listPrompts, readPrompt, stateOf } from './prompt-states.ts'
import { changeStatus, publishDraft, removePrompt } from './prompts.ts'

/** `/api/projects/:project/prompts`: the prompts, their drafts, and what becomes of them. */
export const promptRoutes: FastifyPluginAsyncTypebox<ManageOptions> = async (app, { db, directory, guard }) => {
  const of = (scope: Scope, docs: RouteDocs) => ({
    onRequest: guard(scope),
    schema: { params: Params },
    config: { docs },
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  async function answer(request: FastifyRequest, reply: FastifyReply, record: PromptRecord): Promise<PromptState> {
    reply.header('etag', recordEtag(record) ?? '')
    return await stateOf(db, memberOf(request).project, record)
  }

  app.get(
    '/api/projects/:project/prompts',
    { onRequest: guard('read'), config: { docs: PROMPTS } },
    async (request): Promise<PromptListItem[]> => listPrompts(db, memberOf(request).project),
  )

  app.get(ONE, of('read', PROMPT), async (request, reply): Promise<PromptState> => {
    const record = await readPrompt(db, memberOf(request).project, request.params.prompt)
    return await answer(request, reply, record)
  })

  app.delete(ONE, of('configure', REMOVE), async (request, reply) => {
    await removePrompt(db, memberOf(request).project, request.params.prompt, byOf(request))
    directory.forget()
    return reply.code(204).send()
  })

  app.put(`${ONE}/draft`, of('configure', SAVE_DRAFT), async (request, reply): Promise<PromptState> => {
    const { project } = memberOf(request)
    const record = await saveDraft(db, project, request.params.prompt, request.body, byOf(request))
    return await answer(request, reply, record)
  })

  app.delete(`${ONE}/draft`, of('configure', DISCARD_DRAFT), async (request, reply) => {
    const record = await discardDraft(db, memberOf(request).project, request.params.prompt, byOf(request))
    if (!record.published) return reply.code(204).send()
    return await answer(request, reply, record)
  })

  app.post(`${ONE}/publish`, of('configure', PUBLISH), async (request, reply): Promise<Published> => {
    const { project } = memberOf(request)
    const done = await publishDraft(db, project, request.params.prompt, byOf(request))
    directory.forget()
    const state = await answer(request, reply, done.record)
    return { ...state, is_new_version: done.isNewVersion, is_new_series: done.isNewSeries }
  })

  for (const [act, status] of [
    ['pause', 'paused'],
    ['resume', 'live'],
    ['end', 'ended'],
  ] as const)
    app.post(`${ONE}/${act}`, of('configure', STATUS[act]), async (request, reply): Promise<PromptState> => {
      const { project } = memberOf(request)
      const record = await changeStatus(db, project, request.params.prompt, status, byOf(request))
      directory.forget()
      return await answer(request, reply, record)
    })
}

const ONE = '/api/projects/:project/prompts/:prompt'
const Params = Type.Object({ project: Type.String(), prompt: IdSchema })

function byOf(request: FastifyRequest): By {
  return { actor: memberOf(request).actor, headers: request.headers }
}

import type { PromptDocument, WouldAsk } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import { allowOnly, integerIn, type RawQuery } from '../analyse/parameters.ts'
import type { Directory } from '../configure/directory.ts'
import { pairsOf } from '../configure/pairs.ts'
import { findProject } from '../configure/queries.ts'
import { createQuotas } from '../configure/quotas.ts'
import type { Db } from '../database/open.ts'
import { DRY_RUN, RESPECT, WOULD_ASK } from './docs.ts'
import { type DryRunAsked, tryPrompt } from './dry-run.ts'
import { findPlanned } from './planned-prompt.ts'
import { findRespect } from './respect.ts'
import { wouldAsk } from './would-ask.ts'

export interface PlanOptions {
  db: Db
  directory: Directory
  guard: Guard
}

/** What a prompt would do before it is published, whom it would ask, and what was asked of people so far. */
export const planRoutes: FastifyPluginAsyncTypebox<PlanOptions> = async (app, { db, directory, guard }) => {
  const quotas = createQuotas(db)

  async function isFull(project: string, prompt: string): Promise<boolean> {
    const known = await directory.byId(project)
    return known !== null && (await quotas.fullOf(known)).has(prompt)
  }

  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.post<{ Params: OfPrompt; Body: DryRunAsked | null }>(
    '/api/projects/:project/prompts/:prompt/dry-run',
    { onRequest: guard('configure'), schema: { body: DryRunSchema }, config: { docs: DRY_RUN } },
    (request) => tryPrompt(db, memberOf(request).project, request.params.prompt, request.body ?? {}, new Date()),
  )

  app.post<{ Params: OfPrompt; Body: WouldAsk }>(
    '/api/projects/:project/prompts/:prompt/would-ask',
    { onRequest: guard('read'), schema: { body: WouldAskSchema }, config: { docs: WOULD_ASK } },
    async (request) => {
      const { project } = memberOf(request)
      const { prompt: id } = request.params
      const { prompt, others, journeys } = await findPlanned(db, project, id)
      const row = await findProject(db, project.lane, project.id)
      const parts = {
        prompt,
        pair: pairsOf([prompt, ...others]).get(id),
        journeys,
        budget: row?.budget ?? {},
        isFull: await isFull(project.id, id),
        now: Date.now(),
      }
      return wouldAsk(parts, request.body)
    },
  )

  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/respect',
    { onRequest: guard('read'), config: { docs: RESPECT } },
    async (request) => {
      allowOnly(request.query, ['weeks'])
      const weeks = integerIn(request.query, 'weeks', 1, 52, 8)
      return await findRespect(db, memberOf(request).project, weeks, new Date())
    },
  )
}

interface OfPrompt {
  prompt: string
}

const STRICT = { additionalProperties: false }

/** The prompt is checked as a whole where it is used, so that its places are named as in a configuration. */
const DryRunSchema = Type.Union([
  Type.Null(),
  Type.Object(
    {
      prompt: Type.Optional(Type.Unsafe<PromptDocument>({ type: 'object' })),
      answers_per_week: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 })),
    },
    STRICT,
  ),
])

const Text = Type.String({ maxLength: 300 })

const WouldAskSchema = Type.Object(
  {
    page: Type.String({ minLength: 1, maxLength: 2_000 }),
    device: Type.Optional(Type.Enum(['desktop', 'mobile', 'tablet'])),
    locale: Type.Optional(Text),
    release: Type.Optional(Text),
    traits: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Text, { maxProperties: 50 })),
    is_returning: Type.Optional(Type.Boolean()),
  },
  STRICT,
)

import type { ThemeRules } from '@attune/protocol'
import { IdSchema } from '@attune/protocol/schema'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import type { Db } from '../database/open.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { VOICED } from '../reference/shapes-voices.ts'
import { rulesOf } from './rule-words.ts'
import { readThemeRules, rulesEtag, saveThemeRules } from './theme-rules.ts'

/** `/api/projects/:project/theme-rules`: what a team makes of the terms of themes. */
export const themeRuleRoutes: FastifyPluginAsyncTypebox<{ db: Db; guard: Guard }> = async (app, { db, guard }) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  app.get(PATH, { onRequest: guard('read'), config: { docs: READ } }, async (request, reply): Promise<ThemeRules> => {
    const rules = await readThemeRules(db, memberOf(request).project)
    reply.header('etag', rulesEtag(rules))
    return rules
  })

  app.put(
    PATH,
    { onRequest: guard('annotate'), schema: { body: RulesSchema }, config: { docs: SAVE } },
    async (request, reply): Promise<ThemeRules> => {
      const { project, actor } = memberOf(request)
      const by = { actor, headers: request.headers }
      const saved = await saveThemeRules(db, project, by, { rules: rulesOf(request.body.rules) })
      reply.header('etag', rulesEtag(saved))
      return saved
    },
  )
}

const PATH = '/api/projects/:project/theme-rules'
const strict = { additionalProperties: false }
const Term = Type.String({ minLength: 1, maxLength: 80 })
const RulesSchema = Type.Object(
  {
    rules: Type.Array(
      Type.Object(
        {
          id: IdSchema,
          name: Type.String({ minLength: 1, maxLength: 80 }),
          terms: Type.Array(Term, { minItems: 1, maxItems: 50 }),
          except: Type.Optional(Type.Array(Term, { maxItems: 50 })),
        },
        strict,
      ),
      { maxItems: 100 },
    ),
  },
  strict,
)

const READ: RouteDocs = {
  tag: 'Figures',
  summary: 'What the team makes of the terms of themes',
  answer: VOICED.ThemeRules,
}
const SAVE: RouteDocs = {
  tag: 'Figures',
  summary: 'Keeps the whole list of rules for themes',
  notes:
    'Several terms in one rule are one theme, under its name; a term in a rule of its own is a theme of its own. A comment belongs to a rule that has any of its `terms` and none of `except`.',
  ifMatch: true,
  answer: VOICED.ThemeRules,
}

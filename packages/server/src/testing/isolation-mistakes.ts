import cookie from '@fastify/cookie'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'

import { createGuard, memberOf } from '../access/guard.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { Row } from './isolation-rows.ts'

/** Mistakes as they are made, so that nobody has to believe that they would be found; each with its row, and what is said of it. */
export const PLANTED: readonly { name: string; row: Row; fault: string }[] = [
  {
    name: 'an object that is looked up by its id alone',
    row: { route: 'GET /api/projects/:project/planted/by-id/:prompt', needs: 'read' },
    fault: 'with the prompt of another project, is told "Zitrone"',
  },
  {
    name: 'a row that is removed by its id alone',
    row: { route: 'DELETE /api/projects/:project/planted/by-id/:prompt', needs: 'configure' },
    fault: 'a request that was refused has changed something',
  },
  {
    name: 'a filter that reaches into another project',
    row: { route: 'GET /api/projects/:project/planted/filter', needs: 'read', query: 'prompt={prompt}' },
    fault: 'with the prompt of another project, is told "Zitrone"',
  },
  {
    name: 'an answer that says that somebody else has it',
    row: { route: 'GET /api/projects/:project/planted/telling/:prompt', needs: 'read' },
    fault: 'is told 403 ',
  },
  {
    name: 'a project that is taken from the address without asking whose it is',
    row: { route: 'GET /api/projects/:project/planted/unguarded', needs: 'read' },
    fault: 'nobody is told 200 and not 401',
  },
  {
    name: 'a scope that is too small for what is done',
    row: { route: 'POST /api/projects/:project/planted/weak', needs: 'admin' },
    fault: 'the editor is told 200 and not 403',
  },
  {
    name: 'a route that lets not even its owner in',
    row: { route: 'GET /api/projects/:project/planted/closed', needs: 'read' },
    fault: 'the owner is told 404',
  },
]

/** The routes of `PLANTED`. */
export const plantMistakes: FastifyPluginAsync<{ db: Db }> = async (app, { db }) => {
  const guard = createGuard(db, { secure: false })
  await app.register(cookie)
  const promptIn = (request: FastifyRequest) =>
    ({ ...(request.query as object), ...(request.params as object) } as { prompt: string }).prompt
  const find = async (request: FastifyRequest) =>
    await db.selectFrom('prompt_drafts').selectAll().where('prompt', '=', promptIn(request)).executeTakeFirst()
  const base = '/api/projects/:project/planted'

  app.get(`${base}/by-id/:prompt`, { onRequest: guard('read') }, async (request) => {
    const found = await find(request)
    if (!found) throw new AppError('not_found', `There is no prompt "${promptIn(request)}".`)
    return found
  })
  app.delete(`${base}/by-id/:prompt`, { onRequest: guard('configure') }, async (request) => {
    await db.deleteFrom('prompt_drafts').where('prompt', '=', promptIn(request)).execute()
    return {}
  })
  app.get(`${base}/filter`, { onRequest: guard('read') }, async (request) => ({ found: (await find(request)) ?? null }))
  app.get(`${base}/telling/:prompt`, { onRequest: guard('read') }, async (request) => {
    const found = await find(request)
    if (!found) throw new AppError('not_found', 'There is no such prompt.')
    if (found.project_id !== memberOf(request).project.id) throw new AppError('forbidden', 'It is not yours.')
    return {}
  })
  app.get<{ Params: { project: string } }>(`${base}/unguarded`, async ({ params: { project } }) => {
    const row = await db
      .selectFrom('projects')
      .select('name')
      .where('lane', '=', laneOf(project))
      .where('id', '=', project)
      .executeTakeFirst()
    return row ?? {}
  })
  app.post(`${base}/weak`, { onRequest: guard('configure') }, async () => ({}))
  app.get(`${base}/closed`, { onRequest: guard('read') }, async () => {
    throw new AppError('not_found', 'There is nothing here.')
  })
}

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import type { Db } from '../database/open.ts'
import type { Changes } from '../live/changes.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { removeSample } from './queries.ts'

/** `DELETE /api/projects/:project/sample`: takes a project's sample data away for good, and nothing else. */
export const demoRoutes: FastifyPluginAsyncTypebox<{ db: Db; changes: Changes; guard: Guard }> = async (
  app,
  { db, changes, guard },
) => {
  app.delete(
    '/api/projects/:project/sample',
    { onRequest: guard('configure'), schema: { response: { 200: RemovedSchema } }, config: { docs: DOCS } },
    (request) => removeAndTell(db, changes, memberOf(request).project.id),
  )
}

async function removeAndTell(db: Db, changes: Changes, project: string): Promise<{ removed: number }> {
  const { answers, journeys } = await removeSample(db, project)
  changes.announce(project, journeys)
  return { removed: answers }
}

/** How many sample answers there were; 0 the second time. */
const RemovedSchema = Type.Object({ removed: Type.Integer({ minimum: 0 }) })

const DOCS: RouteDocs = {
  tag: 'Configuration',
  summary: 'Takes the sample data of a project away for good, and nothing else',
  answer: RemovedSchema,
}

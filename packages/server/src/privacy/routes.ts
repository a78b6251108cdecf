import { Readable } from 'node:stream'

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import type { Directory } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { callOffDeletion, planDeletion } from './deletion.ts'
import { DELETE, EXPORT, KEEP } from './docs.ts'
import { exportProject } from './export.ts'

/** Taking everything of a project along, and taking it away: `GET …/export`, `DELETE /api/projects/:project`, `POST …/keep`. */
export const privacyRoutes: FastifyPluginAsyncTypebox<{ db: Db; directory: Directory; guard: Guard }> = async (
  app,
  { db, directory, guard },
) => {
  app.get(
    '/api/projects/:project/export',
    { onRequest: guard('admin'), config: { docs: EXPORT } },
    async (request, reply) => {
      const { project } = memberOf(request)
      const now = new Date()
      const name = `${project.id}-${now.toISOString().slice(0, 10)}.ndjson`
      reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
      // Nobody reads a whole project to say how it would be called.
      if (request.method === 'HEAD') return await reply.send()
      return await reply.send(Readable.from(exportProject(db, project.id, now)))
    },
  )

  app.delete('/api/projects/:project', { onRequest: guard('admin'), config: { docs: DELETE } }, async (request) => {
    const { project, actor } = memberOf(request)
    const at = await planDeletion(db, project.id, actor, new Date())
    directory.forget()
    return { delete_after: at.toISOString() }
  })

  app.post(
    '/api/projects/:project/keep',
    { onRequest: guard('admin'), config: { docs: KEEP } },
    async (request, reply) => {
      const { project, actor } = memberOf(request)
      await callOffDeletion(db, project.id, actor)
      directory.forget()
      return await reply.code(204).send()
    },
  )
}

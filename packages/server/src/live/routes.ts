import type { LiveChange } from '@attune/protocol'
import type { FastifyPluginAsync } from 'fastify'

import { type Guard, memberOf } from '../access/guard.ts'
import type { RouteDocs } from '../reference/docs.ts'
import type { Changes } from './changes.ts'
import { createStreams } from './streams.ts'

export interface LiveOptions {
  changes: Changes
  guard: Guard
}

/**
 * `GET /api/projects/:project/live`: server-sent events, one `changed` for each journey whose figures have changed.
 *
 * A stream says that something changed and never what: the reader asks again, past the same guard and thresholds as ever.
 */
export const liveRoutes: FastifyPluginAsync<LiveOptions> = async (app, { changes, guard }) => {
  const openStream = createStreams(app)
  app.get('/api/projects/:project/live', { onRequest: guard('read'), config: { docs: DOCS } }, (request, reply) =>
    openStream(reply, (send) =>
      changes.subscribe(memberOf(request).project.id, (journey) => send('changed', { journey } satisfies LiveChange)),
    ),
  )
}

const DOCS: RouteDocs = {
  tag: 'Figures',
  summary: 'Server-sent events, one for each journey whose figures have changed',
  media: ['text/event-stream'],
}

import type { TraceWalk } from '@attune/protocol'
import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'

import { type Guard, memberOf } from '../access/guard.ts'
import { createStreams } from '../live/streams.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { CodeSchema } from './code.ts'
import type { Traces } from './traces.ts'

/**
 * `GET /api/projects/:project/trace?code=…`: server-sent events, a `moment` for each thing that comes in from one person's walk.
 *
 * Only from the walk of whoever has opened the site by a link with the code, which the watcher has made up: what visitors do is
 * shown to nobody.
 */
export const traceRoutes: FastifyPluginAsyncTypebox<{ traces: Traces; guard: Guard }> = async (
  app,
  { traces, guard },
) => {
  const openStream = createStreams(app)
  app.get(
    '/api/projects/:project/trace',
    { onRequest: guard('configure'), schema: { querystring: QuerySchema }, config: { docs: DOCS } },
    (request, reply) =>
      openStream(reply, (send) =>
        traces.open(memberOf(request).project.id, request.query.code, {
          moment: (moment) => send('moment', moment),
          walk: (state) => send('walk', { state } satisfies TraceWalk),
        }),
      ),
  )
}

const QuerySchema = Type.Object({ code: CodeSchema })

const DOCS: RouteDocs = {
  tag: 'Projects',
  summary: 'Server-sent events, one for each moment of one person’s own walk through the site',
  notes:
    'Make up a `code`, ask with it, then open the site with `?attune_debug=CODE`. `walk` says whether somebody is followed, `moment` what has come in. Nothing of it is stored.',
  query: QuerySchema,
  media: ['text/event-stream'],
}

import type { PageList } from '@attune/protocol'
import type { FastifyPluginAsync } from 'fastify'
import { sql } from 'kysely'

import { type Guard, memberOf } from '../access/guard.ts'
import type { VisibleProject } from '../access/queries.ts'
import { isGated } from '../analyse/privacy-gate/sources.ts'
import type { Db } from '../database/open.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { MANAGED } from '../reference/shapes-manage.ts'
import { newestOf } from './newest.ts'

export interface PageOptions {
  db: Db
  guard: Guard
}

/** `GET /api/projects/:project/pages`: the pages that real people were at, for whoever writes down where a step is. */
export const pageRoutes: FastifyPluginAsync<PageOptions> = async (app, { db, guard }) => {
  app.get(
    '/api/projects/:project/pages',
    { onRequest: guard('read'), config: { docs: DOCS } },
    async (request, reply): Promise<PageList> => {
      reply.header('cache-control', 'no-store')
      return { pages: await findPages(db, memberOf(request).project), at_most: AT_MOST }
    },
  )
}

const DOCS: RouteDocs = {
  tag: 'Projects',
  summary: 'The pages where people answered lately',
  notes:
    'To try the globs of a step against. Of the newest answers (`at_most`), the busiest pages first. Empty in projects that promise more than to be open.',
  answer: MANAGED.PageList,
}

/** Behind the privacy gate nobody is told where somebody was. */
async function findPages(db: Db, { lane, id, privacy }: VisibleProject): Promise<PageList['pages']> {
  if (isGated(privacy)) return []
  const newest = newestOf(
    { lane, project: id, privacy, journey: null, limit: AT_MOST },
    { columns: sql`a.page`, filters: [sql`page is not null`], moments: [] },
  )
  const { rows } = await sql<PageList['pages'][number]>`
    select page as path, count(*) as n from (${newest}) newest group by page order by n desc, page collate "C" limit ${MOST}`.execute(
    db,
  )
  return rows
}

const AT_MOST = 2_000
/** More than these are no help to whoever looks for one. */
const MOST = 100

import { randomUUID } from 'node:crypto'

import type {
  CompareAnswer,
  CompareOptions,
  Context,
  DeliveryAnswer,
  DoingAnswer,
  FeelAnswer,
  JourneyMap,
  Problem,
  ThemesAnswer,
  TrendAnswer,
  VoicesAnswer,
  WireEvent,
} from '@attune/protocol'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'

import { createGuard } from '../access/guard.ts'
import type { OpenId } from '../access/openid.ts'
import { accessRoutes } from '../access/routes.ts'
import { createToken } from '../access/tokens.ts'
import { analyseRoutes, deliveryRoutes } from '../analyse/routes.ts'
import { type Commit, commitBatch } from '../collect/commit.ts'
import type { VisitOrigin } from '../collect/rows.ts'
import { createDirectory } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { exportRoutes } from '../export/routes.ts'
import { type Changes, createLocalChanges } from '../live/changes.ts'
import { liveRoutes } from '../live/routes.ts'
import { registerProblems } from '../problems.ts'
import { voicesRoutes } from '../voices/routes.ts'

/** The service as far as people and programs read from it. */
export async function readerOf(
  db: Db,
  options: { secure?: boolean; changes?: Changes; openId?: OpenId } = {},
): Promise<FastifyInstance> {
  const { secure = false, changes = createLocalChanges(), openId = null } = options
  const app = Fastify()
  registerProblems(app)
  await app.register(cookie)
  const guard = createGuard(db, { secure })
  await app.register(accessRoutes, { db, secure, guard, openId })
  await app.register(analyseRoutes, { db, guard })
  await app.register(deliveryRoutes, { db, guard })
  await app.register(voicesRoutes, { db, guard })
  await app.register(exportRoutes, { db, guard })
  await app.register(liveRoutes, { changes, guard })
  return app
}

/** Asks about the shop with a token that may read. */
export async function readingShop(db: Db) {
  const app = await readerOf(db)
  const authorization = `Bearer ${await createToken(db, 'shop', 'test', ['read'], null)}`
  return async <P extends string>(path: P, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ url: `/api/projects/shop/${path}`, headers: { authorization, ...headers } })
    return {
      status: answer.statusCode,
      type: answer.headers['content-type'],
      text: answer.body,
      body: () => answer.json<AnswerTo<P>>(),
      problem: () => answer.json<Problem>(),
    }
  }
}

/** What is answered below a project, by how the path begins. */
interface Answers {
  'compare?': CompareAnswer
  'compare/options': CompareOptions
  delivery: DeliveryAnswer
  doing: DoingAnswer
  feel: FeelAnswer
  'journeys/': JourneyMap
  themes: ThemesAnswer
  trend: TrendAnswer
  voices: VoicesAnswer
}

type Known<P extends string> = { [K in keyof Answers]: P extends `${K}${string}` ? Answers[K] : never }[keyof Answers]
type AnswerTo<P extends string> = [Known<P>] extends [never] ? unknown : Known<P>

/** Stores events of the shop, or another project, as if they had come from its page, or another origin. */
export async function record(
  db: Db,
  events: WireEvent[],
  origin: VisitOrigin = 'live',
  context: Context = {},
  id = 'shop',
  more: Pick<Commit, 'trust' | 'setAside'> = {},
): Promise<void> {
  const project = await createDirectory(db).byId(id)
  if (!project) throw new Error(`There is no project "${id}": apply its configuration first.`)
  const receipt = { accepted: events.length, rejected: [] }
  const batch = {
    batch: randomUUID(),
    receivedAt: new Date(),
    origin,
    visitor: null,
    context,
    receipt,
    events,
    ...more,
  }
  await commitBatch(db, { ...batch, project })
}

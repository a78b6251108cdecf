import cookie from '@fastify/cookie'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'

import { createGuard } from './access/guard.ts'
import { accessRoutes } from './access/routes.ts'
import { createGate } from './admission/gate.ts'
import { createLimiter, type Limiter } from './admission/limiter.ts'
import { createPressure, type Pressure } from './admission/pressure.ts'
import { createShares } from './admission/shares.ts'
import { analyseRoutes, deliveryRoutes } from './analyse/routes.ts'
import { parseBody } from './collect/body.ts'
import { createLedger } from './collect/ledger.ts'
import { collectRoutes } from './collect/routes.ts'
import { createDirectory } from './configure/directory.ts'
import { createQuotas } from './configure/quotas.ts'
import { configurationRoutes, pageConfigRoutes } from './configure/routes.ts'
import type { Db } from './database/open.ts'
import { demoRoutes } from './demo/routes.ts'
import { registerHeaders } from './headers.ts'
import type { Changes } from './live/changes.ts'
import { liveRoutes } from './live/routes.ts'
import { readBuiltFiles } from './pages/built-files.ts'
import { pagesRoutes } from './pages/routes.ts'
import { registerProblems } from './problems.ts'
import { voicesRoutes } from './voices/routes.ts'

/** What the service is built from. Nothing here reads the environment or listens. */
export interface AppOptions {
  db: Db
  changes: Changes
  /** Whether people reach the service by https. Default: no. */
  secure?: boolean
  /** Proxies, as addresses and networks, whose word on the client's address is taken. Default: nobody's. */
  trustedProxies?: readonly string[]
  /** How many requests of pages are let through. Default: the usual rates, of this node alone. */
  limiter?: Limiter
  /** How much more this node can take. Default: as it measures itself. */
  pressure?: Pressure
  logger?: FastifyServerOptions['logger']
}

/** Assembles the service: each folder is one plugin. It does not listen. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { db, changes, secure = false, trustedProxies = [], limiter = createLimiter(), logger = false } = options
  const { pressure = createPressure() } = options
  const trustProxy = trustedProxies.length > 0 && [...trustedProxies]
  const app = Fastify({ logger, trustProxy, ...LIMITS }).withTypeProvider<TypeBoxTypeProvider>()
  app.server.maxConnections = MAX_CONNECTIONS
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  registerProblems(app)
  registerBodies(app)
  await registerHeaders(app, secure)
  await app.register(cookie)

  const directory = createDirectory(db)
  const files = await readBuiltFiles()
  const guard = createGuard(db, { secure })
  const ledger = createLedger(db, (error) => app.log.warn({ err: error }, 'Refusals are not written down yet'))
  app.addHook('onClose', async () => {
    pressure.close()
    await ledger.close()
  })
  const gate = createGate({ directory, limiter, pressure, shares: createShares() })
  await app.register(collectRoutes, { db, directory, gate, ledger, changes })
  await app.register(pageConfigRoutes, { gate, quotas: createQuotas(db), widget: files.widgetPath })
  await app.register(configurationRoutes, { db, directory, guard })
  await app.register(accessRoutes, { db, secure })
  await app.register(analyseRoutes, { db, guard })
  await app.register(deliveryRoutes, { db, guard })
  await app.register(voicesRoutes, { db, guard })
  await app.register(liveRoutes, { changes, guard })
  await app.register(demoRoutes, { db, changes, guard })
  await app.register(pagesRoutes, { db, files })
  return app
}

/** JSON alone, read by the one reader that everything which comes in goes through. */
function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    body.length === 0 ? undefined : parseBody(body, CONFIGURATION),
  )
}

/** A configuration needs ten levels, for the options of a follow-up in the wording of a variant. */
const CONFIGURATION = { maxDepth: 16, maxKeys: 10_000 }

/**
 * A caller that dawdles holds nobody up: these bound how long a request may take to arrive, not how long an answer may stream.
 *
 * Node checks once a second who is late. A connection that is kept for the next request is closed after a while, and after so many
 * requests, so that a balancer can spread them anew.
 */
const LIMITS = {
  requestTimeout: 10_000,
  keepAliveTimeout: 30_000,
  maxRequestsPerSocket: 10_000,
  bodyLimit: 1_048_576,
  http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
}

/** Each takes some 10 KB; what comes beyond is closed at once. */
const MAX_CONNECTIONS = 20_000

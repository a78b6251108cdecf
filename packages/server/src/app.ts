import { randomBytes } from 'node:crypto'

import cookie from '@fastify/cookie'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, type onRouteHookHandler } from 'fastify'

import { createGuard } from './access/guard.ts'
import { createLinkReader } from './access/links-bearer.ts'
import type { OpenId } from './access/openid.ts'
import { accessRoutes } from './access/routes.ts'
import { createAddressOf } from './admission/address.ts'
import { createGate } from './admission/gate.ts'
import { createLimiter, type Limiter } from './admission/limiter.ts'
import { createPressure, type Pressure } from './admission/pressure.ts'
import { createShares } from './admission/shares.ts'
import { analyseRoutes, deliveryRoutes } from './analyse/routes.ts'
import { readBody } from './collect/body.ts'
import { createCommitLane } from './collect/commit-lane.ts'
import type { Identify } from './collect/identity.ts'
import { createImpressions, type Impressions } from './collect/impressions.ts'
import { createIntake, type Intake, STOPPING } from './collect/intake.ts'
import { createLedger } from './collect/ledger.ts'
import { collectRoutes, EVENTS_PATH } from './collect/routes.ts'
import { createDirectory } from './configure/directory.ts'
import { journeyRoutes } from './configure/journey-routes.ts'
import { createPaces } from './configure/paces.ts'
import { projectRoutes } from './configure/project-routes.ts'
import { promptRoutes } from './configure/prompt-routes.ts'
import { createQuotas } from './configure/quotas.ts'
import { configurationRoutes, pageConfigRoutes } from './configure/routes.ts'
import { versionRoutes } from './configure/version-routes.ts'
import { type Db, openBeside } from './database/open.ts'
import { demoRoutes } from './demo/routes.ts'
import { AppError } from './errors.ts'
import { exportRoutes } from './export/routes.ts'
import { createHeaders, registerHeaders } from './headers.ts'
import { createListener } from './listener.ts'
import type { Changes } from './live/changes.ts'
import { liveRoutes } from './live/routes.ts'
import type { Logging } from './operate/log.ts'
import { createMeter, type Meter } from './operate/meter.ts'
import { operateRoutes } from './operate/routes.ts'
import { readBuiltFiles } from './pages/built-files.ts'
import { pagesRoutes } from './pages/routes.ts'
import { planRoutes } from './plan/routes.ts'
import { privacyRoutes } from './privacy/routes.ts'
import { answerBadAddress, registerProblems } from './problems.ts'
import { collectDocs } from './reference/document.ts'
import { referenceRoutes } from './reference/routes.ts'
import { traceRoutes } from './trace/routes.ts'
import { createLocalTraces, type Traces } from './trace/traces.ts'
import { voicesRoutes } from './voices/routes.ts'

/** What the service is built from. Nothing here reads the environment or listens. */
export interface AppOptions {
  db: Db
  changes: Changes
  /** Whether people reach the service by https. Default: no. */
  secure?: boolean
  /** Where people reach the service, without a trailing slash, for links. Default: where each request came. */
  publicUrl?: string | undefined
  /** Proxies, as addresses and networks, whose word on the client's address is taken. Default: nobody's. */
  trustedProxies?: readonly string[]
  /** How many requests of pages are let through. Default: the usual rates, of this node alone. */
  limiter?: Limiter
  /** How much more this node can take. Default: as it measures itself. */
  pressure?: Pressure
  /** Told of every route that there is. */
  onRoute?: onRouteHookHandler
  /** Proves whose a batch is. Default: nobody's. */
  identify?: Identify
  /** Proofs that a prompt was shown. Default: of this node alone. */
  impressions?: Impressions
  /** Walks that are watched. Default: of this node alone. */
  traces?: Traces
  /** What `/metrics` asks for. Default: to be asked from this machine. */
  metricsToken?: string | null
  /** Another service that people may sign in with. Default: none. */
  openId?: OpenId | null
  /** Default: nothing is logged. */
  logging?: Logging
}

/** Assembles the service: each folder is one plugin. It does not listen. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { db, changes, secure = false, trustedProxies = [], limiter = createLimiter() } = options
  const {
    pressure = createPressure(),
    metricsToken = null,
    identify = () => null,
    impressions = createImpressions(randomBytes(32)),
    traces = createLocalTraces(),
    openId = null,
    logging = { logger: false },
  } = options
  const trustProxy = trustedProxies.length > 0 && [...trustedProxies]
  const headersOf = createHeaders(secure)
  const frameworkErrors = answerBadAddress(headersOf)
  const serverFactory = createListener(() => ({ intake, log: app.log, onAnswered: meter.answered }))
  const app = Fastify({
    ...logging,
    trustProxy,
    frameworkErrors,
    serverFactory,
    ...LIMITS,
  }).withTypeProvider<TypeBoxTypeProvider>()
  if (options.onRoute) app.addHook('onRoute', options.onRoute)
  app.server.maxConnections = MAX_CONNECTIONS
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  registerProblems(app)
  registerBodies(app)
  await registerHeaders(app, headersOf)
  const isClosing = refuseWhenClosing(app)
  await collectDocs(app)

  const ofPages = openBeside(
    db,
    PAGE_CONNECTIONS,
    (error) => app.log.warn({ err: error }, 'A connection was lost'),
    PAGE_WAIT_MS,
  )
  const directory = createDirectory(ofPages.db)
  const files = await readBuiltFiles()
  const links = createLinkReader(db)
  const guard = createGuard(db, { secure, links })
  const ledger = createLedger(ofPages.db, (error) => app.log.warn({ err: error }, 'Refusals are not written down yet'))
  const meter: Meter = createMeter(pressure, () => lane.load().batches)
  const lane = createCommitLane(ofPages.db, undefined, meter.committed)
  app.addHook('onClose', async () => {
    await lane.close()
    await ledger.close()
    pressure.close()
    await ofPages.close()
  })
  app.addHook('onResponse', ({ method, routeOptions }, reply, done) => {
    meter.answered(method, routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1e3)
    done()
  })
  const addressOf = createAddressOf(trustedProxies)
  const gate = createGate({ directory, limiter, pressure, shares: createShares(), addressOf })
  const intake: Intake = createIntake({
    lane,
    directory,
    gate,
    ledger,
    changes,
    identify,
    impressions,
    traces,
    onRefused: meter.refused,
    headers: headersOf(EVENTS_PATH),
    isClosing,
  })
  await app.register(collectRoutes, { gate, impressions, intake, traces })
  await app.register(pageConfigRoutes, {
    gate,
    quotas: createQuotas(ofPages.db),
    paces: createPaces(ofPages.db),
    widget: files.widgetPath,
  })
  // What people of the team use, and nothing else, looks at cookies.
  await app.register(async (own) => {
    await own.register(cookie)
    await own.register(configurationRoutes, { db, directory, guard })
    await own.register(accessRoutes, {
      db,
      secure,
      guard,
      links,
      publicUrl: options.publicUrl,
      openId,
      onNotSignedIn: meter.notSignedIn,
    })
    await own.register(projectRoutes, { db, directory, guard, secure })
    await own.register(journeyRoutes, { db, directory, guard })
    await own.register(promptRoutes, { db, directory, guard })
    await own.register(versionRoutes, { db, directory, guard })
    await own.register(analyseRoutes, { db, guard })
    await own.register(deliveryRoutes, { db, guard })
    await own.register(voicesRoutes, { db, guard })
    await own.register(exportRoutes, { db, guard })
    await own.register(planRoutes, { db, directory, guard })
    await own.register(liveRoutes, { changes, guard })
    await own.register(traceRoutes, { traces, guard })
    await own.register(demoRoutes, { db, changes, guard })
    await own.register(privacyRoutes, { db, directory, guard })
  })
  await app.register(referenceRoutes)
  await app.register(pagesRoutes, { files })
  await app.register(operateRoutes, { db, pressure, meter, metricsToken })
  return app
}

/**
 * Who asks while the service stops is told so as of everything else: what to do, and when.
 *
 * @returns whether it stops.
 */
function refuseWhenClosing(app: FastifyInstance): () => boolean {
  let isClosing = false
  app.addHook('preClose', async () => {
    isClosing = true
  })
  app.addHook('onRequest', (_request, _reply, done) =>
    done(isClosing ? new AppError('unavailable', STOPPING) : undefined),
  )
  return () => isClosing
}

/** JSON alone, read by the one reader that everything which comes in goes through. */
function registerBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) =>
    body.length === 0 ? undefined : readBody(body, CONFIGURATION).said,
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
  return503OnClosing: false,
  http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000 },
}

/** What pages need to know is read beside the pool: a heavy report may hold that, and stops no answer. */
const PAGE_CONNECTIONS = 2
/** Source: TRUST F4: then the page is told to come again. */
const PAGE_WAIT_MS = 1_000
/** Each takes some 10 KB; what comes beyond is closed at once. */
const MAX_CONNECTIONS = 20_000

import cookie from '@fastify/cookie'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'

import { createGuard } from './access/guard.ts'
import { accessRoutes } from './access/routes.ts'
import { analyseRoutes } from './analyse/routes.ts'
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
  logger?: FastifyServerOptions['logger']
}

/** Assembles the service: each folder is one plugin. It does not listen. */
export async function buildApp({ db, changes, secure = false, logger = false }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({ logger, ...LIMITS }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  registerProblems(app)
  await registerHeaders(app, secure)
  await app.register(cookie)

  const directory = createDirectory(db)
  const files = await readBuiltFiles()
  const guard = createGuard(db, { secure })
  await app.register(collectRoutes, { db, directory, changes })
  await app.register(pageConfigRoutes, { directory, quotas: createQuotas(db), widget: files.widgetPath })
  await app.register(configurationRoutes, { db, directory, guard })
  await app.register(accessRoutes, { db, secure })
  await app.register(analyseRoutes, { db, guard })
  await app.register(voicesRoutes, { db, guard })
  await app.register(liveRoutes, { changes, guard })
  await app.register(demoRoutes, { db, changes, guard })
  await app.register(pagesRoutes, { db, files })
  return app
}

/** A caller that dawdles holds nobody up: these bound how long a request may take to arrive, not how long an answer may stream. */
const LIMITS = {
  requestTimeout: 10_000,
  bodyLimit: 1_048_576,
  http: { headersTimeout: 5000 },
}

import cookie from '@fastify/cookie'
import cors from '@fastify/cors'
import { type TypeBoxTypeProvider, TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'

import type { Db } from './database/open.ts'

/** What the service is built from. Nothing here reads the environment or listens. */
export interface AppOptions {
  db: Db
  logger?: FastifyServerOptions['logger']
}

/** Assembles the service: each folder is one plugin. It does not listen. */
export async function buildApp({ logger = false }: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({ logger }).withTypeProvider<TypeBoxTypeProvider>()
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  await app.register(cookie)
  await app.register(cors, { origin: '*' })
  return app
}

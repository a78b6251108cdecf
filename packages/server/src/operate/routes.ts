import { timingSafeEqual } from 'node:crypto'

import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import { Type } from 'typebox'

import { hashOf } from '../access/secret.ts'
import type { Pressure } from '../admission/pressure.ts'
import { missingMigrations } from '../database/migrate.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { RouteDocs } from '../reference/docs.ts'
import type { Meter } from './meter.ts'

export interface OperateOptions {
  db: Db
  pressure: Pressure
  meter: Meter
  /** What `/metrics` asks for; null: whoever calls from this machine itself may read it. */
  metricsToken: string | null
}

/** What balancers and monitors ask. */
export const operateRoutes: FastifyPluginAsync<OperateOptions> = async (app, { db, pressure, meter, metricsToken }) => {
  app.addHook('onSend', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })

  /** The process lives. Nothing else: a database that is away is no reason to restart it. */
  app.get('/healthz', { config: { docs: HEALTH } }, () => ({ ok: true }))

  /** It can do its work: the database answers, has this release's tables, and the node keeps up. */
  app.get('/readyz', { config: { docs: READY } }, async () => {
    const missing = await missingMigrations(db)
    if (missing.length > 0)
      throw new AppError('unavailable', `The database lacks ${missing.join(', ')}. Run: attune migrate.`)
    if (['late', 'full'].includes(pressure.level()))
      throw new AppError('overloaded', 'This node has as much to do as it can. Send requests to another.')
    const { delayMs, waitingBytes } = pressure.state()
    return { ok: true, lag: { loop_ms: Math.round(delayMs), waiting_bytes: waitingBytes } }
  })

  app.get('/metrics', { config: { docs: METRICS } }, async (request, reply) => {
    if (!isMonitor(request, metricsToken))
      throw new AppError(
        'signed_out',
        'Send ATTUNE_METRICS_TOKEN as "Authorization: Bearer …", or ask from this machine.',
      )
    return await reply.type(meter.contentType).send(await meter.text())
  })
}

const HEALTH: RouteDocs = {
  tag: 'Operation',
  summary: 'Whether the process lives',
  access: 'anybody',
  answer: Type.Object({ ok: Type.Boolean() }),
}

const READY: RouteDocs = {
  tag: 'Operation',
  summary: 'Whether it can do its work',
  access: 'anybody',
  answer: Type.Object({
    ok: Type.Boolean(),
    lag: Type.Object({ loop_ms: Type.Integer(), waiting_bytes: Type.Integer() }),
  }),
}

const METRICS: RouteDocs = {
  tag: 'Operation',
  summary: 'What is measured, for Prometheus',
  notes: 'From the machine itself, or with `Authorization: Bearer` and the token of `ATTUNE_METRICS_TOKEN`.',
  access: 'anybody',
  media: ['text/plain'],
}

function isMonitor({ headers, socket }: FastifyRequest, token: string | null): boolean {
  if (token !== null) return timingSafeEqual(hashOf(headers.authorization ?? ''), hashOf(`Bearer ${token}`))
  // A proxy on this machine speaks for somebody else.
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined
  return !isForwarded && /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '')
}

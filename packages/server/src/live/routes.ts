import { PassThrough } from 'node:stream'

import type { LiveChange } from '@attune/protocol'
import type { FastifyPluginAsync } from 'fastify'

import { type Guard, memberOf } from '../access/guard.ts'
import type { RouteDocs } from '../reference/docs.ts'
import type { Changes } from './changes.ts'

export interface LiveOptions {
  changes: Changes
  guard: Guard
}

/**
 * `GET /api/projects/:project/live`: server-sent events, one `changed` for each journey whose figures have changed.
 *
 * A stream says that something changed and never what: the reader asks again, past the same guard and thresholds as ever. It ends
 * after a quarter of an hour, and the browser opens it again by itself, so that somebody who was signed out stops listening.
 */
export const liveRoutes: FastifyPluginAsync<LiveOptions> = async (app, { changes, guard }) => {
  const open = new Set<PassThrough>()
  const heartbeat = setInterval(() => open.forEach((stream) => write(stream, ': alive\n\n')), HEARTBEAT_MS).unref()
  app.addHook('preClose', () => {
    clearInterval(heartbeat)
    for (const stream of open) stream.end()
  })

  app.get('/api/projects/:project/live', { onRequest: guard('read'), config: { docs: DOCS } }, (request, reply) => {
    const stream = new PassThrough()
    const unsubscribe = changes.subscribe(memberOf(request).project.id, (journey) => {
      write(stream, `event: changed\ndata: ${JSON.stringify({ journey } satisfies LiveChange)}\n\n`)
    })
    const renewal = setTimeout(() => stream.end(), RENEW_AFTER_MS).unref()
    open.add(stream)
    stream.once('close', () => {
      open.delete(stream)
      unsubscribe()
      clearTimeout(renewal)
    })
    stream.write('retry: 1000\n\n')
    return reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(stream)
  })
}

const DOCS: RouteDocs = {
  tag: 'Figures',
  summary: 'Server-sent events, one for each journey whose figures have changed',
  media: ['text/event-stream'],
}

/** A reader that stopped reading is let go, rather than kept in memory: it comes back by itself. */
function write(stream: PassThrough, text: string): void {
  if (stream.writableEnded) return
  if (stream.writableLength + stream.readableLength > MAX_UNREAD_BYTES) stream.destroy()
  else stream.write(text)
}

const HEARTBEAT_MS = 20_000
const RENEW_AFTER_MS = 15 * 60_000
const MAX_UNREAD_BYTES = 64 * 1024

import { PassThrough } from 'node:stream'

import type { FastifyInstance, FastifyReply } from 'fastify'

/** Answers with server-sent events. @param begin Is given what sends one; returns what ends it. */
export type OpenStream = (reply: FastifyReply, begin: (send: Send) => () => void) => FastifyReply

type Send = (event: string, data: object) => void

/**
 * Streams of server-sent events of one plugin: kept alive, and ended when the service closes.
 *
 * Each ends after a quarter of an hour, and the browser opens it again by itself, so that somebody who was signed out stops
 * listening. A reader that stopped reading is let go, rather than kept in memory: it comes back by itself.
 */
export function createStreams(app: FastifyInstance): OpenStream {
  const open = new Set<PassThrough>()
  const heartbeat = setInterval(() => open.forEach((stream) => write(stream, ': alive\n\n')), HEARTBEAT_MS).unref()
  app.addHook('preClose', () => {
    clearInterval(heartbeat)
    for (const stream of open) stream.end()
  })

  return (reply, begin) => {
    const stream = new PassThrough()
    stream.write('retry: 1000\n\n')
    const end = begin((event, data) => write(stream, `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
    const renewal = setTimeout(() => stream.end(), RENEW_AFTER_MS).unref()
    open.add(stream)
    stream.once('close', () => {
      open.delete(stream)
      end()
      clearTimeout(renewal)
    })
    return reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(stream)
  }
}

function write(stream: PassThrough, text: string): void {
  if (stream.writableEnded) return
  if (stream.writableLength + stream.readableLength > MAX_UNREAD_BYTES) stream.destroy()
  else stream.write(text)
}

const HEARTBEAT_MS = 20_000
const RENEW_AFTER_MS = 15 * 60_000
const MAX_UNREAD_BYTES = 64 * 1024

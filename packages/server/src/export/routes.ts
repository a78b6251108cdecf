import { pipeline, Readable } from 'node:stream'
import { constants, createGzip } from 'node:zlib'

import type { FastifyPluginAsync, FastifyReply } from 'fastify'

import { type Guard, memberOf } from '../access/guard.ts'
import type { RawQuery } from '../analyse/parameters.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { ANSWERS } from './docs.ts'
import { exportAnswers } from './export-answers.ts'
import { type Format, readAnswersQuery } from './query.ts'
import { findPlace } from './read-answers.ts'

export interface ExportOptions {
  db: Db
  guard: Guard
  /** How long somebody may take no byte of what is ready for them, in milliseconds. */
  stalledMs?: number
}

/** `GET /api/projects/:project/answers`: all answers, to work with elsewhere. */
export const exportRoutes: FastifyPluginAsync<ExportOptions> = async (app, { db, guard, stalledMs = STALLED_MS }) => {
  let running = 0
  app.get<{ Querystring: RawQuery }>(
    '/api/projects/:project/answers',
    { onRequest: guard('read'), config: { docs: ANSWERS } },
    async (request, reply) => {
      const { project } = memberOf(request)
      const query = readAnswersQuery(request.query, project.privacy)
      const format = query.format ?? formatFor(request.headers.accept)
      const isZipped = format !== 'parquet' && takesGzip(request.headers['accept-encoding'])
      const own = { lane: project.lane, project: project.id, privacy: project.privacy }
      // What can be wrong with a question is said before the first byte.
      const after = query.cursor === null ? null : await findPlace(db, own, query.cursor)
      describe(reply, project.id, format, isZipped)
      // Nobody writes a million rows to say how they would be called.
      if (request.method === 'HEAD') return await reply.send()
      if (running >= AT_MOST) throw isBusy()
      running++
      const rows = Readable.from(exportAnswers(db, { ...query, ...own, after }, format), { objectMode: false })
      rows.once('close', () => running--)
      reply.raw.setTimeout(stalledMs, () => reply.raw.destroy())
      return await reply.send(isZipped ? zipped(rows) : rows)
    },
  )
}

const TYPES: Record<Format, string> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
  parquet: 'application/vnd.apache.parquet',
}

function describe(reply: FastifyReply, project: string, format: Format, isZipped: boolean): void {
  const name = `${project}-answers-${new Date().toISOString().slice(0, 10)}.${format}`
  reply
    .type(TYPES[format])
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .header('vary', 'Accept, Accept-Encoding')
  if (isZipped) reply.header('content-encoding', 'gzip')
}

/** The first of ours that is named; NDJSON for everybody else. */
function formatFor(accept = ''): Format {
  const named = (Object.keys(TYPES) as Format[])
    .map((format) => ({ format, at: accept.indexOf(TYPES[format].split(';')[0] ?? '') }))
    .filter(({ at }) => at >= 0)
  return named.toSorted((a, b) => a.at - b.at)[0]?.format ?? 'ndjson'
}

function takesGzip(encodings: string | string[] = ''): boolean {
  return /(?:^|,)\s*gzip\s*(?:$|,|;\s*q=(?!0(?:\.0*)?\s*(?:$|,)))/i.test(String(encodings))
}

/** The quickest level: rows repeat themselves, and whoever waits has a network that is not the slow part. */
function zipped(rows: Readable): Readable {
  return pipeline(rows, createGzip({ level: constants.Z_BEST_SPEED }), () => {})
}

function isBusy(): AppError {
  return new AppError('overloaded', `There are ${AT_MOST} exports running already. Ask again when one is done.`, {
    retryAfter: 30,
  })
}

/** They share a core, and each has a connection of its own: whoever reads figures meanwhile should not wait for a crowd of them. */
const AT_MOST = 10
/** A reader that takes nothing for so long has gone without a word. */
const STALLED_MS = 120_000

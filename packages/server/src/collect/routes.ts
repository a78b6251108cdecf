import { MAX_BODY_BYTES, type Receipt } from '@attune/protocol'
import { ReceiptSchema } from '@attune/protocol/schema'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

import type { Directory, KnownProject } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { Changes } from '../live/changes.ts'
import { admitBatch } from './admit.ts'
import { isAccepted, parseBody, TOO_LARGE } from './body.ts'
import { createCommitLane } from './commit-lane.ts'
import type { Commit } from './commit.ts'
import { retryTransient } from './transient.ts'

/** `POST /v1/events?key=pk_…`: takes in what pages report, and answers once it is durable. */
export const collectRoutes: FastifyPluginAsyncTypebox<{ db: Db; directory: Directory; changes: Changes }> = async (
  app,
  { db, directory, changes },
) => {
  const lane = createCommitLane(db)
  app.addHook('onClose', lane.close)

  // One reader for whatever may come in: two parsers that differ are two gates, one of them open.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => parseBody(body))

  app.post(
    '/v1/events',
    {
      bodyLimit: MAX_BODY_BYTES,
      schema: { response: { 202: ReceiptSchema } },
      onRequest: async ({ headers }) => {
        if (!isAccepted(headers['content-type']))
          throw new AppError('unsupported_media_type', 'Send the batch as text/plain or application/json, in UTF-8.')
      },
      errorHandler: (error) => {
        throw error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
          ? new AppError('too_large', TOO_LARGE, { cause: error })
          : error
      },
    },
    async (request, reply) => {
      const { key } = request.query as { key?: unknown }
      const commit = await admit(directory, key, request.body)
      const { receipt, journeys } = await lane.commit(
        commit,
        Number(request.headers['content-length'] ?? MAX_BODY_BYTES),
      )
      changes.announce(commit.project.id, journeys)
      return await reply.code(202).header('cache-control', 'no-store').send(receipt)
    },
  )
}

/**
 * Admits a body by what this node knows of the project; where something is unknown, by what the database knows.
 *
 * A page may have its configuration from a node that heard of a change earlier, and what is refused is refused for good.
 */
async function admit(directory: Directory, key: unknown, body: unknown): Promise<Commit> {
  const receivedAt = new Date()
  const known = await findProject(directory, key, false)
  const commit = admitBatch(body, known, receivedAt)
  if (!commit.receipt.rejected.some(isUnknown)) return commit
  const latest = await findProject(directory, key, true)
  return latest.revision === known.revision ? commit : admitBatch(body, latest, receivedAt)
}

async function findProject(directory: Directory, key: unknown, isLatest: boolean): Promise<KnownProject> {
  const project = await retryTransient(() => directory.byKey(typeof key === 'string' ? key : '', isLatest))
  if (project) return project
  throw new AppError('unknown_key', 'There is no project with this key. Give the public key of yours as "?key=pk_…".')
}

function isUnknown({ reason }: Receipt['rejected'][number]): boolean {
  return reason.startsWith('unknown_')
}

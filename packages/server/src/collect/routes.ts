import { MAX_BODY_BYTES, type Receipt as ReceiptAnswer } from '@attune/protocol'
import { ReceiptSchema } from '@attune/protocol/schema'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyError, FastifyRequest } from 'fastify'

import { type Gate, keyOf } from '../admission/gate.ts'
import type { Directory, KnownProject } from '../configure/directory.ts'
import { AppError } from '../errors.ts'
import type { Changes } from '../live/changes.ts'
import { knownProblem } from '../problems.ts'
import type { RouteDocs } from '../reference/docs.ts'
import { Batch, Receipt } from '../reference/shapes-pages.ts'
import { claimRoutes } from '../trace/claim-routes.ts'
import { momentsOf } from '../trace/moments.ts'
import type { Traces } from '../trace/traces.ts'
import { admitBatch, type Sender } from './admit.ts'
import { isAccepted, type Read, readBody, TOO_LARGE } from './body.ts'
import { isCrawler } from './bots.ts'
import type { CommitLane } from './commit-lane.ts'
import type { Commit, Noted } from './commit.ts'
import type { Identify } from './identity.ts'
import { impressionRoutes } from './impression-routes.ts'
import type { Impressions } from './impressions.ts'
import type { Ledger } from './ledger.ts'
import { reasonOf } from './refusals.ts'
import { isObject } from './tidy.ts'
import { retryTransient } from './transient.ts'

export interface CollectOptions {
  lane: CommitLane
  directory: Directory
  gate: Gate
  ledger: Ledger
  changes: Changes
  identify: Identify
  impressions: Impressions
  traces: Traces
  /** Told of every body that is turned away whole. */
  onRefused: (reason: string) => void
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The project that the gate has let in. */
    letIn: KnownProject | null
  }
}

/** `POST /v1/events?key=pk_…`: takes in what pages report, and answers once it is durable. */
export const collectRoutes: FastifyPluginAsyncTypebox<CollectOptions> = async (
  app,
  { lane, directory, gate, ledger, changes, identify, impressions, traces, onRefused },
) => {
  app.decorateRequest('letIn', null)
  await app.register(impressionRoutes, { gate, impressions })

  // One reader for whatever may come in: two parsers that differ are two gates, one of them open.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, readBody(body)))
  await app.register(claimRoutes, { gate, traces })

  app.post<{ Body: Read }>(
    '/v1/events',
    {
      bodyLimit: MAX_BODY_BYTES,
      schema: { response: { 202: ReceiptSchema } },
      config: { cors: false, docs: DOCS },
      // With callbacks rather than promises, where there is nothing to wait for: as much as reading a small body.
      onRequest: (request, reply, goOn) => {
        const letIn = (project: KnownProject) => {
          request.letIn = project
          reply.raw.once('close', gate.pressure.hold(refuseUnread(request)))
          goOn()
        }
        const admitted = gate.admit(request, reply)
        if (admitted instanceof Promise) void admitted.then(letIn).catch(goOn)
        else letIn(admitted)
      },
      errorHandler: (thrown, request) => {
        const error = isTooLarge(thrown) ? new AppError('too_large', TOO_LARGE, { cause: thrown }) : thrown
        const code = knownProblem(error)?.code
        const value = code ? reasonOf(code) : null
        onRefused(value ?? code ?? 'internal')
        const project = request.letIn ?? directory.peek(keyOf(request))
        if (value && project) {
          ledger.note(project, [
            { measure: 'received', value: '', n: 1 },
            { measure: 'refused', value, n: 1 },
          ])
        }
        throw error
      },
    },
    async (request, reply) => {
      const known = request.letIn
      if (!known) throw new Error('The gate has let nobody in.')
      const { said, isPlain } = request.body
      const commit = await admit(directory, known, keyOf(request), said, {
        identify,
        impressions,
        isPlain,
        isFromBot: isCrawler(request.headers['user-agent']),
      })
      const { receipt, isNew, journeys } = await lane.commit(commit, bytesOf(request))
      if (!isNew) ledger.note(commit.project, againOf(commit))
      changes.announce(commit.project.id, journeys)
      if (isNew) traces.tell(commit.project.id, visitorOf(said), () => momentsOf(said, commit))
      void reply.code(202).header('cache-control', 'no-store')
      // Returned, not sent: whoever awaits a reply listens for the end of its stream.
      return receipt
    },
  )
}

const DOCS: RouteDocs = {
  tag: 'Pages',
  summary: 'Takes in what a page reports, and answers once it is durable',
  notes:
    'As `text/plain` or `application/json`. A batch that comes again changes nothing. Events are refused one by one: see `rejected`.',
  access: 'key',
  body: Batch,
  answer: Receipt,
  status: 202,
}

/**
 * Refuses what need not be read to be refused.
 *
 * @returns how many bytes the body may have.
 * @throws AppError `unsupported_media_type`, `too_large`
 */
function refuseUnread({ headers }: FastifyRequest): number {
  if (!isAccepted(headers['content-type']))
    throw new AppError('unsupported_media_type', 'Send the batch as text/plain or application/json, in UTF-8.')
  const encoding = headers['content-encoding']
  // What is compressed would have to be unpacked to know its size; no page sends it, and a bomb is nothing else.
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity')
    throw new AppError('unsupported_media_type', 'Send the batch as it is, without a content-encoding.')
  const bytes = bytesOf({ headers })
  if (bytes > MAX_BODY_BYTES) throw new AppError('too_large', TOO_LARGE)
  return bytes
}

/** As a page named them, whoever the host's server says that they are. */
function visitorOf(said: unknown): unknown {
  return isObject(said) ? said['visitor'] : undefined
}

function bytesOf({ headers }: Pick<FastifyRequest, 'headers'>): number {
  return Number(headers['content-length'] ?? MAX_BODY_BYTES)
}

/** A batch that came again: all of it was received, and all of it is a duplicate. */
function againOf({ receipt }: Commit): Noted[] {
  const n = receipt.accepted + receipt.rejected.length
  return [
    { measure: 'received', value: '', n },
    { measure: 'duplicate', value: '', n },
  ]
}

function isTooLarge({ code }: FastifyError): boolean {
  return code === 'FST_ERR_CTP_BODY_TOO_LARGE'
}

/**
 * Admits a body by what this node knows of the project; where something is unknown, by what the database knows.
 *
 * A page may have its configuration from a node that heard of a change earlier, and what is refused is refused for good.
 */
async function admit(
  directory: Directory,
  known: KnownProject,
  key: string,
  body: unknown,
  sender: Sender,
): Promise<Commit> {
  const receivedAt = new Date()
  const commit = admitBatch(body, known, receivedAt, sender)
  if (!commit.receipt.rejected.some(isUnknown)) return commit
  const latest = await retryTransient(() => directory.byKey(key, true))
  // A key that was revoked this very moment: it was good when the body came.
  return !latest || latest.revision === known.revision ? commit : admitBatch(body, latest, receivedAt, sender)
}

function isUnknown({ reason }: ReceiptAnswer['rejected'][number]): boolean {
  return reason.startsWith('unknown_')
}

import type { IncomingMessage, ServerResponse } from 'node:http'

import { MAX_BODY_BYTES, type Receipt } from '@attune/protocol'
import type { FastifyError } from 'fastify'

import { type Gate, keyIn } from '../admission/gate.ts'
import type { Directory, KnownProject } from '../configure/directory.ts'
import { AppError } from '../errors.ts'
import type { Changes } from '../live/changes.ts'
import { type Answer, answerOf, knownProblem, type Traced } from '../problems.ts'
import { momentsOf } from '../trace/moments.ts'
import type { Traces } from '../trace/traces.ts'
import { admitBatch, type Sender } from './admit.ts'
import { readBody, refuseUnread } from './body.ts'
import { isCrawler } from './bots.ts'
import type { CommitLane } from './commit-lane.ts'
import type { Commit, Noted } from './commit.ts'
import type { Identify } from './identity.ts'
import type { Impressions } from './impressions.ts'
import type { Ledger } from './ledger.ts'
import { receiveBody } from './receive-body.ts'
import { reasonOf } from './refusals.ts'
import { isObject } from './tidy.ts'
import { retryTransient } from './transient.ts'

export interface IntakeOptions {
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
  /** What every answer carries. */
  headers: Readonly<Record<string, string>>
  /** Whether the service stops, and takes nothing in any more. */
  isClosing: () => boolean
}

/** Answers `POST /v1/events`, whichever way the request has come. */
export type Intake = (request: IncomingMessage, response: ServerResponse, traced: Traced) => void

/**
 * Takes in what pages report, and answers once it is durable.
 *
 * On Node's own request and answer, because what a framework does for each shows where this is nearly all that comes; with callbacks
 * where there is nothing to wait for. See docs/decisions/0020.
 */
export function createIntake({ gate, isClosing, headers, onRefused, ...options }: IntakeOptions): Intake {
  const { lane, directory, ledger, changes, identify, impressions, traces } = options
  const taken = { ...headers, ...AS_JSON }

  /** @param isLast Whether the connection ends with it. */
  function send(response: ServerResponse, { status, headers: own, body }: Answer, isLast = isClosing()): void {
    // Whoever has gone is told nothing.
    if (response.destroyed) return
    const length = { 'content-length': Buffer.byteLength(body) }
    response.writeHead(status, isLast ? { ...own, ...length, connection: 'close' } : { ...own, ...length })
    response.end(body)
  }

  /** What is turned away whole is counted by its reason, in the books of a project that this node knows. */
  function note(thrown: unknown, project: KnownProject | undefined): void {
    const code = knownProblem(thrown as FastifyError)?.code
    const value = code ? reasonOf(code) : null
    onRefused(value ?? code ?? 'internal')
    if (value && project)
      ledger.note(project, [
        { measure: 'received', value: '', n: 1 },
        { measure: 'refused', value, n: 1 },
      ])
  }

  return (request, response, traced) => {
    const key = keyIn(request.url)
    let project: KnownProject | undefined

    function refuse(thrown: unknown, isLast?: boolean): void {
      note(thrown, project ?? directory.peek(key))
      const answer = answerOf(thrown as FastifyError, traced)
      send(response, { ...answer, headers: { ...headers, ...answer.headers } }, isLast)
    }

    /** Who sends what cannot be read may be in the middle of it, or mean to send more of the kind. */
    const hangUp = (thrown: unknown): void => refuse(thrown, true)

    function letIn(known: KnownProject): void {
      project = known
      const bytes = refuseUnread(request.headers)
      response.on('close', gate.pressure.hold(bytes))
      receiveBody(request, MAX_BODY_BYTES, (body) => read(known, body, bytes), hangUp)
    }

    function read(known: KnownProject, body: Buffer, bytes: number): void {
      try {
        const { said, isPlain } = readBody(body)
        store(known, said, isPlain, bytes).then(
          (receipt) => send(response, { status: 202, headers: taken, body: JSON.stringify(receipt) }),
          (error: unknown) => refuse(error),
        )
      } catch (error) {
        hangUp(error)
      }
    }

    async function store(known: KnownProject, said: unknown, isPlain: boolean, bytes: number): Promise<Receipt> {
      const isFromBot = isCrawler(request.headers['user-agent'])
      const commit = await admit(directory, { known, key }, said, { identify, impressions, isPlain, isFromBot })
      const { receipt, isNew, journeys } = await lane.commit(commit, bytes)
      if (!isNew) ledger.note(commit.project, againOf(commit))
      changes.announce(commit.project.id, journeys)
      if (isNew) traces.tell(commit.project.id, visitorOf(said), () => momentsOf(said, commit))
      return receipt
    }

    try {
      if (isClosing()) throw new AppError('unavailable', STOPPING)
      const admitted = gate.admit(request)
      if (admitted instanceof Promise) admitted.then(letIn).catch((error: unknown) => refuse(error))
      else letIn(admitted)
    } catch (error) {
      refuse(error)
    }
  }
}

/** What is said to whoever asks while the service stops. */
export const STOPPING = 'The service is stopping. Send the same again in a few seconds.'
const AS_JSON = { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8' }

/** As a page named them, whoever the host's server says that they are. */
function visitorOf(said: unknown): unknown {
  return isObject(said) ? said['visitor'] : undefined
}

/** A batch that came again: all of it was received, and all of it is a duplicate. */
function againOf({ receipt }: Commit): Noted[] {
  const n = receipt.accepted + receipt.rejected.length
  return [
    { measure: 'received', value: '', n },
    { measure: 'duplicate', value: '', n },
  ]
}

/**
 * Admits a body by what this node knows of the project; where something is unknown, by what the database knows.
 *
 * A page may have its configuration from a node that heard of a change earlier, and what is refused is refused for good.
 */
function admit(
  directory: Directory,
  { known, key }: { known: KnownProject; key: string },
  body: unknown,
  sender: Sender,
): Commit | Promise<Commit> {
  const receivedAt = new Date()
  const commit = admitBatch(body, known, receivedAt, sender)
  if (!commit.receipt.rejected.some(isUnknown)) return commit
  return retryTransient(() => directory.byKey(key, true)).then((latest) =>
    // A key that was revoked this very moment: it was good when the body came.
    !latest || latest.revision === known.revision ? commit : admitBatch(body, latest, receivedAt, sender),
  )
}

function isUnknown({ reason }: Receipt['rejected'][number]): boolean {
  return reason.startsWith('unknown_')
}

import { randomUUID } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'

import type { AnsweredEvent, Batch, ConfigurationDocument, WireEvent } from '@attune/protocol'
import Fastify, { type FastifyInstance } from 'fastify'

import { createAddressOf } from '../admission/address.ts'
import { createGate } from '../admission/gate.ts'
import { createLimiter, type Limiter } from '../admission/limiter.ts'
import { createPressure, type Pressure } from '../admission/pressure.ts'
import { createShares } from '../admission/shares.ts'
import { createCommitLane } from '../collect/commit-lane.ts'
import { createIdentify } from '../collect/identity.ts'
import { createImpressions } from '../collect/impressions.ts'
import { createIntake, type Intake } from '../collect/intake.ts'
import { createLedger, type Ledger } from '../collect/ledger.ts'
import { collectRoutes } from '../collect/routes.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory, type Directory } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { createListener } from '../listener.ts'
import { registerProblems } from '../problems.ts'
import { createLocalTraces } from '../trace/traces.ts'

/** The public key of the shop that tests talk to. */
export const KEY = 'pk_shop'

/** A shop with one journey of two steps, and a prompt at the second. Fresh each time, so that a test may change it. */
export function shop(): ConfigurationDocument {
  return {
    // Nobody has a quiet time, so that one person may answer as often as a test likes.
    project: { name: 'Shop', zone: 'Europe/Berlin', keys: [KEY], budget: { sameStepDays: 0 } },
    journeys: [
      {
        id: 'checkout',
        name: 'Checkout',
        steps: [
          { id: 'cart', name: 'Cart', match: { urls: ['/cart'] } },
          { id: 'payment', name: 'Payment' },
        ],
      },
    ],
    prompts: [
      { id: 'payment-feel', step: 'checkout/payment', wording: { default: { question: 'How did paying feel?' } } },
    ],
  }
}

/** The same shop; its prompt has a follow-up to choose from, one to write, and two variants; and a tab waits to be opened. */
export function curiousShop(): ConfigurationDocument {
  const document = shop()
  const options = { slow: 'It was slow', unclear: 'It was unclear' }
  const words = {
    why: { question: 'What was it?', options },
    more: { question: 'What would help?' },
  }
  document.prompts = [
    {
      id: 'payment-feel',
      step: 'checkout/payment',
      why: false,
      wording: { default: { question: 'How did paying feel?', followUps: words } },
      followUps: [
        { id: 'why', kind: 'many', options: ['slow', 'unclear'], to: 3 },
        { id: 'more', kind: 'text' },
      ],
      variants: [
        { id: 'a', weight: 1 },
        { id: 'b', weight: 1, wording: { default: { question: 'Was paying easy?', followUps: words } } },
      ],
    },
    {
      id: 'feedback',
      step: 'checkout',
      placement: 'tab',
      wording: { default: { question: 'Anything to tell us?' } },
    },
  ]
  return document
}

/** The service as far as pages talk to it, over a database that has the shop. Announcements go to `announced`. */
export async function openShop(
  db: Db,
  document: ConfigurationDocument = shop(),
  options: { limiter?: Limiter } = {},
): Promise<Collector> {
  await applyConfiguration(db, 'shop', document)
  return collectorOf(db, options)
}

export interface Collector {
  app: FastifyInstance
  /** Of what is not stored; `flush` writes it down at once. */
  ledger: Ledger
  announced: string[]
}

/** A gate that lets everybody in whom the limits let in. */
export function gateOf(directory: Directory, limiter: Limiter = createLimiter()) {
  return createGate({
    directory,
    limiter,
    pressure: calm(),
    shares: createShares(),
    addressOf: createAddressOf(),
    holdMs: () => 0,
  })
}

/** No pressure, however busy the machine is that runs the tests. */
export function calm(): Pressure {
  return createPressure({ highDelayMs: Infinity, lateDelayMs: Infinity, fullBytes: Infinity, busy: Infinity })
}

/** The same without making the shop. */
export async function collectorOf(db: Db, { limiter }: { limiter?: Limiter } = {}): Promise<Collector> {
  const announced: string[] = []
  const changes = {
    announce: (project: string, journeys: Iterable<string>) =>
      void announced.push(...[...journeys].map((journey) => `${project}/${journey}`)),
    subscribe: () => () => {},
    close: async () => {},
  }
  const serverFactory = createListener(() => ({ intake, log: app.log, onAnswered: () => {} }))
  const app = Fastify({ serverFactory })
  registerProblems(app)
  const directory = createDirectory(db)
  const ledger = createLedger(db, () => {}, WHEN_ASKED)
  const lane = createCommitLane(db)
  app.addHook('onClose', async () => {
    await lane.close()
    await ledger.close()
  })
  const gate = gateOf(directory, limiter)
  const impressions = createImpressions(SERVICE_SECRET)
  const traces = createLocalTraces()
  const intake: Intake = createIntake({
    lane,
    directory,
    gate,
    ledger,
    changes,
    identify: createIdentify(SERVICE_SECRET),
    impressions,
    traces,
    onRefused: () => {},
    headers: {},
    isClosing: () => false,
  })
  await app.register(collectRoutes, { gate, impressions, intake, traces })
  if (process.env[OVER_SOCKETS]) {
    await app.listen({ host: '127.0.0.1', port: 0 })
    app.server.unref()
  }
  return { app, ledger, announced }
}

/** Names the variable of the environment by which `send` posts over sockets, as pages do, rather than within the process. */
export const OVER_SOCKETS = 'TEST_OVER_SOCKETS'

/** What the service of tests signs with. */
export const SERVICE_SECRET = Buffer.from('a secret of the tests alone')

/** Nothing is written behind a test's back, into the next one's database. */
const WHEN_ASKED = 2 ** 31 - 1

/** A batch as a page sends it. */
export function batchOf(events: unknown[], more: Partial<Batch> = {}): Omit<Batch, 'events'> & { events: unknown[] } {
  return {
    batch: randomUUID(),
    sent_at: new Date().toISOString(),
    visitor: 'somebody',
    sdk: '1.0.0',
    context: { device: 'mobile', locale: 'de-DE', release: '2026.11', page: '/checkout/payment' },
    events,
    ...more,
  }
}

/** An answer at the payment step, given just now. */
export function answerOf(more: Partial<AnsweredEvent> = {}): AnsweredEvent {
  return {
    type: 'answered',
    id: randomUUID(),
    visit: randomUUID(),
    prompt: 'payment-feel',
    version: 1,
    step: 'checkout/payment',
    at: new Date().toISOString(),
    feel: 4,
    ...more,
  }
}

/** Somebody enters the payment step, just now. */
export function enteredOf(more: Partial<WireEvent> = {}): WireEvent {
  return { type: 'entered', step: 'checkout/payment', at: new Date().toISOString(), ...more } as WireEvent
}

/** Posts a body as a page does. */
export async function send(app: FastifyInstance, body: unknown, type = 'text/plain;charset=UTF-8', key = KEY) {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  const url = `/v1/events?key=${encodeURIComponent(key)}`
  return await post(app, { url, payload, headers: { 'content-type': type } })
}

/** The same with everything of one's own; over a socket where the service listens, else within the process. */
export async function post(
  app: FastifyInstance,
  { url, payload, headers }: { url: string; payload: string | Buffer; headers: Record<string, string | undefined> },
): Promise<{ status: number; headers: Record<string, unknown>; body: Record<string, unknown> }> {
  if (!app.server.listening) {
    const answer = await app.inject({ method: 'POST', url, headers, payload })
    return { status: answer.statusCode, headers: answer.headers, body: answer.json<Record<string, unknown>>() }
  }
  const { port } = app.server.address() as AddressInfo
  return await new Promise((resolve, reject) => {
    const said = Object.entries(headers).filter(([, value]) => value !== undefined)
    const length = { 'content-length': Buffer.byteLength(payload) }
    const request = httpRequest({
      port,
      path: url,
      method: 'POST',
      headers: { ...Object.fromEntries(said), ...length },
    })
    request.once('error', reject)
    request.once('response', (answer) => {
      const { statusCode: status = 0, headers: own } = answer
      json(answer).then((body) => resolve({ status, headers: own, body: body as Record<string, unknown> }), reject)
    })
    request.end(payload)
  })
}

/** What is counted under a measure, over everything else: `{ value: n }`. */
export async function countsOf(db: Db, measure: string): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('counts')
    .select(['value', (eb) => eb.fn.sum<string>('n').as('n')])
    .where('measure', '=', measure)
    .groupBy('value')
    .orderBy('value')
    .execute()
  return Object.fromEntries(rows.map(({ value, n }) => [value, Number(n)]))
}

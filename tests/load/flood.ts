import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { constants, setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import type { ConfigurationDocument, DeliveryAnswer, DeliveryBooks } from '@attune/protocol'

import { freePort } from '../e2e/ports.ts'
import { attune, serve } from '../faults/service.ts'
import { ID_MARK, type Load, type Measured } from './ingest-load.ts'

/**
 * `pnpm bench flood [SECONDS] [ADDRESSES] [CONNECTIONS]`: one project is flooded while another goes on as ever.
 *
 * Printed: what the quiet project waits before, during and after; the service's memory over the flood; how soon it is as before; and
 * whether the books of both balance. Addresses are those that a trusted proxy would name. The load runs on the same machine, in a
 * process of its own and of the lowest priority: a flood comes from elsewhere, takes what it can get, and the quiet project's clock is
 * not held up by the machine's want of processors.
 */
const seconds = Number(process.argv[3] ?? 600)
const addresses = Number(process.argv[4] ?? 1)
/** Each sends again as soon as it is answered: by default ten times the fewest that `pnpm bench ingest` asks with. */
const connections = Number(process.argv[5] ?? 640)
const QUIET_EVERY_MS = 25

const folder = mkdtempSync(join(tmpdir(), 'attune-flood-'))
// Where root runs this, the database's own user has to come through.
chmodSync(folder, 0o711)
const data = join(folder, 'data')
const port = await freePort()
process.env['ATTUNE_TRUSTED_PROXIES'] = '127.0.0.1'
process.env['ATTUNE_LIMIT_PER_ADDRESS'] = '300'
for (const id of ['flooded', 'quiet']) await command('config', 'push', fileOf(id), '--project', id)
const tokens = {
  flooded: await command('token', 'create', '--project', 'flooded', '--scope', 'read'),
  quiet: await command('token', 'create', '--project', 'quiet', '--scope', 'read'),
}
const service = await serve(data, port)
let generator: ChildProcess | null = null
try {
  await phase('warming', 2)
  const before = await phase('before', Math.min(10, seconds))
  generator = fork(fileURLToPath(new URL('./ingest-load.ts', import.meta.url)))
  setPriority(generator.pid as number, constants.priority.PRIORITY_LOW)
  const flooded = once(generator, 'message') as Promise<[Measured]>
  generator.send({ port, connections, forMs: seconds * 1_000, requests: [flood()], addresses } satisfies Load)
  const memory: number[] = []
  const sampling = setInterval(() => memory.push(residentBytes()), 1_000)
  const during = await phase('during', seconds)
  clearInterval(sampling)
  const [{ statuses }] = await flooded
  const recoveredMs = await recover(before)
  await sleep(1_500)
  const settled = memory.slice(Math.floor(memory.length / 5))
  say(
    `${seconds} s from ${addresses} addresses, answered: ${Object.entries(statuses)
      .map(([status, n]) => `${status} ${n}`)
      .join(', ')}`,
  )
  const tenth = Math.ceil(memory.length / 10)
  const peaks = Array.from({ length: 10 }, (_, i) =>
    megabytes(Math.max(0, ...memory.slice(i * tenth, (i + 1) * tenth))),
  )
  say(`memory: ${megabytes(Math.min(...settled))} to ${megabytes(Math.max(...settled))} MB after the first fifth`)
  say(`at most in each tenth: ${peaks.join(', ')} MB`)
  say(
    `quiet project, p99: ${before.toFixed(1)} ms before, ${during.toFixed(1)} ms during; as before ${recoveredMs} ms after the end`,
  )
  for (const project of ['flooded', 'quiet'] as const) {
    const { total } = await deliveryOf(project)
    const open = total.received - accountedFor(total)
    say(
      `books of ${project}: received ${total.received}, refused ${JSON.stringify(total.refused)}, unaccounted for ${open}`,
    )
    if (open !== 0) process.exitCode = 1
  }
} finally {
  generator?.kill()
  service.process.kill('SIGTERM')
  await service.ended
  rmSync(folder, { recursive: true, force: true })
}

/** Sends for the quiet project at a steady pace. @returns the 99th percentile of what it waited, in milliseconds. */
async function phase(name: string, lasting: number): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const waits: number[] = []
  const sent: Promise<void>[] = []
  for (const end = Date.now() + lasting * 1_000; Date.now() < end; await sleep(QUIET_EVERY_MS)) {
    const began = performance.now()
    sent.push(
      post(agent, 'quiet', '198.51.100.7').then(
        (status) => void (status === 202 && waits.push(performance.now() - began)),
      ),
    )
  }
  await Promise.all(sent)
  agent.destroy()
  const p99 = waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? Number.NaN
  say(`${name}: ${waits.length} of ${sent.length} taken, p99 ${p99.toFixed(1)} ms`)
  return p99
}

/** What the flood is made of. */
function flood(): Load['requests'][number] {
  return { path: '/v1/events?key=pk_flooded', body: bodyOf(ID_MARK) }
}

/** How long until the quiet project waits no longer than half as much again as before, in milliseconds. */
async function recover(before: number): Promise<number> {
  const began = Date.now()
  const agent = new Agent({ keepAlive: true })
  for (let inTime = 0; inTime < 10 && Date.now() - began < 60_000;) {
    const at = performance.now()
    const status = await post(agent, 'quiet', '198.51.100.7')
    inTime = status === 202 && performance.now() - at < before * 1.5 ? inTime + 1 : 0
  }
  agent.destroy()
  return Date.now() - began
}

function post(agent: Agent, project: string, address: string): Promise<number> {
  const body = bodyOf(randomUUID())
  const headers = {
    'content-type': 'text/plain',
    'content-length': Buffer.byteLength(body),
    'x-forwarded-for': address,
  }
  return new Promise((resolve) => {
    const call = request({ port, agent, method: 'POST', path: `/v1/events?key=pk_${project}`, headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
      answer.on('error', () => resolve(0))
    })
    call.on('error', () => resolve(0))
    call.end(body)
  })
}

function bodyOf(batch: string): string {
  const at = new Date().toISOString()
  const event = { type: 'entered', step: 'checkout/payment', at }
  return JSON.stringify({ batch, sent_at: at, visitor: null, sdk: '0.1.0', context: {}, events: [event] })
}

async function deliveryOf(project: 'flooded' | 'quiet'): Promise<DeliveryAnswer> {
  const headers = { authorization: `Bearer ${tokens[project]}` }
  const answer = await fetch(`http://127.0.0.1:${port}/api/projects/${project}/delivery`, { headers })
  return (await answer.json()) as DeliveryAnswer
}

function accountedFor({ stored, duplicate, quarantined, refused }: DeliveryBooks): number {
  return stored + duplicate + quarantined + Object.values(refused).reduce((sum, n) => sum + n, 0)
}

async function command(...args: string[]): Promise<string> {
  const run = attune(data, 0, ...args)
  if ((await run.ended) !== 0) throw new Error(run.said())
  return run.printed().trim()
}

function fileOf(id: string): string {
  const document: ConfigurationDocument = {
    project: { name: id, keys: [`pk_${id}`] },
    journeys: [{ id: 'checkout', name: 'Checkout', steps: [{ id: 'payment', name: 'Payment' }] }],
    prompts: [],
  }
  const file = join(folder, `${id}.json`)
  writeFileSync(file, JSON.stringify(document))
  return file
}

/** Of the service alone, where the system says so (Linux). */
function residentBytes(): number {
  const status = readFileSync(`/proc/${service.process.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

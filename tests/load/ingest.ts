import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { applyConfiguration } from '../../packages/server/src/configure/configuration.ts'
import { migrate } from '../../packages/server/src/database/migrate.ts'
import { openDatabase } from '../../packages/server/src/database/open.ts'
import { freePort } from '../e2e/ports.ts'
import { createPostgres, findPostgres, type Postgres } from '../faults/postgres.ts'
import { projectOf, requestsOf } from './ingest-bodies.ts'
import type { Load, Measured } from './ingest-load.ts'

/**
 * `pnpm bench ingest [--quick] [--postgres embedded|15] [--only 256/1/1] [--profile]`: how fast answers are taken in, as shares of what the web
 * server alone can answer in the same run.
 *
 * Every slice of load goes to one of three servers in turn, so that whatever else the machine does hits all of them alike; medians
 * of the rounds are printed. PostgreSQL is private, with fsync and synchronous_commit on. With `--profile` Attune alone is asked, and
 * leaves a CPU profile of its process behind.
 */
const QUICK = process.argv.includes('--quick')
const ROUNDS = QUICK ? 2 : 5
const SLICE_MS = QUICK ? 1500 : 5000
const WARM_MS = QUICK ? 1500 : 4000

interface Case {
  connections: number
  events: 1 | 10
  projects: number
}

const CASES: Case[] = [64, 256].flatMap((connections) =>
  ([1, 10] as const).flatMap((events) => [1, 100].map((projects) => ({ connections, events, projects }))),
)

type Contender = 'bare' | 'insert' | 'attune'
const CONTENDERS: Contender[] = process.argv.includes('--profile') ? ['attune'] : ['bare', 'insert', 'attune']

const wanted = optionOf('--postgres')
for (const which of ['embedded', '15'] as const) {
  if (wanted !== null && wanted !== which) continue
  const binaries = await findPostgres(which)
  if (!binaries) say(`PostgreSQL ${which} is not on this machine: left out.\n`)
  else await benchOn(which, binaries)
}

async function benchOn(which: string, binaries: string): Promise<void> {
  const postgres = await createPostgres(binaries)
  const stops: (() => Promise<void>)[] = [postgres.remove]
  try {
    const ports = await startServers(postgres, stops)
    say(
      `PostgreSQL ${which === 'embedded' ? '18, embedded' : which}; fsync and synchronous_commit on; medians of ${ROUNDS} slices of ${SLICE_MS} ms.`,
    )
    say('(a) Fastify alone   (b) one INSERT per request   (c) Attune: answers and counts, durable\n')
    say(
      'connections  events  projects |  (a) req/s  p50  p99 |  (b) req/s   of (a) |  (c) req/s   of (a)  of (b)   p50   p99   events/s',
    )
    for (const one of CASES) if (isWanted(one)) say(rowOf(one, await measure(ports, one)))
    say('')
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

async function startServers(postgres: Postgres, stops: (() => Promise<void>)[]): Promise<Record<Contender, number>> {
  const rival = async (...args: string[]): Promise<number> => {
    const child = spawn(process.execPath, [fileOf('./ingest-rivals.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    stops.push(() => end(child))
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return Number(line.toString())
  }
  return {
    bare: await rival('bare'),
    insert: await rival('insert', postgres.url),
    attune: await startAttune(postgres.url, stops),
  }
}

async function startAttune(url: string, stops: (() => Promise<void>)[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'))
  const port = await freePort()
  // What is measured is the way in, and all of it comes from one address.
  const limits = { ATTUNE_LIMIT_PER_ADDRESS: '0', ATTUNE_LIMIT_PER_PROJECT: '0', ATTUNE_LIMIT_TOTAL: '0' }
  const settings = { DATABASE_URL: url, ATTUNE_DATA: folder, PORT: String(port), LOG_LEVEL: 'warn' }
  const env = { ...process.env, ...limits, ...settings }
  const main = fileOf('../../packages/server/src/main.ts')
  await makeProjects(url)
  const profile = process.argv.includes('--profile') ? ['--cpu-prof', '--cpu-prof-dir', process.cwd()] : []
  const child = spawn(process.execPath, [...profile, main, 'serve'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  stops.push(async () => {
    await end(child)
    rmSync(folder, { recursive: true, force: true })
  })
  for (let tries = 0; tries < 400; tries++) {
    if ((await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) return port
    await sleep(50)
  }
  throw new Error('Attune did not start.')
}

async function makeProjects(url: string): Promise<void> {
  const { db, close } = openDatabase(url, 4, () => {})
  await migrate(db)
  for (let n = 0; n < 100; n++) {
    const { id, document } = projectOf(n)
    await applyConfiguration(db, id, document)
  }
  await close()
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function measure(ports: Record<Contender, number>, one: Case): Promise<Record<Contender, Measured>> {
  const generator = fork(fileOf('./ingest-load.ts'))
  const apply = async (contender: Contender, forMs: number): Promise<Measured> => {
    const requests = requestsOf(one.events, one.projects)
    generator.send({ port: ports[contender], connections: one.connections, forMs, requests } satisfies Load)
    const [measured] = (await once(generator, 'message')) as [Measured]
    if (measured.failed > 0) say(`  ${contender}: ${measured.failed} requests were not taken`)
    return measured
  }
  try {
    for (const contender of CONTENDERS) await apply(contender, WARM_MS)
    const all: Record<Contender, Measured[]> = { bare: [], insert: [], attune: [] }
    for (let round = 0; round < ROUNDS; round++)
      for (const contender of CONTENDERS) all[contender].push(await apply(contender, SLICE_MS))
    return { bare: medianOf(all.bare), insert: medianOf(all.insert), attune: medianOf(all.attune) }
  } finally {
    generator.kill()
  }
}

function medianOf(all: readonly Measured[]): Measured {
  const median = (of: (one: Measured) => number): number => all.map(of).toSorted((a, b) => a - b)[all.length >> 1] ?? 0
  return {
    perSecond: median((one) => one.perSecond),
    p50Ms: median((one) => one.p50Ms),
    p99Ms: median((one) => one.p99Ms),
    failed: median((one) => one.failed),
    statuses: {},
  }
}

function rowOf({ connections, events, projects }: Case, { bare, insert, attune }: Record<Contender, Measured>): string {
  const n = (value: number, width: number, digits = 0): string => value.toFixed(digits).padStart(width)
  const of = (one: Measured, other: Measured): string => n(one.perSecond / other.perSecond, 7, 2)
  return [
    `${n(connections, 11)}${n(events, 8)}${n(projects, 10)} `,
    ` ${n(bare.perSecond, 10)}${n(bare.p50Ms, 5)}${n(bare.p99Ms, 5)} `,
    ` ${n(insert.perSecond, 10)} ${of(insert, bare)} `,
    ` ${n(attune.perSecond, 10)} ${of(attune, bare)} ${of(attune, insert)}${n(attune.p50Ms, 6)}${n(attune.p99Ms, 6)}${n(attune.perSecond * events, 11)}`,
  ].join('|')
}

function isWanted({ connections, events, projects }: Case): boolean {
  const only = optionOf('--only')
  return only === null || only === `${connections}/${events}/${projects}`
}

function optionOf(name: string): string | null {
  const at = process.argv.indexOf(name)
  return at < 0 ? null : (process.argv[at + 1] ?? null)
}

function fileOf(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

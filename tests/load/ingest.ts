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
import { AS_STARTED } from '../faults/service.ts'
import { projectOf, requestsOf } from './ingest-bodies.ts'
import type { Load, Measured } from './ingest-load.ts'
import {
  type Case,
  type Contender,
  costsHeadOf,
  costsOf,
  headOf,
  type Result,
  type Results,
  rowOf,
} from './ingest-tables.ts'
import { postgresTimeOf, processorTimeOf } from './processor-time.ts'

/**
 * `pnpm bench ingest [--quick] [--floor] [--postgres embedded|15] [--only 256/1/1] [--profile]`: how fast answers are taken in, as shares of
 * what the web server alone can answer in the same run, and what each request costs in processor time (Linux only).
 *
 * With `--floor` beside the least that a group commit can be: what is possible on this machine.
 *
 * Every slice of load goes to one of the servers in turn, so that whatever else the machine does hits all of them alike; medians
 * of the rounds are printed. PostgreSQL is private, with fsync and synchronous_commit on. With `--profile` Attune alone is asked, and
 * leaves a CPU profile of its process behind.
 */
const QUICK = process.argv.includes('--quick')
const ROUNDS = QUICK ? 2 : 5
const SLICE_MS = QUICK ? 1500 : 5000
const WARM_MS = QUICK ? 1500 : 4000
const HAS_TIMES = process.platform === 'linux'

const CASES: Case[] = [64, 256].flatMap((connections) =>
  ([1, 10] as const).flatMap((events) => [1, 100].map((projects) => ({ connections, events, projects }))),
)

const FLOOR: Contender[] = process.argv.includes('--floor') ? ['floor'] : []
const CONTENDERS: Contender[] = process.argv.includes('--profile') ? ['attune'] : ['bare', 'insert', 'attune', ...FLOOR]

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
    const servers = await startServers(postgres, stops)
    say(
      `PostgreSQL ${which === 'embedded' ? '18, embedded' : which}; fsync and synchronous_commit on; medians of ${ROUNDS} slices of ${SLICE_MS} ms.`,
    )
    say(headOf(CONTENDERS))
    const costs: string[] = []
    for (const one of CASES) {
      if (!isWanted(one)) continue
      const results = await measure(postgres, servers, one)
      say(rowOf(one, results))
      costs.push(costsOf(one, results))
    }
    if (HAS_TIMES) say(`\n${costsHeadOf(CONTENDERS)}\n${costs.join('\n')}`)
    say('')
  } finally {
    for (const stop of stops.toReversed()) await stop()
  }
}

async function startServers(postgres: Postgres, stops: (() => Promise<void>)[]): Promise<Servers> {
  const rival = async (...args: string[]): Promise<Server> => {
    const child = spawn(process.execPath, [fileOf('./ingest-rivals.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    stops.push(() => end(child))
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return { port: Number(line.toString()), pid: child.pid as number }
  }
  const start: Record<Contender, () => Promise<Server>> = {
    bare: () => rival('bare'),
    insert: () => rival('insert', postgres.url),
    attune: () => startAttune(postgres.url, stops),
    floor: () => rival('floor', postgres.url),
  }
  const servers: Servers = {}
  for (const contender of CONTENDERS) servers[contender] = await start[contender]()
  return servers
}

interface Server {
  port: number
  pid: number
}

type Servers = Partial<Record<Contender, Server>>

async function startAttune(url: string, stops: (() => Promise<void>)[]): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'))
  const port = await freePort()
  // What is measured is the way in, and all of it comes from one address.
  const limits = { ATTUNE_LIMIT_PER_ADDRESS: '0', ATTUNE_LIMIT_PER_PROJECT: '0', ATTUNE_LIMIT_TOTAL: '0' }
  const settings = { DATABASE_URL: url, ATTUNE_DATA: folder, PORT: String(port), LOG_LEVEL: 'warn' }
  const env = { ...process.env, ...limits, ...settings }
  await makeProjects(url)
  const profile = process.argv.includes('--profile') ? ['--cpu-prof', '--cpu-prof-dir', process.cwd()] : []
  const child = spawn(process.execPath, [...profile, ...AS_STARTED, 'serve'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  stops.push(async () => {
    await end(child)
    rmSync(folder, { recursive: true, force: true })
  })
  for (let tries = 0; tries < 400; tries++) {
    if ((await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok)
      return { port, pid: child.pid as number }
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

async function measure(postgres: Postgres, servers: Servers, one: Case): Promise<Results> {
  const generator = fork(fileOf('./ingest-load.ts'))
  const apply = async (contender: Contender, forMs: number): Promise<Result> => {
    const { port, pid } = servers[contender] as Server
    const requests = requestsOf(one.events, one.projects)
    const before = await timesOf(pid, postgres)
    generator.send({ port, connections: one.connections, forMs, requests } satisfies Load)
    const [measured] = (await once(generator, 'message')) as [Measured]
    const after = await timesOf(pid, postgres)
    if (measured.failed > 0) say(`  ${contender}: ${measured.failed} requests were not taken`)
    const perRequest = (seconds: number): number => (seconds * 1e6) / measured.requests
    return {
      ...measured,
      serverMicros: perRequest(after.server - before.server),
      postgresMicros: perRequest(after.postgres - before.postgres),
    }
  }
  try {
    for (const contender of CONTENDERS) await apply(contender, WARM_MS)
    const all: Record<Contender, Result[]> = { bare: [], insert: [], attune: [], floor: [] }
    for (let round = 0; round < ROUNDS; round++)
      for (const contender of CONTENDERS) all[contender].push(await apply(contender, SLICE_MS))
    return {
      bare: medianOf(all.bare),
      insert: medianOf(all.insert),
      attune: medianOf(all.attune),
      floor: medianOf(all.floor),
    }
  } finally {
    generator.kill()
  }
}

async function timesOf(pid: number, { folder }: Postgres): Promise<{ server: number; postgres: number }> {
  if (!HAS_TIMES) return { server: 0, postgres: 0 }
  return { server: processorTimeOf(pid), postgres: await postgresTimeOf(folder) }
}

function medianOf(all: readonly Result[]): Result {
  const median = (of: (one: Result) => number): number => all.map(of).toSorted((a, b) => a - b)[all.length >> 1] ?? 0
  return {
    perSecond: median((one) => one.perSecond),
    p50Ms: median((one) => one.p50Ms),
    p99Ms: median((one) => one.p99Ms),
    serverMicros: median((one) => one.serverMicros),
    postgresMicros: median((one) => one.postgresMicros),
  }
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

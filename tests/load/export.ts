import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { Client } from 'pg'

import { createToken } from '../../packages/server/src/access/tokens.ts'
import { applyConfiguration } from '../../packages/server/src/configure/configuration.ts'
import { laneOf } from '../../packages/server/src/database/lane.ts'
import { migrate } from '../../packages/server/src/database/migrate.ts'
import { openDatabase } from '../../packages/server/src/database/open.ts'
import { freePort } from '../e2e/ports.ts'
import { createPostgres, findPostgres } from '../faults/postgres.ts'
import { AS_STARTED } from '../faults/service.ts'
import { fillShop, SHOP, shopDocument } from './export-answers.ts'
import { processorTimeOf } from './processor-time.ts'

/**
 * `pnpm bench export [--quick] [--profile]`: how fast a million answers are exported in each format, what that costs the server, and how
 * much memory it holds, beside a process that reads the same rows and throws them away.
 *
 * The database is private and the client throws away what it gets, on the same machine: of two busy cores each has a part. So the time
 * that the server's processor worked for each row is printed, too. Ends with 1 where memory passes what is promised, or rows are lost.
 */
const ROWS = process.argv.includes('--quick') ? 100_000 : 1_000_000
const MOST_MB = 200
const CASES = [
  { name: 'NDJSON', query: 'format=ndjson', zip: false },
  { name: 'NDJSON, gzip', query: 'format=ndjson', zip: true },
  { name: 'CSV', query: 'format=csv', zip: false },
  { name: 'CSV, gzip', query: 'format=csv', zip: true },
  { name: 'Parquet', query: 'format=parquet', zip: false },
] as const

const binaries = await findPostgres('embedded')
if (!binaries) throw new Error('There are no PostgreSQL binaries for this machine.')
const postgres = await createPostgres(binaries)
const { db, close } = openDatabase(postgres.url, 2, () => {})
const client = new Client({ connectionString: postgres.url })
await client.connect()
const services: ChildProcess[] = []
const folder = mkdtempSync(join(tmpdir(), 'attune-bench-'))
try {
  await migrate(db)
  await applyConfiguration(db, SHOP, shopDocument())
  await fillShop(client, laneOf(SHOP), ROWS)
  const token = await createToken(db, SHOP, 'bench', ['read'], null)
  say(`${ROWS.toLocaleString('en')} answers; memory is the most that the process held.\n`)
  say('                       rows/s   of reading   CPU µs/row   of reading  idle      most       bytes')
  const reading = await readAndThrowAway()
  say(lineOf('read, thrown away', reading, reading))
  // Once for nothing: only the first start of a release has to compile it.
  await serve()
  for (const one of CASES) {
    const { port, pid } = await serve()
    const measured = await measure(pid, () => download(port, token, one.query, one.zip))
    say(lineOf(one.name, measured, reading))
    if (measured.memoryMb > MOST_MB || measured.rows !== ROWS) process.exitCode = 1
  }
  if (process.exitCode === 1) say(`\nNot as promised: every row, in at most ${MOST_MB} MB.`)
} finally {
  for (const service of services) await end(service)
  await client.end()
  await close()
  await postgres.remove()
  rmSync(folder, { recursive: true, force: true })
}

interface Measured {
  rows: number
  bytes: number
  seconds: number
  /** Of the process that is measured, in seconds. */
  cpu: number
  /** Of the process before it begins, and the most that it holds. */
  idleMb: number
  memoryMb: number
}

async function measure(pid: number, run: () => Promise<{ rows: number; bytes: number }>): Promise<Measured> {
  // From now on the peak is that of what follows.
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
  const [began, cpu, idleMb] = [performance.now(), processorTimeOf(pid), peakOf(pid)]
  const { rows, bytes } = await run()
  return {
    rows,
    idleMb,
    bytes,
    seconds: (performance.now() - began) / 1e3,
    cpu: processorTimeOf(pid) - cpu,
    memoryMb: peakOf(pid),
  }
}

/** The same pages in a process of its own, which does nothing with them. */
async function readAndThrowAway(): Promise<Measured> {
  const child = fork(fileURLToPath(new URL('export-reading.ts', import.meta.url)), [postgres.url])
  services.push(child)
  await once(child, 'message')
  const measured = await measure(child.pid ?? 0, async () => {
    child.send('read')
    const [rows] = (await once(child, 'message')) as [number]
    return { rows, bytes: 0 }
  })
  await end(child)
  return measured
}

async function download(port: number, token: string, query: string, zip: boolean) {
  const headers = { authorization: `Bearer ${token}`, ...(zip && { 'accept-encoding': 'gzip' }) }
  const request = get({ port, path: `/api/projects/${SHOP}/answers?${query}`, headers })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  if (answer.statusCode !== 200) throw new Error(`It was answered ${answer.statusCode}.`)
  let bytes = 0
  let lines = 0
  let tail = Buffer.alloc(0)
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (zip || query.includes('parquet')) tail = Buffer.concat([tail.subarray(-1_000_000), chunk])
    else for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++
  }
  if (!answer.complete) throw new Error('It broke off.')
  // What is packed is counted by the tests.
  const rows = zip || query.includes('parquet') ? ROWS : lines - (query.includes('csv') ? 1 : 0)
  return { rows, bytes }
}

function lineOf(name: string, own: Measured, reading: Measured): string {
  const perRow = (one: Measured): number => (one.cpu / one.rows) * 1e6
  const perSecond = (one: Measured): number => one.rows / one.seconds
  return [
    name.padEnd(18),
    Math.round(perSecond(own)).toLocaleString('en').padStart(11),
    (perSecond(own) / perSecond(reading)).toFixed(2).padStart(13),
    perRow(own).toFixed(1).padStart(13),
    (perRow(own) / perRow(reading)).toFixed(2).padStart(13),
    `${Math.round(own.idleMb)}`.padStart(6),
    `${Math.round(own.memoryMb)} MB`.padStart(10),
    own.bytes.toLocaleString('en').padStart(12),
  ].join('')
}

function peakOf(pid: number): number {
  const [, kb] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kb) / 1024
}

/** Each format has a service of its own: what one leaves in memory is not the next one's. */
async function serve(): Promise<{ port: number; pid: number }> {
  for (const service of services.splice(0)) await end(service)
  const port = await freePort()
  const settings = {
    DATABASE_URL: postgres.url,
    ATTUNE_DATA: folder,
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
    PORT: String(port),
    LOG_LEVEL: 'warn',
  }
  const profile = process.argv.includes('--profile') ? ['--cpu-prof', '--cpu-prof-dir', process.cwd()] : []
  const service = spawn(process.execPath, [...profile, ...AS_STARTED, 'serve'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  services.push(service)
  for (let tries = 0; tries < 400 && service.exitCode === null; tries++) {
    if ((await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) return { port, pid: service.pid ?? 0 }
    await sleep(50)
  }
  throw new Error('Attune did not start.')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

import { type ChildProcess, execFile, spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

import { findBinaries } from '../../packages/server/src/database/embedded-binaries.ts'
import { findServerUser } from '../../packages/server/src/database/embedded-user.ts'

/** A PostgreSQL of a test's own, which it may stop, kill and start again. */
export interface Postgres {
  /** Of its only database, through its socket. */
  url: string
  /** Its folder: data, socket and log. */
  folder: string
  start: () => Promise<void>
  /** Whether it has given up, or was ended. */
  hasEnded: () => boolean
  /** In order, finishing what it does. */
  stop: () => Promise<void>
  /** All of its processes at once by SIGKILL, and returns when none is left: a lock file of one that lives fails the next start. */
  kill: () => Promise<void>
  /** Stops it and removes everything. */
  remove: () => Promise<void>
}

/** Where a PostgreSQL's `bin` is: the one that Attune brings, or 15 where the machine has it; null where it has not. */
export async function findPostgres(which: 'embedded' | '15'): Promise<string | null> {
  const user = userInfo().uid === 0 ? await findServerUser(null) : null
  if (which === 'embedded') return await findBinaries(user, async () => [mkdtempSync(join(tmpdir(), 'attune-pg-'))])
  const place = '/usr/lib/postgresql/15'
  return existsSync(join(place, 'bin/postgres')) ? place : null
}

/**
 * Makes and starts a PostgreSQL that keeps its promises: `fsync` and `synchronous_commit` on.
 *
 * @param binaries From `findPostgres`.
 * @param within A folder to put its own into; by default the system's for temporary files.
 */
export async function createPostgres(binaries: string, within = tmpdir()): Promise<Postgres> {
  const folder = mkdtempSync(join(within, 'attune-pg-'))
  const data = join(folder, 'data')
  const user = userInfo().uid === 0 ? await findServerUser(null) : null
  const log = join(folder, 'log')
  const as = { ...user, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } }
  chmodSync(folder, 0o711)
  for (const inner of [data, join(folder, 'run')]) {
    mkdirSync(inner, { mode: 0o700 })
    if (user) chownSync(inner, user.uid, user.gid)
  }
  await promisify(execFile)(join(binaries, 'bin/initdb'), ['-D', data, ...INITDB], as)

  const socket = encodeURIComponent(join(folder, 'run'))

  let postmaster: ChildProcess | null = null

  /** Tried for a while: what was killed a moment ago may still hold memory that the next one asks for. */
  async function start(): Promise<void> {
    for (const until = performance.now() + START_WITHIN_MS; performance.now() < until; await sleep(50)) {
      postmaster = spawnPostmaster()
      while (postmaster.exitCode === null && performance.now() < until) {
        const lock = readLock(data)
        if (Number.parseInt(lock, 10) === postmaster.pid && /^ready\s*$/m.test(lock)) return
        await sleep(20)
      }
    }
    throw new Error(`PostgreSQL did not start:\n${readFileSync(log, 'utf8').split('\n').slice(-8).join('\n')}`)
  }

  function spawnPostmaster(): ChildProcess {
    const out = openSync(log, 'a')
    const flags = Object.entries({ ...SETTINGS, unix_socket_directories: join(folder, 'run') })
    const args = ['-D', data, ...flags.flatMap(([name, value]) => ['-c', `${name}=${value}`])]
    const child = spawn(join(binaries, 'bin/postgres'), args, { ...as, detached: true, stdio: ['ignore', out, out] })
    child.unref()
    closeSync(out)
    return child
  }

  /** Until the child is collected, its number is taken, and the next start would believe that it lives. */
  async function end(signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
    const ended = postmaster
    if (!ended?.pid || ended.exitCode !== null || ended.signalCode !== null) return
    const others = signal === 'SIGKILL' ? await childrenOf(ended.pid) : []
    for (const one of [ended.pid, ...others]) signalTo(one, signal)
    while (ended.exitCode === null && ended.signalCode === null) await sleep(10)
    for (let tries = 0; tries < 500 && others.some(isAlive); tries++) await sleep(10)
  }

  await start()
  return {
    url: `postgres:///postgres?host=${socket}&port=5432&user=attune&sslmode=disable`,
    folder,
    start,
    hasEnded: () => postmaster === null || postmaster.exitCode !== null || postmaster.signalCode !== null,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
    async remove() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The processes that a process started and that have not ended. */
export async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'pid=', '--ppid', String(pid)]).catch(() => ({
    stdout: '',
  }))
  return stdout
    .split('\n')
    .map(Number)
    .filter((child) => child > 0)
}

function readLock(data: string): string {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8')
  } catch {
    return ''
  }
}

/** A process that has ended and is not collected is as good as gone: it holds no lock and no memory. */
function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone in the meantime.
  }
}

const START_WITHIN_MS = 30_000
const INITDB = ['-U', 'attune', '-A', 'trust', '-E', 'UTF8', '--locale=C']
const SETTINGS = {
  listen_addresses: '',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  random_page_cost: '1.1',
  max_connections: '100',
}

import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { chown, link, mkdir, readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { kill } from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

import { AppError } from '../errors.ts'
import { EMBEDDED_USER, type EmbeddedHome } from './embedded-home.ts'

/** Makes the data directory where there is none yet. It appears whole or not at all, and where two make it, one is kept. */
export async function createData(home: EmbeddedHome): Promise<void> {
  const found = await readFile(join(home.data, 'PG_VERSION'), 'utf8').catch(() => null)
  if (found?.trim() === MAJOR) return
  if (found !== null) {
    throw new AppError(
      'unavailable',
      `${home.data} was made by PostgreSQL ${found.trim()}, and this Attune brings ${MAJOR}. Use the release of Attune that made it, or set ATTUNE_DATA to another folder.`,
    )
  }
  const parent = dirname(home.data)
  await removeLeftOver(parent, basename(home.data))
  const draft = `${home.data}.new-${Math.random().toString(36).slice(2, 10)}`
  await mkdir(draft, { mode: 0o700 })
  if (home.user) await chown(draft, home.user.uid, home.user.gid)
  try {
    await promisify(execFile)(
      join(home.binaries, 'bin/initdb'),
      ['-D', draft, '-U', EMBEDDED_USER, ...INITDB],
      asUser(home),
    )
    await rename(draft, home.data)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    if (['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) return
    const reason = ((error as { stderr?: string }).stderr ?? String(error)).trim()
    throw new AppError('unavailable', `The embedded PostgreSQL could not be set up in ${home.data}: ${reason}`, {
      cause: error,
    })
  }
}

/**
 * Starts the server in a session of its own, so that a Ctrl-C in the terminal reaches only the service, which ends it in order.
 *
 * It does not wait: where another process is quicker, this one ends by itself.
 */
export function spawnServer(home: EmbeddedHome, maxConnections: number): { hasEnded: () => boolean } {
  const log = openSync(home.log, 'a', 0o600)
  const settings = { ...SETTINGS, unix_socket_directories: home.sockets, max_connections: String(maxConnections) }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const options = { ...asUser(home), detached: true, stdio: ['ignore', log, log] as ['ignore', number, number] }
  const child = spawn(join(home.binaries, 'bin/postgres'), ['-D', home.data, ...flags], options)
  closeSync(log)
  let hasEnded = false
  child.on('error', () => (hasEnded = true))
  child.on('exit', () => (hasEnded = true))
  child.unref()
  return { hasEnded: () => hasEnded }
}

/** Stops the server, if it runs, and returns when it is gone. Safe at any time: what was answered for is on disk. */
export async function stopServer(home: EmbeddedHome): Promise<void> {
  const lock = await readLockFile(home)
  if (!lock || !(await isRunning(home))) return
  send(lock.pid, 'SIGINT')
  for (const startedAt = Date.now(); (await readLockFile(home))?.pid === lock.pid && (await isRunning(home));) {
    // Immediate: no tidy end, and the next start recovers from the log. Only for a server that hangs.
    if (Date.now() > startedAt + STOP_WITHIN_MS) send(lock.pid, 'SIGQUIT')
    await sleep(20)
  }
}

/**
 * Whether the server that the lock file names is alive and of this data directory.
 *
 * PostgreSQL trusts a process number. After a restart of the machine (or of a container, where numbers are small) it can belong to
 * somebody else, or to a dead child nobody has collected; then the server would refuse to start for ever. Such a lock is cleared.
 */
export async function isRunning(home: EmbeddedHome): Promise<boolean> {
  const lock = await readLockFile(home)
  if (!lock) return false
  const state = await stateOf(lock.pid, home.data)
  if (state === 'foreign') {
    await clearLock(join(home.data, 'postmaster.pid'), lock.pid)
    await clearLock(join(lock.sockets ?? home.sockets, '.s.PGSQL.5432.lock'), lock.pid)
  }
  return state === 'ours'
}

/** What `postmaster.pid` says; null where there is none. */
export async function readLockFile(home: EmbeddedHome): Promise<{ pid: number; sockets: string | null } | null> {
  const text = await readFile(join(home.data, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , , sockets] = text.split('\n')
  return Number(pid) > 0 ? { pid: Number(pid), sockets: sockets ? sockets : null } : null
}

/** The last lines of the server's log. */
export async function readLogTail(home: EmbeddedHome): Promise<string> {
  const text = await readFile(home.log, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-6).join('\n')
}

/** A server is told from any other process by the data directory it was started with. */
async function stateOf(pid: number, data: string): Promise<'ours' | 'foreign' | 'gone'> {
  const words = (await isLinux()) ? await wordsFromProc(pid) : await wordsFromPs(pid)
  if (words === null) return 'gone'
  return words.includes(data) || (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === data ? 'ours' : 'foreign'
}

/** The words of a process's command line: none where it has ended but is not collected, null where there is no such process. */
async function wordsFromProc(pid: number): Promise<string[] | null> {
  const text = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return text?.split('\0') ?? null
}

async function wordsFromPs(pid: number): Promise<string[] | null> {
  const ps = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(() => null)
  const [, data] = / -D (.+?) -c /.exec(ps?.stdout ?? '') ?? []
  return ps ? [data ?? ''] : null
}

async function isLinux(): Promise<boolean> {
  return (await stat('/proc/self/stat').catch(() => null)) !== null
}

/** Moves a stale lock aside and looks again: where a new server has just written its own, it is put back. */
async function clearLock(file: string, pid: number): Promise<void> {
  const aside = `${file}.stale-${Math.random().toString(36).slice(2, 10)}`
  await rename(file, aside).catch(() => {})
  const text = await readFile(aside, 'utf8').catch(() => '')
  if (text !== '' && Number.parseInt(text, 10) !== pid) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    kill(pid, signal)
  } catch {
    // Gone in the meantime.
  }
}

function asUser({ user }: EmbeddedHome): { uid?: number; gid?: number; cwd: string; env: Record<string, string> } {
  return { ...user, cwd: '/', env: { LC_ALL: 'C', TZ: 'UTC' } }
}

/** A set-up that was killed leaves its draft; one that still runs is younger than this. */
async function removeLeftOver(parent: string, name: string): Promise<void> {
  for (const entry of await readdir(parent)) {
    if (!entry.startsWith(`${name}.new-`)) continue
    const { mtimeMs } = await stat(join(parent, entry))
    if (Date.now() - mtimeMs > 600_000) await rm(join(parent, entry), { recursive: true, force: true })
  }
}

const MAJOR = '18'
const STOP_WITHIN_MS = 30_000
/** The socket's folder lets in only the service and the server, so nothing else needs to prove who it is. */
const INITDB = ['-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  jit: 'off',
  // Disks do not turn any more: by its own default, PostgreSQL reads whole tables where an index is a third quicker.
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
}

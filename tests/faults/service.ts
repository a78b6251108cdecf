import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url))
/** The command line of Node that a service has when people start it: as in the first line of `main.ts`, and in `scripts/bootstrap.mjs`. */
export const AS_STARTED: readonly string[] = ['--max-semi-space-size=8', MAIN]

/** A process of the command line: what it has said, and how it ended. */
export interface Attune {
  process: ChildProcess
  said: () => string
  /** Of that, what scripts read: its standard output. */
  printed: () => string
  /** Resolves to the exit code; null where a signal ended it. */
  ended: Promise<number | null>
}

/** Starts `attune …` on a data folder of its own, and on a database of its own where one is named. */
export function attune(data: string, port: number, ...args: string[]): Attune {
  return attuneOn('', data, port, ...args)
}

/** The same on a PostgreSQL that a test has made; `''` for the embedded one. */
export function attuneOn(databaseUrl: string, data: string, port: number, ...args: string[]): Attune {
  const settings = { ATTUNE_DATA: data, PORT: String(port), DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, [...AS_STARTED, ...args], {
    // All load comes from one address here.
    env: { ATTUNE_LIMIT_PER_ADDRESS: '0', ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  let printed = ''
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString()
    printed += chunk.toString()
  })
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { process: child, said: () => text, printed: () => printed, ended }
}

/** Starts the service, and waits until its database answers; on a busy machine a new one may take its time. */
export async function serve(data: string, port: number, ...args: string[]): Promise<Attune> {
  return await serveOn('', data, port, ...args)
}

/** The same on a PostgreSQL that a test has made. */
export async function serveOn(databaseUrl: string, data: string, port: number, ...args: string[]): Promise<Attune> {
  const service = attuneOn(databaseUrl, data, port, 'serve', ...args)
  const until = Date.now() + 90_000
  while (Date.now() < until) {
    if ((await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) return service
    if (service.process.exitCode !== null) break
    await setTimeout(50)
  }
  service.process.kill('SIGTERM')
  await service.ended
  throw new Error(`The service did not start:\n${service.said()}`)
}

/**
 * The process of the embedded server, as its own lock file names it; null where there is none.
 * A lock file that is still being written reads as 0, and a signal to 0 goes to the whole group of the caller.
 */
export function serverProcess(data: string): number | null {
  try {
    const pid = Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
    if (!(pid > 0)) return null
    process.kill(pid, 0)
    return pid
  } catch {
    return null
  }
}

/** SIGKILL of the embedded server, which may be on its way up again after the last one. Returns its process. */
export async function killServer(data: string): Promise<number> {
  for (let tries = 0; tries < 600; tries++) {
    const server = serverProcess(data)
    if (server !== null) {
      process.kill(server, 'SIGKILL')
      return server
    }
    await setTimeout(50)
  }
  throw new Error('There is no database to kill.')
}

/** Every process, of any user, that was started on this data folder. */
export async function processesOn(data: string): Promise<string[]> {
  const ps = spawn('ps', ['-ewwo', 'pid=,stat=,args='], { stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  ps.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await once(ps, 'close')
  return text.split('\n').filter((line) => line.includes(data))
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { freePort } from './ports.ts'

const MAIN = fileURLToPath(new URL('../../packages/server/src/main.ts', import.meta.url))

/** The real service in a process of its own, on its own embedded database in a temporary folder. */
export interface Service {
  /** Without a trailing slash. */
  origin: string
  /** Signs the first owner in, once. */
  signInLink: string
  /** Runs a command beside the running service, e.g. `attune('token', 'create', …)`; resolves to what it printed. */
  attune: (...args: string[]) => Promise<string>
  /** The same for reading the API. */
  get: <T>(path: string, token: string) => Promise<T>
  /** Ends it as Ctrl-C does, and removes its data. */
  stop: () => Promise<void>
}

/** @param args More arguments of `attune serve`, e.g. `--demo`. */
export async function startService(...args: string[]): Promise<Service> {
  const data = mkdtempSync(join(tmpdir(), 'attune-e2e-'))
  const port = await freePort()
  const env = { ...process.env, ATTUNE_DATA: data, PORT: String(port), DATABASE_URL: '', LOG_LEVEL: 'warn' }
  const child = spawn(process.execPath, [MAIN, 'serve', '--sign-in-link', ...args], { env, stdio: 'pipe' })
  const output = collect(child)
  const origin = `http://127.0.0.1:${port}`
  for (let tries = 0; ; tries++) {
    if ((await fetch(`${origin}/readyz`).catch(() => null))?.ok && /#sign-in=\S+/.test(output())) break
    if (child.exitCode !== null || tries > 300) throw new Error(`The service did not start:\n${output()}`)
    await setTimeout(100)
  }
  return {
    origin,
    signInLink: /http\S+#sign-in=[\w-]+/.exec(output())?.[0] ?? '',
    attune: (...command) => run(command, env),
    get: async <T>(path: string, token: string) => {
      const response = await fetch(origin + path, { headers: { authorization: `Bearer ${token}` } })
      if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as T
    },
    stop: async () => {
      if (child.exitCode === null) {
        const gone = once(child, 'exit')
        child.kill('SIGINT')
        await gone
      }
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function run(command: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const child = spawn(process.execPath, [MAIN, ...command], { env, stdio: 'pipe' })
  let printed = ''
  child.stdout.on('data', (data: Buffer) => (printed += data.toString()))
  const output = collect(child)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`attune ${command.join(' ')} ended with ${code}:\n${output()}`)
  return printed.trim()
}

/** Everything a process has said so far. */
function collect(child: ChildProcess): () => string {
  let text = ''
  child.stdout?.on('data', (data: Buffer) => (text += data.toString()))
  child.stderr?.on('data', (data: Buffer) => (text += data.toString()))
  return () => text
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { attune, serve } from '../faults/service.ts'
import { freePort } from './ports.ts'

/** The real service in a process of its own, on its own embedded database in a temporary folder. */
export interface Service {
  /** Without a trailing slash. */
  origin: string
  /** Signs the first owner in, once. */
  signInLink: string
  /** The folder that its database is in. */
  data: string
  /** Runs a command beside the running service, e.g. `attune('token', 'create', …)`; resolves to what it printed. */
  attune: (...args: string[]) => Promise<string>
  /** Reads from the API. */
  get: <T>(path: string, token: string) => Promise<T>
  /** Ends it as Ctrl-C does, and removes its data. */
  stop: () => Promise<void>
}

/** @param args More arguments of `attune serve`, e.g. `--demo`. */
export async function startService(...args: string[]): Promise<Service> {
  const data = mkdtempSync(join(tmpdir(), 'attune-e2e-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const service = await serve(data, port, '--sign-in-link', ...args)
  // It listens a moment before it says so.
  const findLink = () => /http\S+#sign-in=[\w-]+(?=\s)/.exec(service.said())?.[0]
  for (let tries = 0; tries < 100 && !findLink(); tries++) await setTimeout(20)
  const signInLink = findLink()
  if (!signInLink) throw new Error(`The service printed no sign-in link:\n${service.said()}`)
  return {
    origin,
    signInLink,
    data,
    attune: async (...command) => {
      const run = attune(data, port, ...command)
      const code = await run.ended
      if (code !== 0) throw new Error(`attune ${command.join(' ')} ended with ${code}:\n${run.said()}`)
      return run.printed().trim()
    },
    get: async <T>(path: string, token: string) => {
      const response = await fetch(origin + path, { headers: { authorization: `Bearer ${token}` } })
      if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`)
      return (await response.json()) as T
    },
    stop: async () => {
      service.process.kill('SIGINT')
      await service.ended
      rmSync(data, { recursive: true, force: true })
    },
  }
}

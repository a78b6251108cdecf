import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

import { freePort } from './ports.ts'

/** An example that somebody has started, as its README says. */
export interface ExampleHost {
  origin: string
  stop: () => Promise<void>
}

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url))

/**
 * Starts `node examples/<args>` and waits until it answers.
 *
 * @param args Makes the command's words for a port.
 */
export async function startExample(host: string, key: string, args: (port: string) => string[]): Promise<ExampleHost> {
  const port = String(await freePort())
  const env = { ...process.env, ATTUNE_HOST: host, ATTUNE_KEY: key }
  const server = spawn(process.execPath, args(port), { cwd: EXAMPLES, env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ended = once(server, 'close')
  const origin = `http://127.0.0.1:${port}`
  const stop = async () => {
    server.kill('SIGTERM')
    await ended
  }
  for (let tries = 0; tries < 200 && server.exitCode === null; tries++) {
    if (await fetch(origin).catch(() => null)) return { origin, stop }
    await setTimeout(50)
  }
  await stop()
  throw new Error(`The example did not start: ${args(port).join(' ')}\n${said}`)
}

/** Builds an example for a service and project with the very tool that its `build` script names. */
export async function buildExample(name: string, host: string, key: string, ...args: string[]): Promise<void> {
  const folder = `${EXAMPLES}${name}`
  const env = { ...process.env, NODE_ENV: 'production', VITE_ATTUNE_HOST: host, VITE_ATTUNE_KEY: key }
  const vite = `${folder}/node_modules/vite/bin/vite.js`
  const build = spawn(process.execPath, [vite, 'build', ...args], { cwd: folder, env })
  let said = ''
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(build, 'close')) as [number | null]
  if (code !== 0) throw new Error(`Building ${name} failed:\n${said}`)
}

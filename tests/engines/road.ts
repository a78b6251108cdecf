import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'

/**
 * What happens between a page and the service: nothing; everything takes its time (at most so many milliseconds each way);
 * nothing gets through; or what is sent arrives and the page never hears of it.
 */
export type Weather = 'fair' | 'offline' | 'unacknowledged' | { slowMs: number }

/** Hosts pages, and carries what they say to the service, in any weather. */
export interface Road {
  /** The address of a page of somebody's, which no other name shares storage with. */
  pageOf: (name: string, path?: string) => string
  /** An address that has nothing to do with any of them. */
  elsewhere: string
  /** From now on, for this name. */
  change: (name: string, weather: Weather) => void
  close: () => Promise<void>
}

/**
 * Every name gets a page of an origin of its own, `NAME.localhost`, and the service at another one: browsers take any such
 * name for this machine, and for safe enough to have Web Locks. So one profile is as many people as there are names.
 *
 * @param service Its origin.
 * @param key The project's.
 * @param script Handed out instead of the service's own `attune.js`.
 */
export async function buildRoad(service: string, key: string, script?: string): Promise<Road> {
  const weathers = new Map<string, Weather>()
  const agent = new Agent({ keepAlive: true })
  const server = createServer((from, to) => {
    const [name = '', ...rest] = (from.headers.host ?? '').split('.')
    if (!rest.join('.').startsWith('road.')) return sendPage(from, to, name)
    if (script && from.url === '/attune.js') return sendScript(to, script)
    carry(from, to, weathers.get(name) ?? 'fair').catch(() => to.destroy())
  })
  server.keepAliveTimeout = 30_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  const sendPage = (from: IncomingMessage, to: ServerResponse, name: string) => {
    const tag = `<script async src="http://${name}.road.localhost:${port}/attune.js" data-key="${key}"></script>`
    const isOurs = name !== 'elsewhere'
    to.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    to.end(
      `<!doctype html><html lang="en"><title>${from.url}</title>${SCRIPTS[from.url ?? ''] ?? ''}${
        isOurs ? tag : ''
      }<h1>${name}</h1><p><button>Something to do</button></p>`,
    )
  }
  const carry = async (from: IncomingMessage, to: ServerResponse, weather: Weather) => {
    if (weather === 'offline') {
      to.destroy()
      return
    }
    const delayMs = typeof weather === 'object' ? Math.random() * weather.slowMs : 0
    const chunks: Buffer[] = []
    for await (const chunk of from) chunks.push(chunk as Buffer)
    await setTimeout(delayMs)
    const { 'content-length': _, connection: __, ...headers } = from.headers
    const asked = request(service + from.url, { method: from.method!, headers, agent })
    asked.end(Buffer.concat(chunks))
    const answered = await new Promise<IncomingMessage>((resolve, reject) => {
      asked.on('response', resolve).on('error', reject)
    })
    if (weather === 'unacknowledged' && from.method === 'POST') {
      answered.resume()
      to.destroy()
      return
    }
    await setTimeout(delayMs)
    to.writeHead(answered.statusCode!, answered.headers)
    answered.pipe(to)
  }

  return {
    pageOf: (name, path = '/') => `http://${name}.localhost:${port}${path}`,
    elsewhere: `http://elsewhere.localhost:${port}/`,
    change: (name, weather) => void weathers.set(name, weather),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      agent.destroy()
    },
  }
}

function sendScript(to: ServerResponse, script: string): void {
  to.writeHead(200, { 'content-type': 'text/javascript' })
  to.end(script)
}

/** What some pages run before ours. */
const SCRIPTS: Record<string, string> = {
  // Eleven minutes later: what a dead tab has held is final by then.
  '/later': '<script>{ const now = Date.now; Date.now = () => now() + 660_000 }</script>',
  // A browser without Web Locks.
  '/lockless': '<script>Object.defineProperty(navigator, "locks", { value: undefined })</script>',
}

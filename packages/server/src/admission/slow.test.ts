import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { buildApp } from '../app.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createLocalChanges } from '../live/changes.ts'
import { useDatabase } from '../testing/database.ts'
import { batchOf, calm, enteredOf, KEY, shop } from '../testing/shop.ts'

const database = useDatabase()

test(
  'who sends a byte a second is cut off, in headers and in bodies, while others are served',
  { timeout: 40_000 },
  async () => {
    await applyConfiguration(database.db, 'shop', shop())
    const app = await buildApp({ db: database.db, changes: createLocalChanges(), pressure: calm() })
    onTestFinished(() => app.close())
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const body = JSON.stringify(batchOf([enteredOf()]))
    const head = `POST /v1/events?key=${KEY} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n`
    const slow = [
      ...Array.from({ length: 100 }, () => dribble(port, '', head + 'X-Pad: '.padEnd(1_000, 'x'))),
      ...Array.from({ length: 100 }, () => dribble(port, `${head}Content-Length: ${body.length}\r\n\r\n`, body)),
    ]
    const others = setInterval(() => void post(port, body), 50)
    const lived = await Promise.all(slow)
    clearInterval(others)
    // Headers have five seconds, a request ten; who is late is looked for every second.
    expect(Math.max(...lived.slice(0, 100))).toBeLessThan(8_000)
    expect(Math.max(...lived)).toBeLessThan(13_000)
    expect(Math.min(...lived)).toBeGreaterThan(4_000)
    expect(await post(port, body)).toBe(202)
  },
)

/** Sends the first part at once and the rest a byte a second. @returns how long the connection lived, in milliseconds. */
async function dribble(port: number, first: string, rest: string): Promise<number> {
  const socket: Socket = connect(port, '127.0.0.1')
  const began = performance.now()
  socket.on('error', () => {})
  socket.resume()
  socket.write(first)
  let sent = 0
  const timer = setInterval(() => socket.write(rest[sent++] ?? ' '), 1_000)
  await once(socket, 'close')
  clearInterval(timer)
  return performance.now() - began
}

async function post(port: number, body: string): Promise<number> {
  const headers = { 'content-type': 'text/plain' }
  const response = await fetch(`http://127.0.0.1:${port}/v1/events?key=${KEY}`, { method: 'POST', body, headers })
  await response.text()
  return response.status
}

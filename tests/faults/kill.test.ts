import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { ConfigurationDocument, VoicesAnswer } from '@attune/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { freePort } from '../e2e/ports.ts'
import { type Attune, attune, killServer, processesOn, serve, serverProcess } from './service.ts'

describe('a service that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-kill-'))
  const data = join(folder, 'data')
  const words: string[] = []
  let port: number
  let token: string
  let service: Attune

  beforeAll(async () => {
    // Where root runs this, the database's own user has to come through.
    chmodSync(folder, 0o711)
    port = await freePort()
    const file = join(folder, 'shop.json')
    writeFileSync(file, JSON.stringify(SHOP))
    await command(data, 'config', 'push', file, '--project', 'shop')
    token = (await command(data, 'token', 'create', '--project', 'shop', '--scope', 'read')).trim()
    service = await serve(data, port)
  })
  afterAll(async () => {
    service.process.kill('SIGTERM')
    await service.ended
    rmSync(folder, { recursive: true, force: true })
  })

  test('leaves its answers and its database behind, and the next start adopts both', async () => {
    words.push(await answer(port))
    const server = serverProcess(data)
    await kill(service)
    expect(serverProcess(data)).toBe(server)
    service = await serve(data, port)
    expect(serverProcess(data)).toBe(server)
    expect(await wordsKept(port, token)).toEqual(words)
  })

  test('together with its database has kept what it answered for', async () => {
    words.unshift(await answer(port))
    const server = await killServer(data)
    await kill(service)
    service = await serve(data, port)
    expect(serverProcess(data)).not.toBe(server)
    expect(await wordsKept(port, token)).toEqual(words)
  })

  test('and started twice at once serves once, on one database', async () => {
    await kill(service)
    const ports = [await freePort(), await freePort()]
    const both = await Promise.allSettled(ports.map((each) => serve(data, each)))
    const started = both.flatMap((each, i) =>
      each.status === 'fulfilled' ? [{ ...each.value, port: ports[i] ?? 0 }] : [],
    )
    expect(started).toHaveLength(1)
    expect((await processesOn(data)).filter((line) => line.includes('bin/postgres -D'))).toHaveLength(1)
    service = started[0] ?? service
    port = started[0]?.port ?? port
    expect(await wordsKept(port, token)).toEqual(words)
  })

  test('is started again beside itself: the second one says what to do, and the first goes on', async () => {
    const second = attune(data, await freePort(), 'serve')
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain(`Another Attune already serves from ${data}.`)
    expect(second.said()).toContain('ATTUNE_DATA')
    expect(await wordsKept(port, token)).toEqual(words)
  })

  test('loses only its database: it starts that again by itself and goes on', async () => {
    await killServer(data)
    await expect.poll(() => wordsKept(port, token).catch(() => []), { timeout: 10_000 }).toEqual(words)
    words.unshift(await answer(port))
    expect(await wordsKept(port, token)).toEqual(words)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('but told to stop by %s leaves no process behind', async (signal) => {
    service.process.kill(signal)
    expect(await service.ended).toBe(0)
    expect(await processesOn(data)).toEqual([])
    service = await serve(data, port)
    expect(await wordsKept(port, token)).toEqual(words)
  })

  test('on a port that is taken says so in a sentence and stops its database', async () => {
    const other = join(folder, 'other')
    const second = attune(other, port, 'serve')
    expect(await second.ended).toBe(1)
    expect(second.said().trim()).toBe(
      `Port ${port} is taken by another program. Stop that one, or set PORT to another, e.g. PORT=${port + 1}.`,
    )
    expect(await processesOn(other)).toEqual([])
  })
})

async function command(data: string, ...args: string[]): Promise<string> {
  const run = attune(data, 0, ...args)
  if ((await run.ended) !== 0) throw new Error(run.said())
  return run.said()
}

async function kill(service: Attune): Promise<void> {
  service.process.kill('SIGKILL')
  await service.ended
}

/** Sends one answer and returns its words as soon as the service has said that they are kept. */
async function answer(port: number): Promise<string> {
  // What looks like a token would be masked.
  const comment = `Words ${randomUUID().slice(0, 8).replaceAll(/\d/g, 'o')}`
  const at = new Date().toISOString()
  const event = { type: 'answered', id: randomUUID(), visit: randomUUID(), at, feel: 2, comment, ...AT_PAYMENT }
  const batch = { batch: randomUUID(), sent_at: at, visitor: null, sdk: '0.1.0', context: {}, events: [event] }
  const body = JSON.stringify(batch)
  const response = await fetch(`http://127.0.0.1:${port}/v1/events?key=pk_shop`, { method: 'POST', body })
  expect([response.status, await response.json()]).toEqual([202, { accepted: 1, rejected: [] }])
  return comment
}

async function wordsKept(port: number, token: string): Promise<(string | null)[]> {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`http://127.0.0.1:${port}/api/projects/shop/voices`, { headers })
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`)
  return ((await response.json()) as VoicesAnswer).voices.map((voice) => voice.comment)
}

const AT_PAYMENT = { prompt: 'payment-feel', version: 1, variant: '', step: 'checkout/payment' }
const SHOP: ConfigurationDocument = {
  project: { name: 'Shop', keys: ['pk_shop'] },
  journeys: [{ id: 'checkout', name: 'Checkout', steps: [{ id: 'payment', name: 'Payment' }] }],
  prompts: [
    { id: 'payment-feel', step: 'checkout/payment', wording: { default: { question: 'How did paying feel?' } } },
  ],
}

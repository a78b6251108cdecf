import type { AddressInfo } from 'node:net'

import { expect, onTestFinished, test } from 'vitest'

import { createToken } from '../access/tokens.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readerOf } from '../testing/reader.ts'
import { shop } from '../testing/shop.ts'
import { createLocalChanges } from './changes.ts'

const database = useDatabase()

async function open() {
  await applyConfiguration(database.db, 'shop', shop())
  const changes = createLocalChanges()
  const app = await readerOf(database.db, { changes })
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const authorization = `Bearer ${await createToken(database.db, 'shop', 'test', ['read'], null)}`
  const listen = (headers: Record<string, string> = { authorization }) =>
    fetch(`http://127.0.0.1:${port}/api/projects/shop/live`, { headers })
  return { app, changes, listen }
}

async function textOf(response: Response): Promise<string> {
  let text = ''
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += part
  return text
}

test('a reader is told of each change, and the stream ends cleanly when the service closes', async () => {
  const { app, changes, listen } = await open()
  const response = await listen()
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const text = textOf(response)
  changes.announce('foreign', ['secret'])
  changes.announce('shop', ['checkout'])
  await app.close()
  expect(await text).toBe('retry: 1000\n\nevent: changed\ndata: {"journey":"checkout"}\n\n')
})

test('many listen at once, and those who leave cost nothing', async () => {
  const { app, changes, listen } = await open()
  const responses = await Promise.all(Array.from({ length: 50 }, () => listen()))
  for (const response of responses.slice(0, 25)) await response.body?.cancel()
  const texts = responses.slice(25).map(textOf)
  changes.announce('shop', ['checkout'])
  await app.close()
  for (const text of await Promise.all(texts)) expect(text).toContain('"checkout"')
})

test('nobody listens without a credential', async () => {
  const { listen } = await open()
  expect((await listen({})).status).toBe(401)
})

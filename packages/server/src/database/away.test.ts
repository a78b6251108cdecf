import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

import { Client, Pool } from 'pg'
import { expect, onTestFinished, test } from 'vitest'

import { isDatabaseAway } from './away.ts'

/** Where somebody listens and never says a word, as a database that is too busy to let anybody in. */
async function openSilence(): Promise<string> {
  const server = createServer((socket) => void socket.on('error', () => {})).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `postgres://attune@127.0.0.1:${(server.address() as AddressInfo).port}/attune`
}

test.each([
  ['connection', (settings: object) => new Client(settings).connect()],
  ['pool', (settings: object) => new Pool(settings).query('select 1')],
])('a database that lets nobody in is away, to a %s', async (_, reach) => {
  const connectionString = await openSilence()
  const refusal: unknown = await reach({ connectionString, connectionTimeoutMillis: 50 }).catch(
    (error: unknown) => error,
  )
  expect(refusal).toBeInstanceOf(Error)
  expect(isDatabaseAway(refusal)).toBe(true)
})

test('one that refuses a statement is not', () => {
  expect(isDatabaseAway(Object.assign(new Error('relation "x" does not exist'), { code: '42P01' }))).toBe(false)
})

import type { PageConfig } from '@attune/protocol'
import Fastify from 'fastify'
import { expect, it } from 'vitest'

import { registerProblems } from '../problems.ts'
import { useDatabase } from '../testing/database.ts'
import { record } from '../testing/reader.ts'
import { answerOf, gateOf, KEY, shop } from '../testing/shop.ts'
import { applyConfiguration } from './configuration.ts'
import { createDirectory } from './directory.ts'
import { createPaces } from './paces.ts'
import { createQuotas } from './quotas.ts'
import { pageConfigRoutes } from './routes.ts'

const database = useDatabase()

/** A shop with a quota; the clock is the test's. */
async function open(quota: object, now: () => Date = () => new Date()) {
  const document = shop()
  Object.assign(document.prompts[0] ?? {}, { quota })
  await applyConfiguration(database.db, 'shop', document)
  const directory = createDirectory(database.db)
  const app = Fastify()
  registerProblems(app)
  await app.register(pageConfigRoutes, {
    gate: gateOf(directory),
    quotas: createQuotas(database.db, now),
    paces: createPaces(database.db, now),
    widget: '/w.js',
  })
  return async () => {
    const answer = await app.inject({ url: `/v1/config?key=${KEY}` })
    const [prompt] = answer.json<PageConfig>().prompts
    return { isFull: prompt?.isFull, etag: answer.headers.etag, body: answer.body }
  }
}

it('a prompt is full once it has its answers, and its configuration is another then', async () => {
  let at = Date.now()
  const get = await open({ answers: 3 }, () => new Date(at))
  await record(database.db, [answerOf(), answerOf()])
  await record(database.db, [answerOf(), answerOf()], 'import')
  const before = await get()
  await record(database.db, [answerOf()])
  // What was known a moment ago is known still.
  expect((await get()).etag).toBe(before.etag)
  at += 5_000
  const after = await get()
  expect([before.isFull, after.isFull]).toEqual([undefined, true])
  expect(after.etag).not.toBe(before.etag)
  expect(after.body).not.toContain('quota')
})

it('days and weeks begin at midnight in the project’s zone', async () => {
  // Monday, 22:30 in London and half past eleven in Berlin; then a minute past midnight there.
  let at = Date.parse('2026-11-23T22:30:00Z')
  const now = () => new Date(at)
  const daily = await open({ answers: 1, per: 'day' }, now)
  await record(database.db, [answerOf({ at: '2026-11-23T22:00:00Z' })])
  expect((await daily()).isFull).toBe(true)
  at = Date.parse('2026-11-23T23:01:00Z')
  expect((await daily()).isFull).toBeUndefined()

  const weekly = await open({ answers: 1, per: 'week' }, now)
  expect((await weekly()).isFull).toBe(true)
  at = Date.parse('2026-11-29T22:59:00Z')
  expect((await weekly()).isFull).toBe(true)
  at = Date.parse('2026-11-29T23:01:00Z')
  expect((await weekly()).isFull).toBeUndefined()
})

it('a quota that is raised opens the prompt again, and publishes no version', async () => {
  const get = await open({ answers: 1 })
  await record(database.db, [answerOf()])
  expect((await get()).isFull).toBe(true)
  const document = shop()
  Object.assign(document.prompts[0] ?? {}, { quota: { answers: 2 } })
  expect((await applyConfiguration(database.db, 'shop', document)).published).toEqual([])
  const again = await open({ answers: 2 })
  expect((await again()).isFull).toBeUndefined()
})

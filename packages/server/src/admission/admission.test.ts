import { describe, expect, it, onTestFinished } from 'vitest'

import { buildApp } from '../app.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createLocalChanges } from '../live/changes.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, batchOf, calm, countsOf, enteredOf, KEY, openShop, send, shop } from '../testing/shop.ts'
import { createLimiter, DEFAULT_RATES } from './limiter.ts'

const database = useDatabase()

async function openService(limiter = createLimiter(), trustedProxies: string[] = []) {
  await applyConfiguration(database.db, 'shop', shop())
  const app = await buildApp({
    db: database.db,
    changes: createLocalChanges(),
    pressure: calm(),
    limiter,
    trustedProxies,
  })
  onTestFinished(() => app.close())
  const post = async (headers: Record<string, string> = {}, key = KEY, remoteAddress = '192.0.2.1') => {
    const payload = JSON.stringify(batchOf([enteredOf()]))
    const request = { method: 'POST', url: `/v1/events?key=${key}`, payload, remoteAddress } as const
    return await app.inject({ ...request, headers: { 'content-type': 'text/plain', ...headers } })
  }
  return { app, post }
}

describe('rates', () => {
  it('who sends too much is told when to come back, and counted; others go on', async () => {
    const { app, post } = await openService(createLimiter({ perAddress: 2, perProject: 0, total: 0 }))
    const answers = []
    for (let i = 0; i < 25; i++) answers.push(await post())
    const refused = answers.filter(({ statusCode }) => statusCode === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused[0]?.json()).toMatchObject({ code: 'too_many_requests' })
    expect(Number(refused[0]?.headers['retry-after'])).toBe(1)
    expect((await post({}, KEY, '192.0.2.2')).statusCode).toBe(202)
    await app.close()
    expect(await countsOf(database.db, 'refused')).toEqual({ rate_limited: refused.length })
  })

  it('who sends too much is told so a moment later, and nobody else waits for that', async () => {
    const { post } = await openService(createLimiter({ perAddress: 1, perProject: 0, total: 0 }))
    const began = performance.now()
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => post().then(({ statusCode }) => [statusCode, performance.now() - began])),
    )
    const other = performance.now()
    expect((await post({}, KEY, '192.0.2.2')).statusCode).toBe(202)
    expect(performance.now() - other).toBeLessThan(400)
    const refused = answers.filter(([status]) => status === 429)
    expect(refused.length).toBeGreaterThan(20)
    expect(Math.min(...refused.map(([, ms = 0]) => ms))).toBeGreaterThan(400)
  })

  it('a project that is flooded is limited, and another is not', async () => {
    const { post } = await openService(createLimiter({ perAddress: 0, perProject: 1, total: 0 }))
    await applyConfiguration(database.db, 'other', { ...shop(), project: { name: 'Other', keys: ['pk_other'] } })
    const codes = []
    for (let i = 0; i < 20; i++) codes.push((await post()).statusCode)
    expect(codes).toContain(429)
    expect((await post({}, 'pk_other')).statusCode).toBe(202)
  })

  it('five hundred people behind one address, who all report every five seconds, are no flood', () => {
    const limiter = createLimiter(DEFAULT_RATES)
    let refused = 0
    // All at once as they come back from lunch, and then a minute's reports within a second, which is sixty times worse.
    for (let i = 0; i < 500; i++) if (limiter.takeFrom('203.0.113.9') > 0) refused++
    for (let i = 0; i < 2_000; i++) if (limiter.takeFrom('203.0.113.9') > 0) refused++
    expect(refused).toBe(0)
  })

  it('a made-up key costs the database a question, so there is a limit to asking; known keys go on', async () => {
    const { post } = await openService()
    expect((await post()).statusCode).toBe(202)
    const codes = await Promise.all(
      Array.from({ length: 1_500 }, (_, i) => post({}, `pk_${i}`, `10.0.${i >> 8}.${i & 255}`)),
    )
    const of = (status: number) => codes.filter(({ statusCode }) => statusCode === status).length
    expect(of(401)).toBeGreaterThan(900)
    expect(of(429)).toBeGreaterThan(200)
    expect((await post()).statusCode).toBe(202)
  })
})

describe('the address of a client', () => {
  const once = () => createLimiter({ perAddress: 0.1, perProject: 0, total: 0 })

  it('is what a trusted proxy says, and nobody else is believed', async () => {
    const forwarded = (address: string) => ({ 'x-forwarded-for': address })
    const behind = await openService(once(), ['192.0.2.0/24'])
    expect((await behind.post(forwarded('198.51.100.1'))).statusCode).toBe(202)
    expect((await behind.post(forwarded('198.51.100.1'))).statusCode).toBe(429)
    expect((await behind.post(forwarded('198.51.100.2'))).statusCode).toBe(202)
    // What the client itself has put before the proxy's word is not believed.
    expect((await behind.post(forwarded('6.6.6.6, 198.51.100.2'))).statusCode).toBe(429)
    const direct = await openService(once())
    expect((await direct.post(forwarded('198.51.100.1'))).statusCode).toBe(202)
    expect((await direct.post(forwarded('198.51.100.2'))).statusCode).toBe(429)
  })

  it('is a whole /64 of IPv6', async () => {
    const { post } = await openService(once())
    expect((await post({}, KEY, '2001:db8::1')).statusCode).toBe(202)
    expect((await post({}, KEY, '2001:db8::ffff:1')).statusCode).toBe(429)
    expect((await post({}, KEY, '2001:db8:0:1::1')).statusCode).toBe(202)
  })
})

describe('what is turned away whole', () => {
  it('is counted by its reason, and what is counted is written once', async () => {
    const { app, ledger } = await openShop(database.db)
    const codes = []
    for (const [body, type] of [
      ['{', 'text/plain'],
      ['{"batch":1}', 'text/plain'],
      [JSON.stringify({ ...batchOf([]), pad: 'x'.repeat(70_000) }), 'text/plain'],
      [JSON.stringify(batchOf([])), 'text/html'],
      [JSON.stringify(batchOf([answerOf()])), 'text/plain'],
    ] as const)
      codes.push((await send(app, body, type)).status)
    expect(codes).toEqual([400, 400, 413, 415, 202])
    await Promise.all([ledger.flush(), ledger.flush()])
    await ledger.flush()
    const expected = { bad_request: 2, too_large: 1, unsupported_media_type: 1 }
    expect(await countsOf(database.db, 'refused')).toEqual(expected)
    await app.close()
    expect(await countsOf(database.db, 'refused')).toEqual(expected)
  })

  it.each(['gzip', 'br', 'deflate', 'GZIP', 'identity, gzip', 'x'])(
    'and so is what is sent as %s',
    async (encoding) => {
      const { post } = await openService()
      const answer = await post({ 'content-encoding': encoding })
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([415, 'unsupported_media_type'])
      expect((await post({ 'content-encoding': 'identity' })).statusCode).toBe(202)
    },
  )

  it('waits in memory while the database is away, and is written once it is back', async () => {
    const { db } = database
    const { app, ledger } = await openShop(db)
    await send(app, '{')
    await db.schema.alterTable('batches').renameTo('batches_away').execute()
    await ledger.flush()
    await send(app, '{')
    await ledger.flush()
    await db.schema.alterTable('batches_away').renameTo('batches').execute()
    await app.close()
    expect(await countsOf(db, 'refused')).toEqual({ bad_request: 2 })
  })
})

it('an origin that the project does not list is refused, with why; none at all is let in', async () => {
  const { app, post } = await openService()
  await database.db
    .updateTable('projects')
    .set({ origins: JSON.stringify(['https://shop.example']), revision: 2 })
    .execute()
  const status = async (headers: Record<string, string>) => (await post(headers)).statusCode
  expect(await status({ origin: 'https://shop.example' })).toBe(202)
  expect(await status({})).toBe(202)
  expect(await status({ origin: 'null' })).toBe(403)
  const refused = await post({ origin: 'https://copy.example' })
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([403, 'origin_not_allowed'])
  const config = (origin: string) => app.inject({ url: `/v1/config?key=${KEY}`, headers: { origin } })
  expect((await config('https://copy.example')).statusCode).toBe(403)
  expect((await config('https://shop.example')).headers['vary']).toContain('Origin')
  await app.close()
  expect(await countsOf(database.db, 'refused')).toEqual({ origin_not_allowed: 2 })
})

import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { buildApp } from './app.ts'
import { applyConfiguration } from './configure/configuration.ts'
import { isDatabaseAway } from './database/away.ts'
import { openDatabase } from './database/open.ts'
import { AppError } from './errors.ts'
import { createLocalChanges } from './live/changes.ts'
import { registerProblems } from './problems.ts'
import { useDatabase } from './testing/database.ts'
import { answerOf, batchOf, calm, countsOf, KEY, send, shop } from './testing/shop.ts'

const POOL = Number(process.env['TEST_POOL_MAX'] ?? 4)

describe('the service', () => {
  const database = useDatabase(POOL)
  let app: Awaited<ReturnType<typeof buildApp>>
  beforeAll(async () => {
    app = await buildApp({ db: database.db, changes: createLocalChanges(), pressure: calm() })
  })
  afterAll(() => app.close())

  test('an address that does not exist is a problem document', async () => {
    const response = await app.inject('/nowhere?key=x')
    expect(response.statusCode).toBe(404)
    expect(response.headers['content-type']).toBe('application/problem+json')
    expect(response.json()).toEqual({
      type: 'about:blank',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at GET /nowhere.',
      code: 'not_found',
    })
  })

  test('a body of the wrong shape names the place', async () => {
    const response = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { email: 7 } })
    expect(response.statusCode).toBe(400)
    expect(response.json()).toMatchObject({ code: 'bad_request', detail: expect.stringContaining('body') as string })
  })

  test('while reports hold every connection of the pool, pages are configured and their answers stored', async () => {
    await applyConfiguration(database.db, 'shop', shop())
    const ask = Promise.withResolvers<void>()
    let holding = 0
    const holders = Array.from({ length: POOL }, () =>
      database.db.connection().execute(async () => {
        holding++
        await ask.promise
      }),
    )
    try {
      await expect.poll(() => holding).toBe(POOL)
      expect((await app.inject(`/v1/config?key=${KEY}`)).statusCode).toBe(200)
      for (let i = 0; i < 20; i++) expect(await send(app, batchOf([answerOf()]))).toMatchObject({ status: 202 })
    } finally {
      ask.resolve()
      await Promise.all(holders)
    }
    expect(await countsOf(database.db, 'feel')).toEqual({ 4: 20 })
  })

  test('no route takes a bomb, or a body that reaches for a prototype', async () => {
    const bombs = [
      `{"a":${'['.repeat(400_000)}`,
      `{"a":{${Array.from({ length: 60_000 }, (_, i) => `"${i}":0`).join()}}}`,
      '{"__proto__":{"polluted":1}}',
      '{"a":{"constructor":{"prototype":{"polluted":1}}}}',
    ]
    for (const url of ['/api/sign-in', '/v1/events?key=pk_none'])
      for (const payload of bombs) {
        const headers = { 'content-type': 'application/json' }
        const { statusCode } = await app.inject({ method: 'POST', url, headers, payload })
        expect([url, payload.slice(0, 20), statusCode < 500 && statusCode >= 400]).toEqual([
          url,
          payload.slice(0, 20),
          true,
        ])
      }
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })

  test('any page may ask /v1, without credentials; no page may ask /api', async () => {
    const ask = (url: string) =>
      app.inject({
        method: 'OPTIONS',
        url,
        headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
      })
    const open = await ask('/v1/events')
    expect(open.statusCode).toBe(204)
    expect(open.headers['access-control-allow-origin']).toBe('*')
    expect(open.headers['access-control-allow-credentials']).toBeUndefined()
    const closed = await ask('/api/me')
    expect(closed.statusCode).toBe(404)
    expect(closed.headers['access-control-allow-origin']).toBeUndefined()
  })

  test('a refusal at /v1 can be read by the page, so that its script knows whether to try again', async () => {
    const response = await app.inject({ url: '/v1/config?key=pk_none', headers: { origin: 'https://shop.example' } })
    expect(response.statusCode).toBe(401)
    expect(response.headers['access-control-allow-origin']).toBe('*')
    expect(response.headers['cross-origin-resource-policy']).toBe('cross-origin')
  })

  test('our own pages cannot be framed and load nothing from elsewhere', async () => {
    const { headers } = await app.inject('/console/')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('the front door leads to the console', async () => {
    const response = await app.inject('/')
    expect([response.statusCode, response.headers.location]).toEqual([302, '/console/'])
  })

  test('it is ready when its database answers', async () => {
    expect((await app.inject('/readyz')).json()).toMatchObject({ ok: true })
  })
})

describe('a fault', () => {
  test('of ours is logged whole and never shown', async () => {
    const lines: string[] = []
    const app = Fastify({ logger: { level: 'error', stream: { write: (line: string) => void lines.push(line) } } })
    registerProblems(app)
    app.get('/', () => {
      throw new Error('the secret is 42')
    })
    const response = await app.inject('/')
    expect(response.json()).toMatchObject({ code: 'internal', status: 500 })
    expect(response.body).not.toContain('42')
    expect(lines.join('')).toContain('the secret is 42')
  })

  test('of the caller carries its own sentence and status', async () => {
    const app = Fastify()
    registerProblems(app)
    app.get('/', () => {
      throw new AppError('conflict', 'Somebody was quicker.')
    })
    expect((await app.inject('/')).json()).toMatchObject({
      code: 'conflict',
      status: 409,
      detail: 'Somebody was quicker.',
    })
  })

  test('of the way to the database is "unavailable, try again", not a bug', async () => {
    const { db, close } = openDatabase('postgres:///x?host=/nowhere', 1, () => {})
    const app = await buildApp({ db, changes: createLocalChanges(), pressure: calm() })
    const response = await app.inject('/readyz')
    expect(response.json()).toMatchObject({ code: 'unavailable', status: 503 })
    expect(response.headers['retry-after']).toBe('2')
    await app.close()
    await close()
  })

  test.each([
    [{ code: 'ECONNREFUSED' }, true],
    [{ code: '57P01' }, true],
    [new Error('Connection terminated unexpectedly'), true],
    [new Error('outer', { cause: { code: '08006' } }), true],
    [{ code: '23505' }, false],
    [new Error('x is not a function'), false],
    [null, false],
  ])('%o is the database being away: %s', (error, isAway) => {
    expect(isDatabaseAway(error)).toBe(isAway)
  })
})

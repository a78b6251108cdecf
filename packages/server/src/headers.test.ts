import type { FastifyInstance, HTTPMethods } from 'fastify'
import { beforeAll, expect, it } from 'vitest'

import { createToken } from './access/tokens.ts'
import { buildApp } from './app.ts'
import { applyConfiguration } from './configure/configuration.ts'
import { createLocalChanges } from './live/changes.ts'
import { useDatabase } from './testing/database.ts'
import { calm, shop } from './testing/shop.ts'

const database = useDatabase()
const routes: { method: HTTPMethods; url: string }[] = []

async function build(): Promise<FastifyInstance> {
  return await buildApp({
    db: database.db,
    changes: createLocalChanges(),
    pressure: calm(),
    secure: true,
    onRoute({ method, url }) {
      for (const each of [method].flat()) routes.push({ method: each, url })
    },
  })
}
let app: FastifyInstance
beforeAll(async () => {
  app = await build()
  await app.ready()
  return () => app.close()
})

/** What pages of others embed: they decide themselves what may be loaded there. */
const EMBEDDED = /^\/(v1\/|attune(-ask)?\.js|widget-)/
/** What editors load, wherever they run: the same for everybody. */
const FOR_EDITORS = '/api/configuration.schema.json'

/** What stands against being framed, sniffed, or made to load something. */
function protectionOf({ headers }: { headers: Record<string, unknown> }) {
  const policy = String(headers['content-security-policy'])
  return {
    self: policy.includes("default-src 'self'"),
    frames: policy.includes("frame-ancestors 'none'"),
    base: policy.includes("base-uri 'none'"),
    inline: policy.includes('unsafe'),
    sniffing: headers['x-content-type-options'],
    readers: headers['access-control-allow-origin'],
  }
}
const PROTECTED = {
  self: true,
  frames: true,
  base: true,
  inline: false,
  sniffing: 'nosniff',
  readers: undefined,
}

it('every answer of the console and of its interface is protected, refusals too', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const token = await createToken(database.db, 'shop', 'test', ['read', 'configure', 'admin'], null)
  const own = routes.filter(({ url }) => /^\/(api|console)/.test(url) && !EMBEDDED.test(url))
  expect(own.length).toBeGreaterThan(20)
  for (const { method, url } of own)
    for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
      // A stream of events goes on for ever.
      if (url.endsWith('/live') && 'authorization' in headers) continue
      const path = url.replaceAll(':project', 'shop').replaceAll(/:\w+/g, 'checkout').replace('*', 'index.html')
      const answer = await app.inject({ method, url: path, headers } as never)
      const readers = url === FOR_EDITORS ? '*' : undefined
      expect([method, url, protectionOf(answer)]).toEqual([method, url, { ...PROTECTED, readers }])
    }
})

it.each([
  ['an address that is not there', { url: '/api/nothing' }],
  ['a file that is not there', { url: '/console/assets/nothing.js' }],
  ['an address that is none', { url: '/api/%zz' }],
  ['a method that is not known there', { method: 'PATCH', url: '/api/me' }],
  ['a body that is no JSON', { method: 'POST', url: '/api/sign-in', payload: '{', type: 'application/json' }],
  ['a body of another kind', { method: 'POST', url: '/api/sign-in', payload: 'a=b', type: 'text/xml' }],
  ['a body that is too large', { method: 'POST', url: '/api/sign-in', payload: `"${'x'.repeat(2 ** 21)}"` }],
])('%s is answered protected', async (_, { type = 'application/json', ...request }: Asked) => {
  const answer = await app.inject({ ...request, headers: { 'content-type': type } } as never)
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
  expect(protectionOf(answer)).toEqual(PROTECTED)
})

it('a service that is stopping answers protected', async () => {
  const stopping = await build()
  const answers: [number, object][] = []
  stopping.addHook('preClose', async () => {
    const { status, headers } = await fetch(`${address}/api/me`, { headers: { connection: 'close' } })
    answers.push([status, protectionOf({ headers: Object.fromEntries(headers) })])
  })
  const address = await stopping.listen({ port: 0, host: '127.0.0.1' })
  await stopping.close()
  expect(answers).toEqual([[503, PROTECTED]])
})

interface Asked {
  method?: string
  url: string
  payload?: string
  type?: string
}

import type { FastifyInstance, HTTPMethods } from 'fastify'
import { beforeAll, expect, it } from 'vitest'

import { createToken } from './access/tokens.ts'
import { buildApp } from './app.ts'
import { applyConfiguration } from './configure/configuration.ts'
import { createLocalChanges } from './live/changes.ts'
import { useDatabase } from './testing/database.ts'
import { answerOf, batchOf, calm, KEY, send, shop } from './testing/shop.ts'

const database = useDatabase()
const routes: { method: HTTPMethods; url: string }[] = []
let app: FastifyInstance

beforeAll(async () => {
  const made = await buildApp({
    db: database.db,
    changes: createLocalChanges(),
    pressure: calm(),
    onRoute({ method, url }) {
      for (const each of [method].flat()) routes.push({ method: each, url })
    },
  })
  await made.ready()
  app = made
  return () => made.close()
})

async function makeShops() {
  await applyConfiguration(database.db, 'shop', shop())
  await applyConfiguration(database.db, 'other', { ...shop(), project: { name: 'Other', keys: ['pk_other'] } })
}

/** What anybody may open, who knows no secret at all. */
const OPEN =
  /^(?:\*|\/|\/(?:console|demo|attune|widget-|words-).*|\/(?:healthz|readyz|metrics)|\/v1\/(?:config|events|impression|trace)|\/api\/(?:sign-(?:in|out)|sign-in\/oidc(?:\/callback)?|join(?:\/look)?|configuration\.schema\.json|openapi\.json|reference(?:\.css)?))$/

it('a write key opens nothing but reporting and the configuration of pages, on every route there is', async () => {
  await makeShops()
  const guarded = routes.filter(({ url }) => !OPEN.test(url))
  // A new route is guarded, or somebody has decided that it need not be.
  expect(guarded.length).toBeGreaterThan(10)
  for (const { method, url } of guarded) {
    const path = url.replaceAll(':project', 'shop').replaceAll(/:\w+/g, 'checkout').replace('*', 'x')
    for (const headers of [
      {},
      { authorization: `Bearer ${KEY}` },
      { authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}` },
      { cookie: `attune=${KEY}` },
      { 'x-api-key': KEY },
    ]) {
      const json =
        method === 'GET' || method === 'HEAD'
          ? {}
          : { payload: '{}', headers: { ...headers, 'content-type': 'application/json' } }
      const answer = await app.inject({ method, url: `${path}?key=${KEY}`, headers, ...json } as never)
      expect([method, url, headers, answer.statusCode]).toEqual([method, url, headers, 401])
      expect(answer.body).not.toContain('Checkout')
    }
  }
})

it('a key reports to its own project alone, whatever the body and the address say', async () => {
  await makeShops()
  const batch = { ...batchOf([answerOf()]), project: 'other', project_id: 'other', key: 'pk_other', lane: 7 }
  expect((await send(app, batch)).status).toBe(202)
  for (const tail of ['&project=other', '&key=pk_other', '%00', '%2F..%2Fother']) {
    const url = `/v1/events?key=${KEY}${tail}`
    await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/plain', 'x-project': 'other' },
      payload: JSON.stringify(batchOf([answerOf()])),
    })
  }
  const rows = await database.db.selectFrom('answers').select('project_id').execute()
  expect(new Set(rows.map((row) => row.project_id))).toEqual(new Set(['shop']))
  const config = await app.inject(`/v1/config?key=${KEY}&project=other`)
  expect(config.json()).toMatchObject({ project: 'shop' })
})

it('a secret token does not report, and reads no other project', async () => {
  await makeShops()
  const token = await createToken(database.db, 'shop', 'test', ['read', 'configure', 'admin'], null)
  expect((await send(app, batchOf([answerOf()]), 'text/plain', token)).status).toBe(401)
  const headers = { authorization: `Bearer ${token}` }
  const ofProject = routes.filter(({ url }) => url.startsWith('/api/projects/:project'))
  expect(ofProject.length).toBeGreaterThan(5)
  for (const { method, url } of ofProject) {
    const ask = (project: string) => {
      const path = url.replaceAll(':project', project).replaceAll(/:\w+/g, 'checkout')
      return app.inject({ method, url: path, headers } as never)
    }
    const [foreign, nowhere] = [await ask('other'), await ask('nowhere')]
    expect([method, url, foreign.statusCode, foreign.body]).toEqual([method, url, 404, nowhere.body])
  }
})

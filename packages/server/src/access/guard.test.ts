import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { registerProblems } from '../problems.ts'
import { useDatabase } from '../testing/database.ts'
import { shop } from '../testing/shop.ts'
import { createGuard, memberOf } from './guard.ts'
import { createPerson } from './people.ts'
import type { Role, Scope } from './scopes.ts'
import { startSession } from './sign-in.ts'
import { createToken } from './tokens.ts'

const database = useDatabase()
const SCOPES: Scope[] = ['read', 'configure', 'admin']

/** One route per scope, in a service with two projects. */
async function open() {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  await applyConfiguration(db, 'foreign', { project: { name: 'Foreign' }, journeys: [], prompts: [] })
  const app = Fastify()
  registerProblems(app)
  await app.register(cookie)
  const guard = createGuard(db, { secure: false })
  for (const scope of SCOPES) {
    app.get(`/api/projects/:project/${scope}`, { onRequest: guard(scope) }, (request) => memberOf(request).project)
    app.post(`/api/projects/:project/${scope}`, { onRequest: guard(scope) }, () => ({ done: true }))
  }
  app.get('/api/projects/:project/unguarded', (request) => memberOf(request).project)
  const ask = (path: string, headers: Record<string, string>) => app.inject({ url: `/api/projects/${path}`, headers })
  const bearer = async (project: string, scopes: Scope[], expires: Date | null = null) => ({
    authorization: `Bearer ${await createToken(db, project, 'test', scopes, expires)}`,
  })
  const signedIn = async (role: Role) => {
    const person_id = await createPerson(db, { email: `${role}@example.com`, name: role })
    const { lane } = await db.selectFrom('projects').select('lane').where('id', '=', 'shop').executeTakeFirstOrThrow()
    await db.insertInto('members').values({ lane, project_id: 'shop', person_id, role }).execute()
    return { cookie: `attune=${await startSession(db, person_id, undefined)}` }
  }
  return { db, app, ask, bearer, signedIn }
}

test('a foreign project is answered exactly as one that is not there', async () => {
  const { ask, bearer, signedIn } = await open()
  for (const credential of [await bearer('shop', SCOPES), await signedIn('owner')]) {
    const foreign = await ask('foreign/read', credential)
    const unknown = await ask('unknown/read', credential)
    expect(foreign.statusCode).toBe(404)
    expect(unknown.statusCode).toBe(404)
    expect(foreign.body).toBe(unknown.body)
    expect((await ask('shop/read', credential)).statusCode).toBe(200)
  }
})

test('without a credential everything is 401, whether the project is there or not', async () => {
  const { ask } = await open()
  expect((await ask('shop/read', {})).json()).toMatchObject({ status: 401, code: 'signed_out' })
  expect((await ask('unknown/read', {})).statusCode).toBe(401)
})

test('a revoked, an expired, a made-up and a malformed token are 401, even beside a good cookie', async () => {
  const { db, ask, bearer, signedIn } = await open()
  const good = await signedIn('owner')
  const revoked = await bearer('shop', ['read'])
  expect((await ask('shop/read', revoked)).statusCode).toBe(200)
  await db.deleteFrom('tokens').execute()
  const expired = await bearer('shop', ['read'], new Date(Date.now() - 1))
  const others = ['Bearer at_made-up', 'Bearer', 'Basic at_made-up', ''].map((authorization) => ({ authorization }))
  for (const token of [revoked, expired, ...others]) {
    expect((await ask('shop/read', { ...good, ...token })).statusCode).toBe(401)
  }
})

test('a token does what its scopes say and nothing else', async () => {
  const { ask, bearer } = await open()
  for (const has of SCOPES) {
    const token = await bearer('shop', [has])
    for (const needs of SCOPES) {
      expect((await ask(`shop/${needs}`, token)).statusCode, `${has} at ${needs}`).toBe(has === needs ? 200 : 403)
    }
  }
})

test('a role does what it says: owners all, editors configure, the others read', async () => {
  const { ask, signedIn } = await open()
  const allowed = { owner: [200, 200, 200], editor: [200, 200, 403], analyst: [200, 403, 403], viewer: [200, 403, 403] }
  for (const [role, statuses] of Object.entries(allowed)) {
    const session = await signedIn(role as Role)
    for (const [i, scope] of SCOPES.entries()) {
      expect((await ask(`shop/${scope}`, session)).statusCode, `${role} at ${scope}`).toBe(statuses[i])
    }
  }
})

test("another site's page changes nothing with a person's cookie", async () => {
  const { app, signedIn, bearer } = await open()
  const session = await signedIn('owner')
  const post = async (headers: Record<string, string>, payload = '{}') => {
    const json = { 'content-type': 'application/json', ...headers }
    return (await app.inject({ method: 'POST', url: '/api/projects/shop/configure', headers: json, payload }))
      .statusCode
  }
  expect(await post({ ...session, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await post({ ...session, 'sec-fetch-site': 'same-site' })).toBe(403)
  expect(await post({ ...session, origin: 'https://evil.example' })).toBe(403)
  expect(await post({ ...session, origin: 'null' })).toBe(403)
  expect(await post(session)).toBe(403)
  expect(await post({ ...session, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' })).toBe(415)
  expect(await post({ ...session, 'sec-fetch-site': 'same-origin' })).toBe(200)
  expect(await post({ ...session, host: 'attune.test', origin: 'https://attune.test' })).toBe(200)
  expect(await post({ ...(await bearer('shop', ['configure'])), 'sec-fetch-site': 'cross-site' })).toBe(200)
})

test('a token tells when it was used, at most once a minute', async () => {
  const { db, ask, bearer } = await open()
  const token = await bearer('shop', ['read'])
  const used = async () => (await db.selectFrom('tokens').select('last_used_at').executeTakeFirst())?.last_used_at
  expect(await used()).toBeNull()
  await ask('shop/read', token)
  const first = await used()
  expect(first).toBeInstanceOf(Date)
  await ask('shop/read', token)
  expect(await used()).toEqual(first)
})

test('a route that forgot its guard answers nothing', async () => {
  const { ask, bearer } = await open()
  expect((await ask('shop/unguarded', await bearer('shop', SCOPES))).statusCode).toBe(500)
})

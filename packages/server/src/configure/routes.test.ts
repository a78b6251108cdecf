import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { expect, it } from 'vitest'

import { createGuard } from '../access/guard.ts'
import { createToken } from '../access/tokens.ts'
import { registerProblems } from '../problems.ts'
import { useDatabase } from '../testing/database.ts'
import { fullShop } from '../testing/full-shop.ts'
import { gateOf, KEY, shop } from '../testing/shop.ts'
import { applyConfiguration } from './configuration.ts'
import { createDirectory } from './directory.ts'
import { createPaces } from './paces.ts'
import { createQuotas } from './quotas.ts'
import { configurationRoutes, pageConfigRoutes } from './routes.ts'

const database = useDatabase()

async function openPages(document = shop()) {
  await applyConfiguration(database.db, 'shop', document)
  const directory = createDirectory(database.db)
  const app = Fastify()
  registerProblems(app)
  await app.register(pageConfigRoutes, {
    gate: gateOf(directory),
    quotas: createQuotas(database.db),
    paces: createPaces(database.db),
    widget: '/widget-abc.js',
  })
  const get = (key: string, headers: Record<string, string> = {}) =>
    app.inject({ url: `/v1/config?key=${key}`, headers })
  return { get, directory }
}

it('a page is told exactly what is public, and no more', async () => {
  const { get } = await openPages()
  expect((await get(KEY)).json()).toEqual({
    project: 'shop',
    journeys: shop().journeys,
    prompts: [{ ...shop().prompts[0], version: 1, on: 'completed', share: 1, scale: 'faces', why: true }],
    settings: { budget: { sameStepDays: 0 }, privacy: 'open', widget: '/widget-abc.js' },
  })
})

it('where the project asks for impressions, each key is told where to get them with it', async () => {
  const document = shop()
  const project = { ...document.project, keys: [KEY, 'pk_next'], impressions: true }
  const { get } = await openPages({ ...document, project })
  for (const key of [KEY, 'pk_next', KEY])
    expect((await get(key)).json()).toMatchObject({ settings: { impressions: `/v1/impression?key=${key}` } })
})

it('what is stored beside the public fields stays where it is', async () => {
  const { get, directory } = await openPages()
  await database.db
    .updateTable('journeys')
    .set({ steps: JSON.stringify([{ id: 'cart', name: 'Cart', note: 'secret' }]) })
    .execute()
  await database.db
    .updateTable('prompt_versions')
    .set({ content: JSON.stringify({ ...shop().prompts[0], version: 1, owner: 'secret' }) })
    .execute()
  await database.db.updateTable('projects').set({ revision: 2 }).execute()
  directory.forget()
  const { body } = await get(KEY)
  expect(body).toContain('"Cart"')
  expect(body).not.toContain('secret')
})

it('paused and imported prompts are not for pages', async () => {
  const { get, directory } = await openPages()
  const document = shop()
  Object.assign(document.prompts[0] ?? {}, { status: 'paused' })
  document.prompts.push({
    id: 'survey',
    step: 'checkout',
    status: 'imported',
    wording: { default: { question: 'Overall?' } },
  })
  await applyConfiguration(database.db, 'shop', document)
  directory.forget()
  expect((await get(KEY)).json()).toMatchObject({ prompts: [] })
})

it('an answer that the caller has already is not sent again, until it changes', async () => {
  const { get, directory } = await openPages()
  const first = await get(KEY)
  const etag = String(first.headers.etag)
  expect(etag).toMatch(/^"[\w-]{27}"$/)
  expect(first.headers['cache-control']).toBe('public, max-age=60, stale-while-revalidate=86400')
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const again = await get(KEY, { 'if-none-match': tag })
    expect([tag, again.statusCode, again.body]).toEqual([tag, 304, ''])
    expect(again.headers.etag).toBe(etag)
  }
  const document = shop()
  document.project.budget = { perSession: 2 }
  await applyConfiguration(database.db, 'shop', document)
  directory.forget()
  const changed = await get(KEY, { 'if-none-match': etag })
  expect([changed.statusCode, changed.json()]).toMatchObject([200, { settings: { budget: { perSession: 2 } } }])
})

it('an unknown key is told so, and the answer is not kept', async () => {
  const { get } = await openPages()
  for (const key of ['pk_nobody', '', 'shop']) {
    const answer = await get(key)
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([401, 'no-store'])
    expect(answer.json()).toMatchObject({ code: 'unknown_key' })
  }
})

async function openConfiguration() {
  const { db } = database
  const directory = createDirectory(db)
  const app = Fastify()
  registerProblems(app)
  await app.register(cookie)
  await app.register(configurationRoutes, { db, directory, guard: createGuard(db, { secure: false }) })
  const reader = await createToken(db, 'shop', 'reader', ['read'], null)
  const writer = await createToken(db, 'shop', 'writer', ['read', 'configure'], null)
  const call = (
    method: 'GET' | 'PUT',
    token: string | null,
    payload?: object,
    { project = 'shop', ...headers }: Record<string, string> = {},
  ) =>
    app.inject({
      method,
      url: `/api/projects/${project}/configuration`,
      headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
      ...(payload ? { payload } : {}),
    })
  return { app, directory, reader, writer, call }
}

it('the configuration is read with the scope to read, and changed with the scope to configure', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const { directory, reader, writer, call } = await openConfiguration()
  const document = shop()
  Object.assign(document.prompts[0] ?? {}, { share: 0.5 })
  const blind = { 'if-match': '*' }
  expect((await call('PUT', null, document, blind)).statusCode).toBe(401)
  expect((await call('PUT', reader, document, blind)).statusCode).toBe(403)
  expect((await call('PUT', writer, document, { ...blind, project: 'other' })).statusCode).toBe(404)
  expect((await directory.byId('shop'))?.revision).toBe(1)
  const applied = await call('PUT', writer, document, blind)
  expect([applied.statusCode, applied.json()]).toEqual([
    200,
    { created: false, published: [{ prompt: 'payment-feel', version: 2 }] },
  ])
  expect((await directory.byId('shop'))?.revision).toBe(2)
  const read = await call('GET', reader)
  expect(read.json()).toMatchObject({ project: { name: 'Shop' }, prompts: [{ share: 0.5 }] })

  Object.assign(document.prompts[0] ?? {}, { step: 'checkout/pay' })
  const refused = await call('PUT', writer, document, blind)
  expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([
    422,
    'prompts[0].step: there is no step "checkout/pay"; did you mean "checkout/payment"?',
  ])
  expect((await call('PUT', writer, undefined, blind)).statusCode).toBe(422)
})

it('nobody overwrites what they have not seen, unless they say that theirs is the truth', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const { reader, writer, call } = await openConfiguration()
  const named = (name: string) => ({ ...shop(), project: { ...shop().project, name } })
  const first = String((await call('GET', reader)).headers.etag)
  expect(first).toMatch(/^"[\w-]{27}"$/)

  const ours = await call('PUT', writer, named('Ours'), { 'if-match': first })
  const second = String(ours.headers.etag)
  expect([ours.statusCode, second]).toEqual([200, (await call('GET', reader)).headers.etag])
  expect(second).not.toBe(first)

  const said = [
    [named('Theirs'), { 'if-match': first }, 412, 'changed_meanwhile'],
    [named('Theirs'), {}, 428, 'precondition_required'],
    [{ ...named('Theirs'), $revision: first.replaceAll('"', '') }, {}, 412, 'changed_meanwhile'],
    [{ ...named('Theirs'), $revision: second.replaceAll('"', '') }, { 'if-match': first }, 412, 'changed_meanwhile'],
  ] as const
  for (const [document, headers, status, code] of said) {
    const answer = await call('PUT', writer, document, headers)
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code])
    expect((await call('GET', reader)).json()).toMatchObject({ project: { name: 'Ours' } })
  }
  // What changes nothing overwrites nothing.
  expect((await call('PUT', writer, named('Ours'))).statusCode).toBe(200)
  const inside = { ...named('Theirs'), $revision: second.replaceAll('"', '') }
  expect((await call('PUT', writer, inside)).statusCode).toBe(200)
  expect((await call('PUT', writer, named('The truth'), { 'if-match': '*' })).statusCode).toBe(200)
})

it('of two who put at once with the same tag, one is told', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const { reader, writer, call } = await openConfiguration()
  const seen = { 'if-match': String((await call('GET', reader)).headers.etag) }
  const named = (name: string) => ({ ...shop(), project: { ...shop().project, name } })
  const answers = await Promise.all(['A', 'B', 'C', 'D'].map((name) => call('PUT', writer, named(name), seen)))
  expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 412, 412, 412])
})

it('the first document of a project that nobody has configured needs no tag', async () => {
  await applyConfiguration(database.db, 'shop', { project: { name: 'New' }, journeys: [], prompts: [] })
  const { reader, writer, call } = await openConfiguration()
  const { project, ...rest } = shop()
  delete project.keys
  const document = { project, ...rest }
  expect((await call('PUT', writer, document)).statusCode).toBe(200)
  expect((await call('GET', reader)).json()).toMatchObject({ journeys: [{ id: 'checkout' }] })
  expect((await call('PUT', writer, { ...document, prompts: [] })).statusCode).toBe(428)

  await applyConfiguration(database.db, 'shop', {
    project: { name: 'New', budget: { perSession: 1 } },
    journeys: [],
    prompts: [],
  })
  expect((await call('PUT', writer, document)).statusCode).toBe(428)
})

it('the schema for editors is for everybody, and is what documents are checked by', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const { app } = await openConfiguration()
  const answer = await app.inject('/api/configuration.schema.json')
  expect([answer.statusCode, answer.headers['content-type'], answer.headers['access-control-allow-origin']]).toEqual([
    200,
    'application/schema+json; charset=utf-8',
    '*',
  ])
  const check = Compile(answer.json<TSchema>())
  expect(check.Check(fullShop())).toBe(true)
  expect(check.Check({ ...fullShop(), $schema: 'https://feedback.example.com/x', $revision: 'abc' })).toBe(true)
  expect(check.Check({ ...fullShop(), colour: 'red' })).toBe(false)
})

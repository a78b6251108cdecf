import { Validator } from '@seriousme/openapi-schema-validator'
import type { FastifyInstance } from 'fastify'
import { type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { beforeAll, expect, it } from 'vitest'

import { createToken } from '../access/tokens.ts'
import { buildApp } from '../app.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createLocalChanges } from '../live/changes.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, batchOf, calm, curiousShop, enteredOf, KEY, send } from '../testing/shop.ts'
import type { ApiDocument } from './document.ts'
import { kindOf, schemaOf } from './page-schemas.ts'
import { CompareChoices } from './shapes-compare-options.ts'
import { Compare } from './shapes-compare.ts'
import { Drivers } from './shapes-drivers.ts'
import { MANAGED } from './shapes-manage.ts'
import { Config, Configuration, Receipt } from './shapes-pages.ts'
import { TEAM } from './shapes-team.ts'
import { Delivery, Feel, Map, Problem, Project, Voices } from './shapes.ts'

const database = useDatabase()
const routes: string[] = []
let app: FastifyInstance

beforeAll(async () => {
  const made = await buildApp({
    db: database.db,
    changes: createLocalChanges(),
    pressure: calm(),
    onRoute({ method, url }) {
      // Whoever may GET may ask for the head alone.
      for (const each of [method].flat())
        if (each !== 'HEAD') routes.push(`${each} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
    },
  })
  await made.ready()
  app = made
  return () => made.close()
})

async function readDocument() {
  return (await app.inject('/api/openapi.json')).json<ApiDocument>()
}

async function operationsOf() {
  const { paths } = await readDocument()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  )
}

/** What people and pages open, and the answer to a page's preflight. */
const NOT_DOCUMENTED = /^(GET \/(|console|demo|console\/\*|demo\/\*|attune.*|widget-.*|words-.*)|OPTIONS \*)$/

it('every route there is, is in the document, and the other way round', async () => {
  const documented = (await operationsOf()).map(({ name }) => name)
  expect(documented.toSorted()).toEqual(routes.filter((route) => !NOT_DOCUMENTED.test(route)).toSorted())
  expect(documented.length).toBeGreaterThan(20)
})

it('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate((await readDocument()) as never)).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

it('every route says what it does, under a chapter, and by a name of its own', async () => {
  const operations = await operationsOf()
  const silent = operations.filter(({ operation }) => !operation.summary || !operation.tags?.length)
  expect(silent.map(({ name }) => name)).toEqual([])
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
})

it('the scope that a guard asks for is said, and nothing that is open asks for any', async () => {
  const { paths } = await readDocument()
  const put = paths['/api/projects/{project}/configuration']?.['put']
  expect(put).toMatchObject({
    operationId: 'putProjectsConfiguration',
    description: expect.stringContaining('Needs the scope `configure`.') as string,
    security: [{ token: [] }, { session: [] }],
    requestBody: { required: true },
    parameters: [
      { name: 'project', in: 'path', required: true, description: 'The id of the project, e.g. `demo`' },
      { name: 'if-match', in: 'header', required: false },
    ],
  })
  expect(paths['/healthz']?.['get']).not.toHaveProperty('security')
  expect(paths['/api/projects/{project}/prompts/{prompt}/dry-run']?.['post']?.requestBody?.required).toBe(false)
})

it('every reference leads somewhere, and what has a name is said once', async () => {
  const text = (await app.inject('/api/openapi.json')).body
  const { components } = await readDocument()
  const named = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name))
  expect([...named].toSorted()).toEqual(Object.keys(components.schemas).toSorted())
  expect(named).toContain('PromptDocument')
  expect(text.match(/"perPerson"/g)?.length).toBeLessThanOrEqual(2)
})

it('the page for people names every route, and carries nothing that a strict policy would stop', async () => {
  const page = await app.inject('/api/reference')
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers['content-security-policy']).toContain("default-src 'self'")
  for (const { name, operation } of await operationsOf()) {
    expect(page.body, name).toContain(`id="${operation.operationId}"`)
    expect(page.body, name).toContain(`href="#${operation.operationId}"`)
  }
  expect(page.body).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:|https?:\/\//i)
  const ids = new Set([...page.body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  for (const [, to] of page.body.matchAll(/href="#([^"]+)"/g)) expect(ids, to).toContain(to)
  expect((await app.inject('/api/reference.css')).headers['content-type']).toBe('text/css; charset=utf-8')
})

it('a value is said in words: lists, maps, choices, bounds, and what is named by its name', () => {
  expect(kindOf({ type: 'array', items: { $ref: '#/components/schemas/Voice' } })).toBe(
    'list of <a href="#Voice">Voice</a>',
  )
  expect(kindOf({ type: 'object', additionalProperties: { type: 'integer', minimum: 0 } })).toBe(
    'map of integer (from 0)',
  )
  expect(kindOf({ anyOf: [{ enum: ['a', '<b>'] }, { type: 'null' }] })).toBe(
    '<code>&#34;a&#34;</code> or <code>&#34;&#60;b&#62;&#34;</code> or null',
  )
  const inner = { type: 'object', required: ['n'], properties: { n: { type: 'number' }, m: {} } }
  expect(schemaOf({ type: 'object', additionalProperties: inner })).toBe(
    '<p>map of object</p><dl><dt><code>n</code></dt><dd><span>number</span></dd>' +
      '<dt><code>m</code> <small>optional</small></dt><dd><span>anything</span></dd></dl>',
  )
})

it('what a reader has already is not sent again', async () => {
  const { headers } = await app.inject('/api/openapi.json')
  const again = await app.inject({ url: '/api/openapi.json', headers: { 'if-none-match': String(headers['etag']) } })
  expect([again.statusCode, again.body]).toEqual([304, ''])
})

it('what is answered is of the shape that the reference says', async () => {
  await applyConfiguration(database.db, 'shop', curiousShop())
  const { body: receipt } = await send(app, batchOf([enteredOf(), answerOf({ comment: 'Slow.', variant: 'a' })]))
  const authorization = `Bearer ${await createToken(database.db, 'shop', 'test', ['read', 'configure', 'admin'], null)}`
  const ask = async (url: string, method: 'GET' | 'POST' = 'GET', payload?: object) =>
    (await app.inject({ url, method, headers: { authorization }, ...(payload && { payload }) })).json<unknown>()
  const of = '/api/projects/shop'
  const answers: [string, TSchema, unknown][] = [
    ['receipt', Receipt, receipt],
    ['page', Config, await ask(`/v1/config?key=${KEY}`)],
    ['projects', Type.Array(Project), await ask('/api/projects')],
    ['feel', Feel, await ask(`${of}/feel?by=step,day,device&journey=checkout`)],
    ['compare', Compare, await ask(`${of}/compare?journey=checkout&step=payment&date=2026-01-05`)],
    ['compare options', CompareChoices, await ask(`${of}/compare/options?journey=checkout`)],
    ['drivers', Drivers, await ask(`${of}/drivers?journey=checkout&outcome=payment-feel`)],
    ['map', Map, await ask(`${of}/journeys/checkout/map`)],
    ['voices', Voices, await ask(`${of}/voices`)],
    ['delivery', Delivery, await ask(`${of}/delivery`)],
    ['configuration', Configuration, await ask(`${of}/configuration`)],
    ['dry run', MANAGED.DryRun, await ask(`${of}/prompts/payment-feel/dry-run`, 'POST', {})],
    ['would ask', MANAGED.WouldAskAnswer, await ask(`${of}/prompts/payment-feel/would-ask`, 'POST', { page: '/' })],
    ['respect', MANAGED.RespectAnswer, await ask(`${of}/respect`)],
    ['settings', MANAGED.ProjectSettings, await ask(of)],
    ['new key', MANAGED.KeyItem, await ask(`${of}/keys`, 'POST')],
    ['keys', Type.Array(MANAGED.KeyItem), await ask(`${of}/keys`)],
    ['journeys', MANAGED.JourneyList, await ask(`${of}/journeys`)],
    ['pages', MANAGED.PageList, await ask(`${of}/pages`)],
    ['journey', MANAGED.JourneyConfig, await ask(`${of}/journeys/checkout`)],
    ['prompts', Type.Array(MANAGED.PromptListItem), await ask(`${of}/prompts`)],
    ['prompt', MANAGED.PromptState, await ask(`${of}/prompts/payment-feel`)],
    ['versions', Type.Array(MANAGED.PromptVersionItem), await ask(`${of}/prompts/payment-feel/versions`)],
    ['ways', TEAM.SignInWays, await ask('/api/sign-in')],
    ['invitation', TEAM.InvitationItem, await ask(`${of}/invitations`, 'POST', GUEST)],
    ['invitations', Type.Array(TEAM.InvitationItem), await ask(`${of}/invitations`)],
    ['members', Type.Array(TEAM.MemberItem), await ask(`${of}/members`)],
    ['tokens', Type.Array(TEAM.TokenItem), await ask(`${of}/tokens`)],
    ['audit', TEAM.AuditAnswer, await ask(`${of}/audit`)],
    ['problem', Problem, await ask(`${of}/feel?nothing=1`)],
  ]
  for (const [name, shape, answer] of answers) {
    const said = closed(shape)
    expect([
      name,
      Compile(said)
        .Errors(answer)
        .map(({ instancePath, message }) => `${instancePath} ${message}`),
    ]).toEqual([name, []])
  }
})

const GUEST = { email: 'guest@example.com', role: 'viewer' }

/** The same shape, fulfilled by nothing that has more than it says. */
function closed(shape: TSchema): TSchema {
  return JSON.parse(
    JSON.stringify(shape, (_name, value: unknown) =>
      typeof value === 'object' && value !== null && 'properties' in value && 'type' in value && value.type === 'object'
        ? { ...value, additionalProperties: false }
        : value,
    ),
  ) as TSchema
}

import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'

import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'

import { COMMAND } from '../access/audit.ts'
import { createGuard } from '../access/guard.ts'
import { createToken } from '../access/tokens.ts'
import { applyConfiguration, readConfiguration } from '../configure/configuration.ts'
import { createDirectory } from '../configure/directory.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { registerProblems } from '../problems.ts'
import { useDatabase } from '../testing/database.ts'
import { record } from '../testing/reader.ts'
import { shop } from '../testing/shop.ts'
import { callOffDeletion, DELETE_AFTER_DAYS, deleteDueProjects, planDeletion } from './deletion.ts'
import { exportProject } from './export.ts'
import { privacyRoutes } from './routes.ts'

const database = useDatabase()
const NOW = new Date('2026-11-26T12:00:00.000Z')
const LATER = new Date(NOW.getTime() + DELETE_AFTER_DAYS * 86_400_000)

/** A project in the lane of the shop: what forgets to say which project is meant hits it. */
const OTHER =
  Array.from({ length: 10_000 }, (_, i) => `other${i}`).find((id) => laneOf(id) === laneOf('shop')) ?? 'none'

/** The shop with answers and a visit, and another project beside it. */
async function open(answers = 3): Promise<Db> {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  await applyConfiguration(db, OTHER, { ...shop(), project: { name: 'Other' } })
  const at = new Date().toISOString()
  const given = Array.from({ length: answers }, (_, i) => ({
    type: 'answered' as const,
    id: randomUUID(),
    visit: randomUUID(),
    prompt: 'payment-feel',
    version: 1,
    step: 'checkout/payment',
    at,
    feel: (i % 5) + 1,
    comment: `words ${i}`,
  }))
  await record(db, given)
  await record(db, [{ ...(given[0] as (typeof given)[0]), id: randomUUID() }], 'live', {}, OTHER)
  return db
}

async function rowsOf(db: Db, project: string): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of ['answers', 'counts', 'batches', 'prompts', 'prompt_versions', 'write_keys', 'audit']) {
    const { rows } = await sql<{
      n: string
    }>`select count(*) as n from ${sql.table(table)} where project_id = ${project}`.execute(db)
    found[table] = Number(rows[0]?.n)
  }
  return found
}

const keyOf = async (db: Db) => String((await readConfiguration(db, 'shop')).project.keys?.[0])

describe('deleting a project', () => {
  test('takes a week, in which its pages report nothing and everything can still be read', async () => {
    const db = await open()
    const before = await rowsOf(db, 'shop')
    const key = await keyOf(db)
    expect(await planDeletion(db, 'shop', COMMAND, NOW)).toEqual(LATER)
    expect(await createDirectory(db).byKey(key)).toBeNull()
    expect(await deleteDueProjects(db, new Date(LATER.getTime() - 1))).toEqual([])
    expect(await rowsOf(db, 'shop')).toEqual({ ...before, audit: (before['audit'] ?? 0) + 1 })
  })

  test('said twice, it happens when it was said first', async () => {
    const db = await open()
    await planDeletion(db, 'shop', COMMAND, NOW)
    expect(await planDeletion(db, 'shop', COMMAND, LATER)).toEqual(LATER)
  })

  test('called off, it is as before', async () => {
    const db = await open()
    await planDeletion(db, 'shop', COMMAND, NOW)
    await callOffDeletion(db, 'shop', COMMAND)
    expect(await deleteDueProjects(db, new Date(LATER.getTime() + 1))).toEqual([])
    expect((await createDirectory(db).byKey(await keyOf(db)))?.id).toBe('shop')
    const told = await db.selectFrom('audit').select('action').where('project_id', '=', 'shop').orderBy('id').execute()
    expect(told.map(({ action }) => action)).toEqual([
      'project.created',
      'project.deletion_planned',
      'project.deletion_called_off',
    ])
  })

  test('once the week is over nothing of it is left, and nothing else is touched', async () => {
    const db = await open(5_001)
    const beside = await rowsOf(db, OTHER)
    expect(Math.min(...Object.values(beside))).toBeGreaterThan(0)
    await planDeletion(db, 'shop', COMMAND, NOW)
    expect(await deleteDueProjects(db, LATER)).toEqual(['shop'])
    expect(Object.values(await rowsOf(db, 'shop'))).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(await rowsOf(db, OTHER)).toEqual(beside)
    expect(await deleteDueProjects(db, LATER)).toEqual([])
  })
})

describe('exporting a project', () => {
  async function linesOf(db: Db): Promise<Record<string, unknown>[]> {
    const lines: Record<string, unknown>[] = []
    for await (const line of exportProject(db, 'shop', NOW)) lines.push(JSON.parse(line) as Record<string, unknown>)
    return lines
  }

  test('gives every answer, every count and every wording once, and nobody else’s', async () => {
    const db = await open(2_500)
    const lines = await linesOf(db)
    const kinds = Map.groupBy(lines, (line) => String(line['kind']))
    const stored = await rowsOf(db, 'shop')
    expect(lines[0]).toMatchObject({ kind: 'about', project: 'shop' })
    expect(new Set(kinds.get('answer')?.map((row) => row['id'])).size).toBe(2_500)
    expect(kinds.get('count')?.length).toBe(stored['counts'])
    expect(kinds.get('version')?.length).toBe(stored['prompt_versions'])
    expect(lines.filter((line) => 'project_id' in line && line['project_id'] !== 'shop')).toEqual([])
  })

  test('holds no hash of a secret', async () => {
    const db = await open()
    const secret = await createToken(db, 'shop', 'bi', ['read'], null)
    const { hash } = await db.selectFrom('tokens').select('hash').executeTakeFirstOrThrow()
    const text = JSON.stringify(await linesOf(db))
    for (const trace of [secret, hash.toString('hex'), hash.toString('base64'), 'password_hash'])
      expect(text).not.toContain(trace)
  })
})

test('who only asks what an export would be called has nothing read for it', async () => {
  const db = await open()
  let reads = 0
  const watched = db.withPlugin({
    transformQuery: ({ node }) => {
      reads++
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  })
  const { app, as } = await serve(db, watched)
  const headers = await as(['admin'])
  const answer = await app.inject({ method: 'HEAD', url: '/api/projects/shop/export', headers })
  // What is read for nobody is read after the answer.
  await setTimeout(50)
  expect([answer.statusCode, answer.body, reads]).toEqual([200, '', 0])
  expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
  expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="shop-/)
  expect((await app.inject({ url: '/api/projects/shop/export', headers })).statusCode).toBe(200)
  expect(reads).toBeGreaterThan(0)
  await app.close()
})

test('only who decides over a project takes it along or away', async () => {
  const db = await open()
  const { app, as } = await serve(db)
  const weak = await as(['read', 'configure'])
  const strong = await as(['admin'])
  const ask = (method: 'GET' | 'POST' | 'DELETE', url: string, headers: Record<string, string>) =>
    app.inject({ method, url: `/api/projects/shop${url}`, headers })
  for (const [method, url] of [
    ['GET', '/export'],
    ['DELETE', ''],
    ['POST', '/keep'],
  ] as const)
    expect((await ask(method, url, weak)).statusCode, url).toBe(403)
  const exported = await ask('GET', '/export', strong)
  expect(exported.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
  expect(exported.headers['content-disposition']).toMatch(/^attachment; filename="shop-\d{4}-\d\d-\d\d\.ndjson"$/)
  expect((await ask('DELETE', '', strong)).json()).toEqual({ delete_after: expect.any(String) as string })
  expect((await ask('POST', '/keep', strong)).statusCode).toBe(204)
  const { delete_after } = await db
    .selectFrom('projects')
    .select('delete_after')
    .where('lane', '=', laneOf('shop'))
    .where('id', '=', 'shop')
    .executeTakeFirstOrThrow()
  expect(delete_after).toBeNull()
  await app.close()
})

/** Serves the routes. @param asked What they ask. */
async function serve(db: Db, asked = db) {
  const app = Fastify()
  registerProblems(app)
  await app.register(cookie)
  const guard = createGuard(db, { secure: false })
  await app.register(privacyRoutes, { db: asked, directory: createDirectory(db), guard })
  const as = async (scopes: ('read' | 'configure' | 'admin')[]) => ({
    authorization: `Bearer ${await createToken(db, 'shop', 'test', scopes, null)}`,
  })
  return { app, as }
}

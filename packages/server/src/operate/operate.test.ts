import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'

import { countsCommand } from '../aggregate/command.ts'
import { verifyCounts } from '../aggregate/verify.ts'
import { buildApp } from '../app.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { openDatabase } from '../database/open.ts'
import { createLocalChanges } from '../live/changes.ts'
import { readSettings } from '../settings.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, batchOf, calm, countsOf, KEY, openShop, send, shop } from '../testing/shop.ts'
import { examine } from './doctor.ts'
import { describeError, loggingOf } from './log.ts'

const database = useDatabase()
const SETTINGS = readSettings({ DATABASE_URL: 'postgres://x/y' }, '/srv')

async function openService(options: { metricsToken?: string; lines?: string[] } = {}) {
  await applyConfiguration(database.db, 'shop', shop())
  const { lines, ...rest } = options
  const logging = lines ? { logging: loggingOf('trace', { write: (line) => void lines.push(line) }) } : {}
  const app = await buildApp({ db: database.db, changes: createLocalChanges(), pressure: calm(), ...rest, ...logging })
  onTestFinished(() => app.close())
  return app
}

it('logs have the id of each request, and no address, key, word, person or secret, whatever goes wrong', async () => {
  const lines: string[] = []
  const app = await openService({ lines })
  const canaries = [
    '203.0.113.77',
    KEY,
    'canary-words',
    'canary-person',
    'at_canary',
    'canary-cookie',
    '198.51.100.9',
    'canary-path',
  ]
  const request = {
    method: 'POST',
    remoteAddress: '203.0.113.77',
    headers: {
      'content-type': 'text/plain',
      authorization: 'Bearer at_canary',
      cookie: 'attune=canary-cookie',
      'x-forwarded-for': '198.51.100.9',
    },
  } as const
  const post = (body: unknown, url = `/v1/events?key=${KEY}`) =>
    app.inject({ ...request, url, payload: typeof body === 'string' ? body : JSON.stringify(body) })
  const batch = () => batchOf([answerOf({ comment: 'canary-words' })], { visitor: 'canary-person' })
  await post(batch())
  await post('{"canary-words"')
  await post(batch(), `/canary-path?key=${KEY}`)
  // What the database refuses it quotes.
  await sql`alter table answers add constraint no_words check (comment is null) not valid`.execute(database.db)
  expect((await post(batch())).statusCode).toBeGreaterThanOrEqual(202)
  await database.db.schema.alterTable('answers').dropConstraint('no_words').execute()
  await app.inject({ url: '/api/projects/shop/feel', headers: { authorization: 'Bearer at_canary' } })
  await app.close()
  expect(lines.length).toBeGreaterThan(5)
  const text = lines.join('')
  expect(canaries.filter((canary) => text.includes(canary))).toEqual([])
  expect(JSON.parse(lines.find((line) => line.includes('"route"')) ?? '{}')).toMatchObject({
    reqId: expect.stringMatching(/^[\da-f-]{36}$/) as string,
  })
})

it('of an error of the database what it was is logged, and not the values that it quotes', async () => {
  const error: unknown = await sql`select ${'canary-words'}::int`
    .execute(database.db)
    .catch((thrown: unknown) => thrown)
  expect((error as Error).message).toContain('canary-words')
  const text = JSON.stringify(describeError(new Error('outer', { cause: error })))
  expect(text).toContain('22P02')
  expect(text).not.toContain('canary')
})

it('readiness means the database and its tables, and says what is missing otherwise', async () => {
  const app = await openService()
  expect((await app.inject('/readyz')).json()).toMatchObject({ ok: true, lag: { waiting_bytes: 0 } })
  await database.db.schema.alterTable('kysely_migration').renameTo('kysely_away').execute()
  const unready = await app.inject('/readyz')
  await database.db.schema.alterTable('kysely_away').renameTo('kysely_migration').execute()
  expect([unready.statusCode, unready.json<{ detail: string }>().detail]).toEqual([
    503,
    expect.stringContaining('attune migrate'),
  ])
  expect((await app.inject('/healthz')).json()).toEqual({ ok: true })
})

it('metrics count requests by outcome, refusals and commits, and name nobody', async () => {
  const app = await openService()
  await send(app, batchOf([answerOf()]))
  await send(app, '{')
  const { body, headers } = await app.inject('/metrics')
  expect(headers['content-type']).toContain('text/plain')
  expect(body).toContain('attune_request_duration_seconds_count{method="POST",route="/v1/events",status="202"} 1')
  expect(body).toContain('attune_request_duration_seconds_count{method="POST",route="/v1/events",status="400"} 1')
  expect(body).toContain('attune_bodies_refused_total{reason="bad_request"} 1')
  expect(body).toContain('attune_commit_batches_count 1')
  expect(body).toContain('attune_waiting_batches 0')
  expect(body).not.toMatch(/shop|pk_/)
})

it('metrics are for this machine, or for who has the token', async () => {
  const open = await openService()
  const status = async (app: typeof open, headers = {}, remoteAddress = '127.0.0.1') =>
    (await app.inject({ url: '/metrics', headers, remoteAddress })).statusCode
  expect(await status(open)).toBe(200)
  expect(await status(open, {}, '192.0.2.1')).toBe(401)
  expect(await status(open, { 'x-forwarded-for': '192.0.2.1' })).toBe(401)
  const closed = await openService({ metricsToken: 'monitor' })
  expect([await status(closed), await status(closed, { authorization: 'Bearer wrong' })]).toEqual([401, 401])
  expect(await status(closed, { authorization: 'Bearer monitor' }, '192.0.2.1')).toBe(200)
})

it('a service that stops says so, with when to come back', async () => {
  const app = await openService()
  const closing = app.close()
  const answer = await app.inject({ url: '/healthz' }).catch(() => null)
  await closing
  expect(answer === null || (answer.statusCode === 503 && answer.headers['retry-after'] === '2')).toBe(true)
})

it('the doctor finds a good service good, and says what to do about a bad one', async () => {
  const findings = await examine(database.db, SETTINGS)
  expect(findings.filter(({ isGood }) => !isGood).map(({ what }) => what)).toEqual(
    findings.some(({ what, isGood }) => what === 'durability' && !isGood) ? ['durability'] : [],
  )
  const late = await examine(
    database.db,
    { ...SETTINGS, publicUrl: 'http://feedback.example.com', host: '0.0.0.0' },
    () => Date.now() - 60_000,
  )
  expect(late.filter(({ isGood }) => !isGood).map(({ what }) => what)).toEqual(
    expect.arrayContaining(['address', 'clock']) as string[],
  )
  expect(late.find(({ what }) => what === 'clock')?.says).toContain('60 s apart')
  const { db, close } = openDatabase('postgres://postgres@127.0.0.1:1/nowhere', 1, () => {})
  const away = await examine(db, SETTINGS)
  await close()
  expect(away.find(({ what }) => what === 'database')).toMatchObject({
    isGood: false,
    says: expect.stringContaining('DATABASE_URL') as string,
  })
})

it('counts that differ from their answers are named, and mended', async () => {
  const { app } = await openShop(database.db)
  await send(app, batchOf([answerOf(), answerOf({ comment: 'x', feel: 2 })]))
  await app.close()
  const run = async (...args: string[]) => {
    const said: string[] = []
    const say = (line: string) => void said.push(line)
    const open = async () => ({ db: database.db, close: async () => {} })
    const rest = { settings: SETTINGS, isWatched: false, signal: new AbortController().signal }
    return { code: await countsCommand(args, { ...rest, open, print: say, warn: say }), said: said.join('\n') }
  }
  expect(await run('verify')).toEqual({ code: 0, said: 'Every count equals its answers.' })
  await database.db.updateTable('counts').set({ n: 5 }).where('measure', '=', 'feel').where('value', '=', '2').execute()
  await database.db.deleteFrom('counts').where('measure', '=', 'commented').execute()
  const stray = {
    ...(await database.db.selectFrom('counts').selectAll().where('value', '=', '4').executeTakeFirstOrThrow()),
    value: '1',
  }
  await database.db.insertInto('counts').values(stray).execute()
  expect(await run('verify', '--project', 'nobody')).toMatchObject({ code: 0 })
  expect(await run('verify')).toMatchObject({
    code: 1,
    said: expect.stringContaining('feel 2: counted 5, stored 1') as string,
  })
  expect(await run('rebuild')).toMatchObject({ code: 0, said: expect.stringContaining('Mended 3') as string })
  expect(await verifyCounts(database.db)).toEqual([])
  expect(await countsOf(database.db, 'feel')).toEqual({ 2: 1, 4: 1 })
  expect((await run('mend')).code).toBe(2)
})

import { type AddressInfo, connect } from 'node:net'
import { gunzipSync } from 'node:zlib'

import { parse } from 'csv-parse/sync'
import Fastify from 'fastify'
import { parquetReadObjects } from 'hyparquet'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'

import { createGuard } from '../access/guard.ts'
import { createToken } from '../access/tokens.ts'
import { tellAnswers } from '../analyse/privacy-gate/tell-answers.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../testing/promising.ts'
import { readerOf, readingShop, record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'
import { exportRoutes } from './routes.ts'

const database = useDatabase()

interface Line {
  id: string
  [name: string]: unknown
}

test('an answer is a line with everything that it has, and the question in the words that were read', async () => {
  const read = await openShop()
  const id = '11111111-1111-4111-8111-111111111111'
  const visit = '22222222-2222-4222-8222-222222222222'
  const own = { id, visit, at: '2026-03-10T12:00:00.123Z', feel: 2, comment: 'Zu "langsam" 🐌' }
  await record(database.db, [answerOf(own)], 'live', { device: 'mobile', locale: 'de-DE', page: '/pay' })
  const { status, type, text } = await read('answers')
  expect([status, type]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
  expect(linesOf(text)).toEqual([
    JSON.parse(`{
      "id": "${id}", "at": "2026-03-10T12:00:00.123Z", "day": "2026-03-10", "journey": "checkout", "step": "payment",
      "prompt": "payment-feel", "version": 1, "variant": "", "scale": "faces", "question": "How did paying feel?", "feel": 2,
      "comment": "Zu \\"langsam\\" 🐌", "answers": null, "visit": "${visit}", "page": "/pay", "device": "mobile",
      "locale": "de-DE", "release": null, "traits": null, "share": null, "took_ms": null, "origin": "live",
      "trust": "unverified", "set_aside": null }`),
  ])
})

test('CSV and Parquet say the same, in the same order', async () => {
  const read = await openShop()
  await fill(25)
  const lines = linesOf((await read('answers')).text)
  const csv = await read('answers', { accept: 'text/csv' })
  expect(csv.type).toBe('text/csv; charset=utf-8; header=present')
  const table = parse<Record<string, string>>(csv.text, { columns: true })
  const asText = (value: unknown) =>
    value === null ? '' : typeof value === 'object' ? '{"why": ["slow"]}' : String(value)
  expect(table).toEqual(lines.map((line) => mapped(line, asText)))
  const rows = await parquetOf('answers?format=parquet')
  expect(rows).toEqual(
    lines.map((line) => mapped(line, (value, name) => (name === 'at' ? new Date(String(value)) : value))),
  )
})

test('a text that a spreadsheet would run is text in CSV, and untouched in NDJSON', async () => {
  const read = await openShop()
  await record(database.db, [answerOf({ comment: '=HYPERLINK("http://x")' })])
  expect((await read('answers?format=csv')).text).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(linesOf((await read('answers')).text)[0]?.['comment']).toBe('=HYPERLINK("http://x")')
})

test('a download that breaks off anywhere goes on after its last whole row: none twice, none missing, also while answers come in', async () => {
  const read = await openShop()
  // More than a page of one step, at the same instant and at others.
  await fill(2_500)
  const before = linesOf((await read('answers')).text).map(({ id }) => id)
  expect(new Set(before).size).toBe(2_500)
  for (const at of [0, 1, 999, 1_000, 1_001, 2_498, 2_499]) {
    await record(database.db, [
      answerOf({ at: new Date().toISOString() }),
      answerOf({ at: '2026-03-01T00:00:00.000Z' }),
    ])
    const rest = linesOf((await read(`answers?cursor=${before[at]}`)).text).map(({ id }) => id)
    const known = new Set(before)
    expect(rest.filter((id) => known.has(id))).toEqual(before.slice(at + 1))
  }
})

test('pages of any length make the whole', async () => {
  const read = await openShop()
  await fill(30)
  const whole = linesOf((await read('answers')).text)
  for (const limit of [1, 7, 30]) {
    const pages: Line[] = []
    for (let cursor = ''; ;) {
      const page = linesOf((await read(`answers?limit=${limit}${cursor}`)).text)
      pages.push(...page)
      if (page.length < limit) break
      cursor = `&cursor=${page.at(-1)?.id}`
    }
    expect(pages).toEqual(whole)
  }
})

test.each([
  ['journey=checkout&step=payment', 4],
  ['step=cart&journey=checkout', 1],
  ['from=2026-03-11&to=2026-03-12', 2],
  ['feel=1,2', 2],
  ['words=only', 1],
  ['prompt=cart-feel', 1],
  ['origin=import', 1],
  ['where=device:desktop', 1],
  ['where=device:desktop,device:mobile&where=version:1', 5],
  ['where=release:none', 0],
])('%s narrows it to %i', async (query, count) => {
  const read = await openShop()
  const at = (day: number) => `2026-03-${day}T12:00:00.000Z`
  const desktop = { device: 'desktop' } as const
  await record(database.db, [answerOf({ feel: 1, at: at(10), comment: 'Ow' })], 'live', { device: 'mobile' })
  await record(database.db, [answerOf({ feel: 2, at: at(11) })], 'live', desktop)
  await record(database.db, [answerOf({ feel: 3, at: at(12) })], 'import', { device: 'mobile' })
  await record(database.db, [answerOf({ feel: 4, at: at(13) })], 'live', { device: 'mobile' })
  const cart = { prompt: 'cart-feel', step: 'checkout/cart', feel: 5, at: at(14) }
  await record(database.db, [answerOf(cart)], 'live', { device: 'mobile' })
  expect(linesOf((await read(`answers?${query}`)).text)).toHaveLength(count)
})

test.each([
  ['colour=red', 'colour'],
  ['format=xlsx', 'format'],
  ['step=payment', 'step'],
  ['from=2026-03-12&to=2026-03-11', 'from'],
  ['where=colour:red', 'where'],
  ['where=version:x', 'where'],
  ['cursor=x', 'cursor'],
  ['limit=0', 'limit'],
])('%s is refused before the first byte', async (query, name) => {
  const read = await openShop()
  const { status, problem } = await read(`answers?${query}`)
  expect(status).toBe(400)
  expect(problem().detail).toContain(`"${name}"`)
})

test('a cursor of an answer that is gone says what to do', async () => {
  const read = await openShop()
  const { status, problem } = await read('answers?cursor=11111111-1111-4111-8111-111111111111')
  expect([status, problem().detail]).toEqual([404, expect.stringContaining('the row before it')])
})

test('versions are looked up when their first answer comes; an answer whose version is nowhere comes all the same', async () => {
  const read = await openShop()
  await sql`update prompt_versions set content = content || '{"scale": "nps"}'`.execute(database.db)
  await fill(3)
  await sql`insert into answers select (r).* from (select json_populate_record(a, json_build_object('id', gen_random_uuid(), 'version', 9)) as r
    from answers a) more`.execute(database.db)
  // Nobody ever published version 9: it is asked for once, and then told without.
  expect(Object.groupBy(linesOf((await read('answers')).text), ({ scale }) => String(scale))).toMatchObject({
    faces: { length: 3 },
    nps: { length: 3 },
  })
})

test('behind the privacy gate only answers that were told of come, without what would tell people apart', async () => {
  const read = await promisingShop(database.db)
  await answerAs(database.db, [1, 2, 3, 4, 5], { comment: 'Ow' })
  expect((await read('answers')).text).toBe('')
  await tellAnswers(database.db, daysOn(1))
  // Four more wait.
  await answerAs(database.db, [1, 1, 1, 1], { context: { device: 'desktop' }, receivedAt: daysOn(1) })
  const lines = linesOf((await read('answers')).text)
  expect(new Set(lines.map(({ feel }) => feel))).toEqual(new Set([1, 2, 3, 4, 5]))
  for (const line of lines) {
    expect(line).toMatchObject({ at: '2026-03-10T00:00:00.000Z', day: '2026-03-10', variant: '', trust: 'unverified' })
    const apart = ['visit', 'page', 'device', 'locale', 'release', 'traits', 'share', 'took_ms'].map(
      (name) => line[name],
    )
    expect(apart).toEqual(apart.map(() => null))
  }
  expect((await parquetOf('answers?format=parquet')).length).toBe(5)
  expect((await read('answers?where=device:mobile')).status).toBe(403)
  const { id } = await database.db
    .selectFrom('answers')
    .select('id')
    .where('told_on', 'is', null)
    .executeTakeFirstOrThrow()
  expect((await read(`answers?cursor=${id}`)).status).toBe(404)
})

test('whoever takes gzip gets it, and Parquet is packed already', async () => {
  await openShop()
  await fill(3)
  const zipped = await inject('answers', { 'accept-encoding': 'br, gzip' })
  expect(zipped.headers['content-encoding']).toBe('gzip')
  expect(linesOf(gunzipSync(zipped.rawPayload).toString())).toHaveLength(3)
  expect((await inject('answers', { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding']).toBeUndefined()
  expect(
    (await inject('answers?format=parquet', { 'accept-encoding': 'gzip' })).headers['content-encoding'],
  ).toBeUndefined()
})

test('who only asks what would come is told nothing else', async () => {
  await openShop()
  await fill(3)
  const app = await readerOf(database.db)
  const answer = await app.inject({ method: 'HEAD', url: '/api/projects/shop/answers', headers: await headersOf() })
  expect([answer.statusCode, answer.body]).toEqual([200, ''])
  expect(answer.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
})

test('whoever goes away leaves no connection and no place behind', async () => {
  const open = await listening()
  // More than may run at once, one lot after the other.
  for (let lot = 0; lot < 2; lot++) {
    const gone = Array.from({ length: 6 }, open)
    await expect.poll(connections).toBe(6)
    for (const socket of gone) socket.destroy()
    await expect.poll(connections).toBe(0)
  }
})

test('nor does whoever takes nothing any more', async () => {
  const open = await listening(1_000)
  const socket = open()
  await expect.poll(connections).toBe(1)
  // Whoever reads nothing is not told either; and without an end, what sockets cannot hold would wait for ever.
  await expect.poll(connections).toBe(0)
  socket.destroy()
})

/** Exports of more than sockets hold for who does not read. @returns what opens one, and reads nothing. */
async function listening(stalledMs?: number) {
  await openShop()
  await fill(10)
  await sql`insert into answers select (r).* from (select json_populate_record(a, json_build_object('id', gen_random_uuid(),
    'comment', repeat('long ', 2000))) as r from answers a, generate_series(1, 150)) more`.execute(database.db)
  const app = Fastify()
  const guard = createGuard(database.db, { secure: false })
  await app.register(exportRoutes, { db: database.db, guard, ...(stalledMs !== undefined && { stalledMs }) })
  await app.listen({ host: '127.0.0.1', port: 0 })
  onTestFinished(async () => await app.close())
  const { authorization } = await headersOf()
  return () => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(`GET /api/projects/shop/answers HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`)
    return socket
  }
}

async function openShop() {
  await applyConfiguration(database.db, 'shop', shop())
  return await readingShop(database.db)
}

/** So many answers of the payment step: two at each instant, and one a microsecond later. */
async function fill(count: number): Promise<void> {
  await record(database.db, [answerOf({ at: '2026-03-10T12:00:00.000Z', feel: 3, answers: { why: ['slow'] } })])
  await sql`insert into answers select (r).* from (
    select json_populate_record(a, json_build_object('id', md5(i::text)::uuid, 'at', at + (i / 3) * interval '1 second' + (i % 3 / 2) * interval '1 microsecond', 'feel', 1 + i % 5)) as r
    from answers a, generate_series(1, ${count - 1}::int) i) more`.execute(database.db)
}

async function connections(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity
    where application_name = 'attune export' and datname = current_database()`.execute(database.db)
  return rows[0]?.n ?? 0
}

async function headersOf(): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await createToken(database.db, 'shop', 'test', ['read'], null)}` }
}

async function inject(path: string, headers: Record<string, string> = {}) {
  const app = await readerOf(database.db)
  return await app.inject({ url: `/api/projects/shop/${path}`, headers: { ...(await headersOf()), ...headers } })
}

/** Read by another program than it was written with; JSON in it is read, too. */
async function parquetOf(path: string): Promise<Record<string, unknown>[]> {
  const bytes = new Uint8Array((await inject(path)).rawPayload)
  const rows = (await parquetReadObjects({
    file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  })) as Line[]
  const isJson = (name: string) => name === 'answers' || name === 'traits'
  return rows.map((row) =>
    mapped(row, (value, name) => (isJson(name) && value ? JSON.parse(String(value)) : (value ?? null)) as unknown),
  )
}

function linesOf(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
}

function mapped(row: object, change: (value: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value, name)]))
}

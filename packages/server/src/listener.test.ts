import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'

import Fastify, { type FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { createAddressOf } from './admission/address.ts'
import { buildApp } from './app.ts'
import { applyConfiguration } from './configure/configuration.ts'
import { createLocalChanges } from './live/changes.ts'
import { loggingOf } from './operate/log.ts'
import { useDatabase } from './testing/database.ts'
import { answerOf, batchOf, calm, countsOf, enteredOf, KEY, post, shop } from './testing/shop.ts'

const database = useDatabase()
const lines: string[] = []
let app: FastifyInstance
let isThere: FastifyInstance

beforeAll(async () => {
  const logging = loggingOf('info', { write: (line) => void lines.push(line) })
  const options = { db: database.db, changes: createLocalChanges(), pressure: calm(), secure: true, logging }
  app = await buildApp(options)
  isThere = await buildApp(options)
  await isThere.listen({ host: '127.0.0.1', port: 0 })
  return async () => void (await Promise.all([app.close(), isThere.close()]))
})

const URL = `/v1/events?key=${KEY}`
const TEXT = { 'content-type': 'text/plain' }
const entered = () => JSON.stringify(batchOf([enteredOf()]))

/** Everything about an answer but when it was given, and how the connection goes on. */
function shapeOf({ status, headers, body }: Awaited<ReturnType<typeof post>>) {
  const { date: _date, 'keep-alive': _for, connection, ...rest } = headers
  return { status, body, headers: rest, isLast: connection === 'close' }
}

describe('a report is answered the same over a socket as by Fastify', () => {
  it.each([
    ['taken', {}],
    ['no key', { url: '/v1/events' }],
    ['two keys', { url: `${URL}&key=other` }],
    ['a key in another spelling', { url: URL.replace('_', '%5f') }],
    ['an unknown key', { url: '/v1/events?key=pk_none' }],
    ['a foreign origin', { headers: { ...TEXT, origin: 'https://other.example' } }],
    ['another type', { headers: { 'content-type': 'text/html' } }],
    ['packed', { headers: { ...TEXT, 'content-encoding': 'gzip' } }],
    ['too large', { payload: ' '.repeat(70_000) }],
    ['no JSON', { payload: '{' }],
    ['nothing', { payload: '' }],
    ['a prototype', { payload: '{"__proto__":{}}' }],
    ['no batch', { payload: '{}' }],
    ['a refused event', { payload: JSON.stringify(batchOf([{ type: 'x' }, enteredOf()])) }],
  ])('%s', async (_, asked) => {
    await applyConfiguration(database.db, 'shop', {
      ...shop(),
      project: { ...shop().project, origins: ['https://a.example'] },
    })
    const request = { url: URL, payload: entered(), headers: TEXT, ...asked }
    const within = shapeOf(await post(app, request))
    // The same batch: had the first been stored by another rule, the second would be told so.
    const over = shapeOf(await post(isThere, request))
    expect(over).toEqual(within)
    expect(over.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'strict-transport-security': 'max-age=31536000',
    })
  })

  it('and everything else goes to Fastify', async () => {
    const { port } = isThere.server.address() as AddressInfo
    const ask = async (url: string, method = 'POST') => {
      const { status, headers } = await fetch(`http://127.0.0.1:${port}${url}`, { method })
      return [status, headers.get('content-type')]
    }
    const problem = 'application/problem+json'
    expect(await ask('/v1/events', 'PUT')).toEqual([404, problem])
    expect(await ask('/v1/events')).toEqual([401, problem])
    expect(await ask('/v1/events/')).toEqual([404, problem])
    expect(await ask('/v1/eventsx')).toEqual([404, problem])
    expect(await ask('/v1/%65vents')).toEqual([401, problem])
    expect(await ask('/healthz', 'GET')).toEqual([200, 'application/json; charset=utf-8'])
  })
})

it('is measured once and logged as Fastify does it, with an id and nothing of anybody', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const counted = async () => {
    const { body } = await isThere.inject('/metrics')
    return Number(/_count\{method="POST",route="\/v1\/events",status="202"\} (\d+)/.exec(body)?.[1] ?? 0)
  }
  const ofReports = () =>
    lines.filter((line) => line.includes('"incoming request"') || line.includes('"request completed"'))
  const before = await counted()
  const logged = { within: [] as string[], over: [] as string[] }
  for (const [name, service] of [
    ['within', app],
    ['over', isThere],
  ] as const) {
    lines.length = 0
    await post(service, { url: URL, payload: entered(), headers: TEXT })
    await expect.poll(() => ofReports().length).toBe(2)
    logged[name] = ofReports()
  }
  expect(await counted()).toBe(before + 1)
  const shapes = (all: string[]) =>
    all.map((line) => {
      const { time: _time, reqId, responseTime, ...rest } = JSON.parse(line) as Record<string, unknown>
      return { ...rest, reqId: typeof reqId, responseTime: typeof responseTime }
    })
  expect(shapes(logged.over)).toEqual(shapes(logged.within))
  expect(logged.over.join()).toMatch(/"reqId":"[\da-f-]{36}"/)
})

it('a fault of ours is told with the id that it is logged under', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  lines.length = 0
  await database.db.schema.alterTable('answers').renameTo('answers_away').execute()
  const { status, body } = await post(isThere, {
    url: URL,
    payload: JSON.stringify(batchOf([answerOf()])),
    headers: TEXT,
  })
  await database.db.schema.alterTable('answers_away').renameTo('answers').execute()
  expect([status, body['code']]).toEqual([500, 'internal'])
  const id = /logged as ([\da-f-]{36})\./.exec(String(body['detail']))?.[1]
  const fault = lines.map((line) => JSON.parse(line) as Record<string, unknown>).find(({ level }) => level === 50)
  expect(fault?.['reqId']).toBe(id)
})

it('a service that is stopping tells pages so, and ends the connection', async () => {
  const stopping = await buildApp({ db: database.db, changes: createLocalChanges(), pressure: calm() })
  let answer: Awaited<ReturnType<typeof post>> | null = null
  stopping.addHook('preClose', async () => {
    answer = await post(stopping, { url: URL, payload: entered(), headers: TEXT })
  })
  await stopping.listen({ host: '127.0.0.1', port: 0 })
  await stopping.close()
  expect(answer).toMatchObject({
    status: 503,
    body: { code: 'unavailable' },
    headers: { 'retry-after': '2', 'access-control-allow-origin': '*', connection: 'close' },
  })
})

it('whose a request is, is what Fastify says it is', async () => {
  const trusted = ['10.0.0.0/8', '192.0.2.1', '2001:db8::/32']
  const own = createAddressOf(trusted)
  const fastify = Fastify({ trustProxy: trusted })
  fastify.get('/', (request) => [request.ip, own(request.raw)])
  await fastify.ready()
  onTestFinished(() => fastify.close())
  const said = [
    '',
    '1.2.3.4',
    '1.2.3.4, 10.0.0.1',
    '6.6.6.6, 1.2.3.4,10.0.0.1 ,10.9.9.9',
    ',, 10.0.0.1',
    '10.0.0.1, 10.0.0.2',
    ' ',
  ]
  said.push(
    'nonsense',
    'nonsense, 10.0.0.1',
    '2001:db8::5',
    'fe80::1%eth0, 10.0.0.1',
    '::ffff:10.0.0.1',
    '9.9.9.9, ::ffff:10.0.0.1',
  )
  for (const remoteAddress of [
    '10.1.2.3',
    '192.0.2.1',
    '192.0.2.2',
    '2001:db8::1',
    '2001:db9::1',
    '::ffff:10.1.1.1',
    '::1',
  ])
    for (const forwarded of [undefined, ...said]) {
      const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
      const [theirs, ours] = (await fastify.inject({ url: '/', remoteAddress, headers })).json<string[]>()
      expect([remoteAddress, forwarded, ours]).toEqual([remoteAddress, forwarded, theirs])
    }
})

describe('in the books', () => {
  // Of its own: the services above write theirs a second later.
  const own = useDatabase()

  it('a body that grows beyond the limit unannounced is refused before its end, and counted', async () => {
    await applyConfiguration(own.db, 'shop', shop())
    const made = await buildApp({ db: own.db, changes: createLocalChanges(), pressure: calm() })
    await made.listen({ host: '127.0.0.1', port: 0 })
    const socket = connect((made.server.address() as AddressInfo).port, '127.0.0.1')
    socket.write(`POST ${URL} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n`)
    const chunk = `3e8\r\n${' '.repeat(1_000)}\r\n`
    // Never ended: who waited for the end would wait for ever.
    socket.write(chunk.repeat(70))
    const said = await text(socket)
    expect(said).toMatch(/^HTTP\/1\.1 413 [^]*connection: close/i)
    await made.close()
    expect(await countsOf(own.db, 'refused')).toEqual({ too_large: 1 })
  })

  it('who goes away in the middle is counted, and nothing is left waiting', async () => {
    await applyConfiguration(own.db, 'shop', shop())
    const pressure = calm()
    const made = await buildApp({ db: own.db, changes: createLocalChanges(), pressure })
    await made.listen({ host: '127.0.0.1', port: 0 })
    const { port } = made.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.write(`POST ${URL} HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 500\r\n\r\n{"batch"`)
    await expect.poll(() => pressure.state().waitingBytes).toBe(500)
    socket.destroy()
    await expect.poll(() => pressure.state().waitingBytes).toBe(0)
    expect((await post(made, { url: URL, payload: entered(), headers: TEXT })).status).toBe(202)
    await made.close()
    expect(await countsOf(own.db, 'refused')).toEqual({ bad_request: 1 })
    expect(await countsOf(own.db, 'received')).toEqual({ '': 2 })
  })
})

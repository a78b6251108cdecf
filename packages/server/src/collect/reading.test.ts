import { expect, it } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { answerOf, batchOf, enteredOf, openShop, post, send } from '../testing/shop.ts'

const database = useDatabase()

async function storedAnswers() {
  return await database.db.selectFrom('answers').selectAll().orderBy('id').execute()
}

it('both media types give the same', async () => {
  const { app } = await openShop(database.db)
  const at = new Date().toISOString()
  for (const type of ['text/plain', 'text/plain;charset=UTF-8', 'application/json', 'application/json; charset=utf-8'])
    expect((await send(app, batchOf([answerOf({ at, comment: 'same' })]), type)).body).toEqual({
      accepted: 1,
      rejected: [],
    })
  const shapes = (await storedAnswers()).map(({ comment, page, device, locale, release, day, feel }) =>
    JSON.stringify({ comment, page, device, locale, release, day, feel }),
  )
  expect([shapes.length, new Set(shapes).size]).toEqual([4, 1])
})

it.each(['text/plain', 'application/json'])('a prototype in a body of %s is refused or inert', async (type) => {
  const { app } = await openShop(database.db)
  const valid = JSON.stringify(batchOf([answerOf()]))
  for (const attack of [
    '"__proto__":{"polluted":1}',
    String.raw`"\u005f_proto__":{"polluted":1}`,
    '"constructor":{"prototype":{"polluted":1}}',
  ])
    expect((await send(app, valid.replace('{', `{${attack},`), type)).status).toBe(400)
  const inert = valid.replace('"page"', '"traits":{"constructor":"x"},"constructor":"x","page"')
  expect((await send(app, inert, type)).body).toEqual({ accepted: 1, rejected: [] })
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
})

it.each([
  undefined,
  'text/html',
  'application/x-www-form-urlencoded',
  'application/json a',
  'text/plain, application/json',
])('a body of %s is not read', async (type) => {
  const { app } = await openShop(database.db)
  const payload = JSON.stringify(batchOf([answerOf()]))
  const { status, headers } = await post(app, {
    url: '/v1/events?key=pk_shop',
    payload,
    headers: { 'content-type': type },
  })
  expect([status, headers['content-type']]).toEqual([415, 'application/problem+json'])
  expect(await storedAnswers()).toEqual([])
})

it('a body over the limit is refused with the limit, and one at the limit is not', async () => {
  const { app } = await openShop(database.db)
  const fill = (bytes: number) => {
    const text = JSON.stringify(batchOf([answerOf()]))
    return text.replace('{', `{${' '.repeat(bytes - text.length)}`)
  }
  expect((await send(app, fill(65_536))).status).toBe(202)
  const { status, body } = await send(app, fill(65_537))
  expect([status, body['code']]).toEqual([413, 'too_large'])
  expect(body['detail']).toContain('65536')
})

it.each([
  ['nothing', '', /JSON/],
  ['no JSON', '{', /JSON/],
  ['a list', '[]', /one batch/],
  ['a batch without its id', { ...batchOf([]), batch: undefined }, /batch/],
  ['an id that is no UUID', batchOf([], { batch: 'one' }), /batch/],
  ['a time that is none', batchOf([], { sent_at: 'now' }), /sent_at/],
  ['more events than a batch holds', batchOf(Array.from({ length: 51 }, () => enteredOf())), /events/],
  ['an unknown device', batchOf([], { context: { device: 'fridge' as 'mobile' } }), /context\.device/],
])('%s is no batch, and the answer says why', async (_name, body, detail) => {
  const { app } = await openShop(database.db)
  const answer = await send(app, body)
  expect([answer.status, answer.body['code']]).toEqual([400, 'bad_request'])
  expect(answer.body['detail']).toMatch(detail)
})

it.each(['pk_nobody', '', 'shop', "pk_' or true"])('the key "%s" opens nothing', async (key) => {
  const { app } = await openShop(database.db)
  const { status, body } = await send(app, batchOf([answerOf()]), 'text/plain', key)
  expect([status, body['code']]).toEqual([401, 'unknown_key'])
})

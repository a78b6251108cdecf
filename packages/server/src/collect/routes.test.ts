import { randomUUID } from 'node:crypto'

import { describe, expect, it } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { openDatabase } from '../database/open.ts'
import { useDatabase } from '../testing/database.ts'
import {
  answerOf,
  batchOf,
  collectorOf,
  countsOf,
  curiousShop,
  enteredOf,
  openShop,
  send,
  shop,
} from '../testing/shop.ts'

const database = useDatabase()

async function storedAnswers() {
  return await database.db.selectFrom('answers').selectAll().orderBy('id').execute()
}

describe('exactly once', () => {
  it('a batch that is sent twice is stored once and answered alike', async () => {
    const { app, announced } = await openShop(database.db)
    const batch = batchOf([
      answerOf({ comment: 'slow' }),
      enteredOf(),
      { type: 'entered', step: 'checkout/pay', at: 'x' },
    ])
    const first = await send(app, batch)
    const second = await send(app, batch)
    expect(first.status).toBe(202)
    expect(first.body).toEqual({ accepted: 2, rejected: [{ index: 2, reason: 'malformed' }] })
    expect([second.status, second.body]).toEqual([202, first.body])
    expect(await storedAnswers()).toHaveLength(1)
    expect([await countsOf(database.db, 'feel'), await countsOf(database.db, 'entered')]).toEqual([{ 4: 1 }, { '': 1 }])
    expect(await countsOf(database.db, 'refused')).toEqual({ malformed: 1 })
    expect(announced).toEqual(['shop/checkout'])
  })

  it('a batch that is sent fifty times at once is stored once, and all get the same answer', async () => {
    const { app } = await openShop(database.db)
    const batch = batchOf([answerOf(), answerOf({ feel: 1 }), enteredOf()])
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(app, batch)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`))).toEqual(
      new Set(['202 {"accepted":3,"rejected":[]}']),
    )
    expect(await countsOf(database.db, 'feel')).toEqual({ 1: 1, 4: 1 })
    expect(await countsOf(database.db, 'entered')).toEqual({ '': 1 })
  })

  it('a batch of which nothing was taken is remembered too', async () => {
    const { app } = await openShop(database.db)
    const batch = batchOf([enteredOf({ step: 'checkout/new' })])
    const refused = { accepted: 0, rejected: [{ index: 0, reason: 'unknown_step' }] }
    expect((await send(app, batch)).body).toEqual(refused)
    const configuration = shop()
    configuration.journeys[0]?.steps.push({ id: 'new', name: 'New' })
    await applyConfiguration(database.db, 'shop', configuration)
    expect((await send(app, batch)).body).toEqual(refused)
    expect(await countsOf(database.db, 'refused')).toEqual({ unknown_step: 1 })
  })

  it('the same batch id in another project is another batch', async () => {
    const { app } = await openShop(database.db)
    await applyConfiguration(database.db, 'other', { ...shop(), project: { name: 'Other', keys: ['pk_other'] } })
    const batch = batchOf([answerOf()])
    await send(app, batch)
    await send(app, batch, 'text/plain', 'pk_other')
    expect((await storedAnswers()).map((row) => row.project_id).toSorted()).toEqual(['other', 'shop'])
  })
})

describe('one bad event never costs its neighbours', () => {
  const bad = { type: 'answered', feel: 'great' }

  it.each([0, 2, 4])('a malformed one at position %i is named, and the others are stored', async (position) => {
    const { app } = await openShop(database.db)
    const events: unknown[] = [answerOf(), enteredOf(), answerOf(), enteredOf()]
    events.splice(position, 0, bad)
    const { body } = await send(app, batchOf(events))
    expect(body).toEqual({ accepted: 4, rejected: [{ index: position, reason: 'malformed' }] })
    expect(await storedAnswers()).toHaveLength(2)
  })

  it('each is refused for its own reason, and counted by it', async () => {
    const { app } = await openShop(database.db)
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
    const { body } = await send(
      app,
      batchOf([
        { type: 'teleported', at: ago(0) },
        { type: 'constructor', at: ago(0) },
        null,
        enteredOf({ step: 'checkout/pay' }),
        { type: 'outcome', journey: 'returns', outcome: 'reached', at: ago(0) },
        answerOf({ prompt: 'nobody' }),
        answerOf({ version: 2 }),
        answerOf({ feel: 6 }),
        answerOf({ feel: 0 }),
        enteredOf({ at: ago(14.01) }),
        enteredOf({ at: ago(-0.01) }),
        enteredOf({ at: 'yesterday' }),
      ]),
    )
    expect(body).toEqual({
      accepted: 0,
      rejected: [
        'malformed',
        'malformed',
        'malformed',
        'unknown_step',
        'unknown_journey',
        'unknown_prompt',
        'unknown_version',
        'feel_out_of_range',
        'feel_out_of_range',
        'too_old',
        'in_the_future',
        'malformed',
      ].map((reason, index) => ({ index, reason })),
    })
    expect(await countsOf(database.db, 'refused')).toEqual({
      feel_out_of_range: 2,
      in_the_future: 1,
      malformed: 4,
      too_old: 1,
      unknown_journey: 1,
      unknown_prompt: 1,
      unknown_step: 1,
      unknown_version: 1,
    })
  })

  it('a field that this service does not know yet is no reason to refuse', async () => {
    const { app } = await openShop(database.db)
    const { body } = await send(app, {
      ...batchOf([{ ...answerOf(), mood: 'new', context: { page: '/x', screen: 'new' } }]),
      trace: 'new',
    })
    expect(body).toEqual({ accepted: 1, rejected: [] })
  })

  it('text that PostgreSQL cannot hold is stored without what it cannot hold', async () => {
    const { app } = await openShop(database.db, curiousShop())
    const dirty = answerOf({
      comment: 'a\0b\ud800c',
      answers: { more: ['x\0y'] },
      variant: 'a\0',
      context: { page: '/p\0?q', release: '1\ud800', traits: { plan: 'pro\0' } },
      share: 1e-300,
      took_ms: 2_592_000_000,
    })
    const { body } = await send(app, batchOf([enteredOf(), dirty, enteredOf()], { visitor: 'v\0' }))
    expect(body).toEqual({ accepted: 3, rejected: [] })
    expect((await storedAnswers())[0]).toMatchObject({
      comment: 'abc',
      answers: { more: ['xy'] },
      variant: 'a',
      page: '/p',
      release: '1',
      traits: { plan: 'pro' },
      visitor: 'v',
      share: null,
      took_ms: 2_147_483_647,
    })
  })
})

describe('time', () => {
  it('a clock that is two years behind is corrected by what it is behind', async () => {
    const { app } = await openShop(database.db)
    const behind = 730 * 86_400_000
    const sent_at = new Date(Date.now() - behind).toISOString()
    const before = Date.now()
    await send(app, batchOf([answerOf({ at: new Date(Date.parse(sent_at) - 60_000).toISOString() })], { sent_at }))
    const at = (await storedAnswers())[0]?.at.getTime() ?? 0
    expect(at).toBeGreaterThanOrEqual(before - 61_000)
    expect(at).toBeLessThanOrEqual(Date.now() - 59_000)
  })

  it('an answer is filed under the local day of the project', async () => {
    const { app } = await openShop(database.db)
    const at = new Date(Date.now() - 3 * 86_400_000)
    at.setUTCHours(23, 30, 0, 0)
    await send(app, batchOf([answerOf({ at: at.toISOString() })]))
    const nextDay = new Date(at.getTime() + 3_600_000).toISOString().slice(0, 10)
    expect((await storedAnswers())[0]?.day).toBe(nextDay)
  })
})

it('a page that knows a newer configuration than this node is believed, if the database agrees', async () => {
  const { app } = await openShop(database.db)
  await send(app, batchOf([enteredOf()]))
  const configuration = shop()
  configuration.journeys[0]?.steps.push({ id: 'new', name: 'New' })
  await applyConfiguration(database.db, 'shop', configuration)
  expect((await send(app, batchOf([enteredOf({ step: 'checkout/new' })]))).body).toEqual({ accepted: 1, rejected: [] })
})

it('an answer to an older version counts, also where its step and prompt are gone', async () => {
  const { app } = await openShop(database.db)
  const configuration = shop()
  configuration.journeys[0]?.steps.pop()
  await applyConfiguration(database.db, 'shop', { ...configuration, prompts: [] })
  expect((await send(app, batchOf([answerOf()]))).body).toEqual({ accepted: 1, rejected: [] })
})

it('an anonymous project keeps nothing that links answers', async () => {
  const { app } = await openShop(database.db)
  const configuration = shop()
  configuration.project.privacy = 'anonymous'
  await applyConfiguration(database.db, 'shop', configuration)
  const visit = randomUUID()
  const outcome = { type: 'outcome', journey: 'checkout', outcome: 'reached', at: new Date().toISOString(), visit }
  // The directory may know the older configuration for a second.
  await expect
    .poll(
      async () => {
        await database.db.deleteFrom('answers').execute()
        await send(app, batchOf([answerOf({ visit })]))
        return await storedAnswers()
      },
      { timeout: 3_000, interval: 200 },
    )
    .toMatchObject([{ visitor: null, visit: null }])
  await send(app, batchOf([outcome]))
  expect(await database.db.selectFrom('visits').selectAll().execute()).toEqual([])
  expect(await countsOf(database.db, 'outcome')).toEqual({ reached: 1 })
})

it('a database that is away is said so, with when to come back, and nothing of ours is shown', async () => {
  const { db, close } = openDatabase('postgres://postgres@127.0.0.1:1/nowhere', 1, () => {})
  const { app } = await collectorOf(db)
  const { status, headers, body } = await send(app, batchOf([answerOf()]))
  expect([status, body['code']]).toEqual([503, 'unavailable'])
  expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  expect(JSON.stringify(body)).not.toMatch(/ECONNREFUSED|at |127\.0/)
  await close()
  expect((await send(app, batchOf([answerOf()]))).status).toBe(503)
})

import { randomUUID } from 'node:crypto'

import type { AnsweredEvent, ConfigurationDocument, DeliveryBooks } from '@attune/protocol'
import type { FastifyInstance } from 'fastify'
import { describe, expect, it } from 'vitest'

import { verifyCounts } from '../aggregate/verify.ts'
import { useDatabase } from '../testing/database.ts'
import { readingShop } from '../testing/reader.ts'
import { answerOf, batchOf, countsOf, KEY, openShop, send, SERVICE_SECRET, shop } from '../testing/shop.ts'
import { createImpressions } from './impressions.ts'

const database = useDatabase(8)
const DAY_MS = 86_400_000

/** The shop with the usual quiet time of thirty days. */
function quietShop(more: Partial<ConfigurationDocument['project']> = {}): ConfigurationDocument {
  const document = shop()
  const { budget: _budget, ...project } = document.project
  return { ...document, project: { ...project, ...more } }
}

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
const say = (app: FastifyInstance, visitor: string | null, ...answers: AnsweredEvent[]) =>
  send(app, batchOf(answers, { visitor }))

async function impressionFor(app: FastifyInstance, prompt = 'payment-feel'): Promise<string> {
  return (await app.inject(`/v1/impression?key=${KEY}&prompt=${prompt}`)).body
}

/** What is stored, by score: counted or why not. */
async function stored(): Promise<Record<number, string | null>> {
  const rows = await database.db.selectFrom('answers').select(['feel', 'set_aside']).orderBy('feel').execute()
  return Object.fromEntries(rows.map(({ feel, set_aside }) => [feel, set_aside]))
}

async function booksBalance(): Promise<DeliveryBooks> {
  const total = (await (await readingShop(database.db))('delivery')).body().total
  const refused = Object.values(total.refused).reduce((sum, n) => sum + n, 0)
  expect(total.received).toBe(total.stored + total.duplicate + total.quarantined + refused)
  expect(await verifyCounts(database.db)).toEqual([])
  return total
}

describe('one person, one prompt, one quiet time', () => {
  it('the first answer counts; a second one is kept and not counted', async () => {
    const { app, ledger } = await openShop(database.db, quietShop())
    await say(app, 'jane', answerOf({ feel: 5, comment: 'fine' }))
    const { body } = await say(app, 'jane', answerOf({ feel: 1, comment: 'second thoughts' }))
    expect(body).toEqual({ accepted: 1, rejected: [] })
    await say(app, 'joe', answerOf({ feel: 4 }))
    expect(await stored()).toEqual({ 1: 'repeated', 4: null, 5: null })
    expect([await countsOf(database.db, 'feel'), await countsOf(database.db, 'set_aside')]).toEqual([
      { 4: 1, 5: 1 },
      { repeated: 1 },
    ])
    await ledger.flush()
    expect((await booksBalance()).stored).toBe(3)
    await app.close()
  })

  it('two in one batch, or in batches that commit together, are no way around it', async () => {
    const { app } = await openShop(database.db, quietShop())
    await say(app, 'jane', answerOf(), answerOf())
    await Promise.all(Array.from({ length: 50 }, () => say(app, 'joe', answerOf())))
    expect([await countsOf(database.db, 'feel'), await countsOf(database.db, 'set_aside')]).toEqual([
      { 4: 2 },
      { repeated: 50 },
    ])
    await booksBalance()
    await app.close()
  })

  it('what is sent again changes nothing: neither the batch nor the answer in another one', async () => {
    const { app, ledger } = await openShop(database.db, quietShop())
    const [first, second] = [answerOf({ feel: 5 }), answerOf({ feel: 1 })]
    const batch = batchOf([first, second], { visitor: 'jane' })
    const answers = [await send(app, batch), await send(app, batch), await say(app, 'jane', second, first)]
    expect(answers.map(({ body }) => body['accepted'])).toEqual([2, 2, 2])
    expect([await countsOf(database.db, 'feel'), await countsOf(database.db, 'set_aside')]).toEqual([
      { 5: 1 },
      { repeated: 1 },
    ])
    await ledger.flush()
    expect(await countsOf(database.db, 'duplicate')).toEqual({ '': 4 })
    await booksBalance()
    await app.close()
  })

  it('the quiet time over, the same person counts again', async () => {
    const { app } = await openShop(database.db, quietShop({ budget: { sameStepDays: 3 } }))
    for (const days of [0, 3, 6, 9, 12]) await say(app, 'jane', answerOf({ at: daysAgo(days) }))
    expect(await countsOf(database.db, 'feel')).toEqual({ 4: 5 })
    for (let days = 0; days < 13; days++) await say(app, 'joe', answerOf({ at: daysAgo(days) }))
    const { '4': counted = 0 } = await countsOf(database.db, 'feel')
    expect(counted - 5).toBeGreaterThanOrEqual(4)
    expect(counted - 5).toBeLessThanOrEqual(6)
    await app.close()
  })

  it.each([
    ['nobody is kept apart', quietShop({ privacy: 'anonymous' }), 'jane'],
    ['nobody says who they are', quietShop(), null],
    ['there is no quiet time', quietShop({ budget: { sameStepDays: 0 } }), 'jane'],
  ])('where %s, every answer counts', async (_, document, visitor) => {
    const { app } = await openShop(database.db, document)
    for (let i = 0; i < 3; i++) await say(app, visitor, answerOf())
    expect(await countsOf(database.db, 'feel')).toEqual({ 4: 3 })
    await app.close()
  })

  it('who speaks up unasked may do so as often as they like', async () => {
    const { app } = await openShop(database.db, quietShop())
    for (let i = 0; i < 3; i++) await say(app, 'jane', answerOf({ unprompted: true }))
    expect([await countsOf(database.db, 'feel'), await countsOf(database.db, 'set_aside')]).toEqual([{ 4: 3 }, {}])
    await app.close()
  })
})

describe('one impression, one answer', () => {
  it('400 at once with the same one: one is stored, the others are refused by name', async () => {
    const { app } = await openShop(database.db, quietShop())
    const impression = await impressionFor(app)
    const answers = await Promise.all(
      Array.from({ length: 400 }, (_, i) => say(app, `v${i}`, answerOf({ impression }))),
    )
    const reasons = answers.flatMap(({ body }) =>
      (body['rejected'] as { reason: string }[]).map(({ reason }) => reason),
    )
    expect(reasons).toEqual(Array.from({ length: 399 }, () => 'impression_used'))
    expect(await countsOf(database.db, 'feel')).toEqual({ 4: 1 })
    expect((await booksBalance()).refused).toEqual({ impression_used: 399 })
    await app.close()
  })

  it('refused once is refused at every retry; the same answer again is a duplicate', async () => {
    const { app } = await openShop(database.db, quietShop())
    const impression = await impressionFor(app)
    const answer = answerOf({ impression })
    await say(app, 'jane', answer)
    const replay = batchOf([answerOf({ feel: 3 }), answerOf({ impression })], { visitor: null })
    const rejected = [{ index: 1, reason: 'impression_used' }]
    for (let i = 0; i < 2; i++) expect((await send(app, replay)).body).toEqual({ accepted: 1, rejected })
    expect((await say(app, 'jane', answer)).body).toEqual({ accepted: 1, rejected: [] })
    expect(await countsOf(database.db, 'feel')).toEqual({ 3: 1, 4: 1 })
    await booksBalance()
    await app.close()
  })

  it("what is refused takes nobody's turn", async () => {
    const { app } = await openShop(database.db, quietShop())
    const impression = await impressionFor(app)
    await say(app, 'joe', answerOf({ feel: 3, impression }))
    await say(app, 'jane', answerOf({ feel: 1, impression }))
    await say(app, 'jane', answerOf({ feel: 5 }))
    expect(await countsOf(database.db, 'feel')).toEqual({ 3: 1, 5: 1 })
    await app.close()
  })

  it("another prompt's, an old one and no impression at all are refused, each by its reason", async () => {
    const { app } = await openShop(database.db, quietShop())
    const impressions = createImpressions(SERVICE_SECRET)
    const old = impressions.issue('shop', 'payment-feel', new Date(Date.now() - 16 * DAY_MS))
    const foreign = impressions.issue('shop', 'cart-feel', new Date())
    const { body } = await say(app, 'jane', ...[old, foreign, 'x'].map((impression) => answerOf({ impression })))
    expect(body['rejected']).toEqual([
      { index: 0, reason: 'impression_expired' },
      { index: 1, reason: 'impression_invalid' },
      { index: 2, reason: 'impression_invalid' },
    ])
    await app.close()
  })

  it('where the project asks for them, 10,000 stuffed votes without move no figure, and no word is lost', async () => {
    const { app } = await openShop(database.db, quietShop({ impressions: true }))
    await say(app, 'jane', answerOf({ feel: 5, impression: await impressionFor(app) }))
    const stuffed = () => Array.from({ length: 50 }, () => answerOf({ feel: 1 }))
    await Promise.all(Array.from({ length: 200 }, (_, i) => say(app, `v${i}`, ...stuffed())))
    expect([await countsOf(database.db, 'feel'), await countsOf(database.db, 'set_aside')]).toEqual([
      { 5: 1 },
      { unproven: 10_000 },
    ])
    await booksBalance()
    await app.close()
  })

  it('pages are told where to ask only where the project asks for it; an unknown prompt is refused', async () => {
    const { app } = await openShop(database.db, quietShop())
    expect((await app.inject(`/v1/impression?key=${KEY}&prompt=nothing`)).json()).toMatchObject({ code: 'bad_request' })
    expect((await app.inject(`/v1/impression?key=pk_nobody&prompt=payment-feel`)).statusCode).toBe(401)
    const answer = await app.inject(`/v1/impression?key=${KEY}&prompt=payment-feel`)
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store'])
    await app.close()
  })
})

it('randomly, by several services at once: each turn has one counted answer, and the books balance', async () => {
  const document = quietShop()
  const services = [await openShop(database.db, document), await openShop(database.db, document)]
  const visitors = Array.from({ length: 12 }, () => randomUUID())
  const impressions = await Promise.all(Array.from({ length: 20 }, () => impressionFor(services[0]!.app)))
  const some = <T>(of: T[], i: number) => of[(i * 7919) % of.length] as T
  await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      say(
        services[i % 2]!.app,
        some(visitors, i),
        ...Array.from({ length: 1 + (i % 4) }, (_a, k) =>
          answerOf((i * 5 + k * 3) % 7 ? {} : { impression: some(impressions, i + k) }),
        ),
      ),
    ),
  )
  const counted = await database.db
    .selectFrom('answers')
    .select(['visitor', (eb) => eb.fn.countAll<string>().as('n')])
    .where('set_aside', 'is', null)
    .groupBy('visitor')
    .execute()
  expect(counted.map(({ n }) => Number(n))).toEqual(visitors.map(() => 1))
  for (const { app, ledger } of services) {
    await ledger.flush()
    await app.close()
  }
  await booksBalance()
})

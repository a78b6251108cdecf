import { randomUUID } from 'node:crypto'

import type { DeliveryBooks } from '@attune/protocol'
import { sql } from 'kysely'
import { expect, it } from 'vitest'

import { createLimiter } from '../admission/limiter.ts'
import { commitBatch } from '../collect/commit.ts'
import { listQuarantined, replayQuarantined } from '../collect/quarantine.ts'
import { createDirectory } from '../configure/directory.ts'
import { useDatabase } from '../testing/database.ts'
import { readingShop } from '../testing/reader.ts'
import { answerOf, batchOf, curiousShop, enteredOf, openShop, send } from '../testing/shop.ts'

const database = useDatabase()

function balanceOf({ received, stored, duplicate, quarantined, refused }: DeliveryBooks): number {
  return received - stored - duplicate - quarantined - Object.values(refused).reduce((sum, n) => sum + n, 0)
}

const outcomeOf = (visit: string) =>
  ({ type: 'outcome', journey: 'checkout', outcome: 'reached', at: new Date().toISOString(), visit }) as const

it('whatever comes in is stored, a duplicate or refused by its reason, to the last one', async () => {
  const { app } = await openShop(database.db, curiousShop())
  const visit = randomUUID()
  const answer = answerOf({ visit })
  const first = batchOf(
    [answer, answer, enteredOf(), outcomeOf(visit), enteredOf({ step: 'checkout/nowhere' }), { type: 'nonsense' }],
    { dropped: { overflow: 3 } },
  )
  await send(app, first)
  await Promise.all(Array.from({ length: 3 }, () => send(app, first)))
  await send(app, batchOf([answer, outcomeOf(visit), answerOf({ variant: 'z' }), answerOf({ feel: 9 })]))
  await Promise.all(['{', '{"batch":7}', '[]', `"${'x'.repeat(66_000)}"`].map((body) => send(app, body)))
  await send(app, first, 'text/html')
  await app.close()

  const { body, status } = await (await readingShop(database.db))('delivery')
  const { total, days } = body()
  expect(status).toBe(200)
  expect(total).toEqual({
    received: 6 + 3 * 6 + 4 + 5,
    // An answer, a step, a visit's end; and one more answer.
    stored: 4,
    // The answer's twin; three times all of the first batch; the same answer and visit's end in another batch.
    duplicate: 1 + 3 * 6 + 2,
    quarantined: 0,
    refused: {
      bad_request: 3,
      feel_out_of_range: 1,
      malformed: 1,
      too_large: 1,
      unknown_step: 1,
      unsupported_media_type: 1,
    },
    dropped: { overflow: 3 },
    stripped: { variant: 1 },
  })
  expect([balanceOf(total), days.map(balanceOf)]).toEqual([0, [0]])
})

it('the books balance over a random mixture under limits, and what is stored is what the database holds', async () => {
  const { app } = await openShop(database.db, undefined, {
    limiter: createLimiter({ perAddress: 0, perProject: 20, total: 0 }),
  })
  const answers = Array.from({ length: 40 }, () => answerOf())
  const batches = Array.from({ length: 60 }, (_, i) =>
    batchOf([answers[(i * 7) % 40], enteredOf(i % 5 === 0 ? { step: 'checkout/gone' } : {}), answers[(i * 3) % 40]]),
  )
  const bodies = Array.from({ length: 400 }, (_, i) => (i % 9 === 0 ? `{"n":${i}` : batches[(i * 13) % 60]))
  const statuses = (await Promise.all(bodies.map((body) => send(app, body)))).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([202, 400, 429]))
  await app.close()

  const { total } = (await (await readingShop(database.db))('delivery')).body()
  expect(balanceOf(total)).toBe(0)
  expect(total.refused['rate_limited']).toBe(statuses.filter((status) => status === 429).length)
  const stored = await database.db.selectFrom('answers').select('id').execute()
  const { n } = await database.db
    .selectFrom('counts')
    .select((eb) => eb.fn.sum<string>('n').as('n'))
    .where('measure', '=', 'entered')
    .executeTakeFirstOrThrow()
  expect(total.stored).toBe(stored.length + Number(n))
})

it('imports and samples are in nobody’s books, and days are those of the receipt', async () => {
  const { app } = await openShop(database.db)
  const project = await createDirectory(database.db).byId('shop')
  const events = [answerOf()]
  const receipt = { accepted: 1, rejected: [] }
  const rest = { batch: randomUUID(), receivedAt: new Date(), visitor: null, context: {}, receipt, events }
  await commitBatch(database.db, { project: project!, origin: 'import', ...rest })
  await send(app, batchOf([answerOf({ at: new Date(Date.now() - 3 * 86_400_000).toISOString() })]))
  await app.close()
  const ask = await readingShop(database.db)
  const { days, to, total } = (await ask('delivery')).body()
  expect(days.map(({ day }) => day)).toEqual([to])
  expect([total.received, total.stored]).toEqual([1, 1])
  expect((await ask('delivery?from=2020-01-01&to=2020-01-02')).body().total.received).toBe(0)
  expect((await ask('delivery?day=1')).status).toBe(400)
})

it('what the database refuses is quarantined in the books, and stored once it is replayed', async () => {
  const { db } = database
  const { app } = await openShop(db)
  await sql`alter table answers add constraint no_poison check (comment not like '%poison%') not valid`.execute(db)
  await send(app, batchOf([answerOf(), answerOf({ comment: 'poison' }), enteredOf(), { type: 'nonsense' }]))
  await sql`alter table answers drop constraint no_poison`.execute(db)
  await app.close()
  const ask = await readingShop(db)
  const books = async () => (await ask('delivery')).body().total
  expect(await books()).toMatchObject({
    received: 4,
    stored: 2,
    quarantined: 1,
    duplicate: 0,
    refused: { malformed: 1 },
  })
  for (const one of await listQuarantined(db, 'shop')) await replayQuarantined(db, createDirectory(db), one, new Date())
  expect(await books()).toMatchObject({
    received: 4,
    stored: 3,
    quarantined: 0,
    duplicate: 0,
    refused: { malformed: 1 },
  })
})

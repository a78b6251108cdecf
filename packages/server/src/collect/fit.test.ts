import { expect, it } from 'vitest'

import { verifyCounts } from '../aggregate/verify.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, batchOf, countsOf, curiousShop, enteredOf, openShop, send } from '../testing/shop.ts'

const database = useDatabase()

const open = () => openShop(database.db, curiousShop())

async function stored() {
  return await database.db.selectFrom('answers').select(['answers', 'variant', 'feel', 'origin']).execute()
}

const ALL_TAKEN = { accepted: 1, rejected: [] }

it('follow-up answers are stored, what was chosen is counted, and what was written is not', async () => {
  const { app } = await open()
  const batch = batchOf([
    answerOf({ feel: 2, variant: 'a', answers: { why: ['slow', 'unclear'], more: ['slow'] } }),
    answerOf({ feel: 1, variant: 'b', answers: { why: ['slow'] } }),
  ])
  await send(app, batch)
  await send(app, batch)
  const [first] = await database.db.selectFrom('answers').select('answers').where('feel', '=', 2).execute()
  expect(first?.answers).toEqual({ why: ['slow', 'unclear'], more: ['slow'] })
  expect(await countsOf(database.db, 'choice')).toEqual({ 'why:slow': 2, 'why:unclear': 1 })
  expect(await countsOf(database.db, 'stripped')).toEqual({})
  expect(await verifyCounts(database.db)).toEqual([])
})

it('what the version does not know is left away and counted, and the answer stands', async () => {
  const { app } = await open()
  const answers = { why: ['slow', 'slow', 'made-up'], more: ['', 'First', 'Second'], other: ['x'] }
  const { body } = await send(app, batchOf([answerOf({ feel: 2, variant: 'z', answers })]))
  expect(body).toEqual(ALL_TAKEN)
  expect(await stored()).toEqual([
    { answers: { why: ['slow'], more: ['First'] }, variant: '', feel: 2, origin: 'live' },
  ])
  expect(await countsOf(database.db, 'choice')).toEqual({ 'why:slow': 1 })
  expect(await countsOf(database.db, 'stripped')).toEqual({ follow_up: 1, option: 2, variant: 1 })
  expect(await verifyCounts(database.db)).toEqual([])
})

it('a variant that no owner wrote becomes no key of the counts, whatever reports it', async () => {
  const { app } = await open()
  const at = new Date().toISOString()
  const named = { prompt: 'payment-feel', version: 1, step: 'checkout/payment', at }
  await send(
    app,
    batchOf([
      { type: 'shown', ...named, variant: 'a', share: 1 },
      { type: 'shown', ...named, variant: 'x1', share: 1 },
      { type: 'dismissed', ...named, variant: 'x2', how: 'closed' },
      { type: 'considered', ...named, result: 'busy' },
    ]),
  )
  const rows = await database.db.selectFrom('counts').select('variant').distinct().orderBy('variant').execute()
  expect(rows.map((row) => row.variant)).toEqual(['', 'a'])
  expect(await countsOf(database.db, 'stripped')).toEqual({ variant: 2 })
})

it('a follow-up that was written at length is cut, and costs nobody their answer', async () => {
  const { app } = await open()
  const { body } = await send(app, batchOf([answerOf({ answers: { more: [`${'x'.repeat(499)}😀`] } })]))
  expect(body).toEqual(ALL_TAKEN)
  expect((await stored())[0]?.answers).toEqual({ more: ['x'.repeat(499)] })
})

it('people who speak up by themselves are a stream of their own', async () => {
  const { app } = await open()
  const tab = { prompt: 'feedback', step: 'checkout', feel: 1 }
  const at = new Date().toISOString()
  const shown = { type: 'shown', prompt: 'feedback', version: 1, step: 'checkout', at, share: 1 }
  const { body } = await send(
    app,
    batchOf([
      answerOf({ ...tab, unprompted: true, comment: 'Hello' }),
      // The prompt itself says that nobody is asked by it.
      answerOf(tab),
      shown,
      answerOf({ feel: 5 }),
      enteredOf(),
    ]),
  )
  expect(body).toEqual({ accepted: 5, rejected: [] })
  expect((await stored()).map(({ feel, origin }) => `${origin} ${feel}`).toSorted()).toEqual([
    'live 5',
    'unprompted 1',
    'unprompted 1',
  ])
  const counts = await database.db
    .selectFrom('counts')
    .select(['origin', 'measure', 'n'])
    .orderBy('origin')
    .orderBy('measure')
    .execute()
  expect(counts.map(({ origin, measure, n }) => `${origin} ${measure} ${n}`)).toEqual([
    'live entered 1',
    'live feel 1',
    'live hour 1',
    'live received 5',
    'live stored 5',
    'unprompted commented 1',
    'unprompted feel 2',
    'unprompted shown 1',
  ])
  expect(await verifyCounts(database.db)).toEqual([])
})

it('what a device has given up is counted once, by a reason of a closed list, and never a cause to refuse', async () => {
  const { app } = await open()
  const dropped = {
    overflow: 3,
    413: 2,
    404: 1,
    503: 4,
    __proto__: 1,
    'made up': 5,
    too_old: 1.9,
    corrupt: -1,
    consent: 'x',
  }
  const batch = batchOf([], { dropped: dropped as unknown as Record<string, number> })
  expect((await send(app, batch)).body).toEqual({ accepted: 0, rejected: [] })
  await send(app, batch)
  expect(await countsOf(database.db, 'dropped')).toEqual({
    http_4xx: 3,
    http_5xx: 4,
    other: 5,
    overflow: 3,
    too_old: 1,
  })
  for (const odd of ['x', null, [1], { overflow: 1e300 }])
    expect(
      (await send(app, batchOf([enteredOf()], { dropped: odd as unknown as Record<string, number> }))).status,
    ).toBe(202)
  expect((await countsOf(database.db, 'dropped'))['overflow']).toBe(1_000_003)
})

it('a form that refuses the same input again and again is a signal', async () => {
  const { app } = await open()
  const at = new Date().toISOString()
  await send(app, batchOf([{ type: 'signal', step: 'checkout/payment', at, signal: 'invalid' }]))
  expect(await countsOf(database.db, 'signal')).toEqual({ invalid: 1 })
})

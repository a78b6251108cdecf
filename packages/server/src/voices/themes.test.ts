import type { AnsweredEvent } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readingShop, record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'

const database = useDatabase()

async function open(change: (document: ReturnType<typeof shop>) => void = () => {}) {
  const document = shop()
  document.prompts.push({ id: 'cart-feel', step: 'checkout/cart', wording: { default: { question: 'Cart?' } } })
  change(document)
  await applyConfiguration(database.db, 'shop', document)
  return await readingShop(database.db)
}

const CART = { step: 'checkout/cart', prompt: 'cart-feel' }

/** So many people who each say one of these in turn, a minute apart, the last of them newest. */
function people(count: number, texts: readonly string[], more: Partial<AnsweredEvent> = {}): AnsweredEvent[] {
  const start = Date.parse(more.at ?? '2026-03-10T08:00:00Z')
  return Array.from({ length: count }, (_, i) =>
    answerOf({ ...more, comment: texts[i % texts.length] ?? '', at: new Date(start + i * 60_000).toISOString() }),
  )
}

/** What everybody says, wherever they are. */
const SMALL_TALK = ['Bought a lamp today', 'My second order here', 'Ordered shoes and a lamp', 'For my brother']

test('bad faces against good ones: what several say on one side, with its comments, typical ones, and a different voice', async () => {
  const ask = await open()
  const slow = people(20, ['The voucher code was refused', 'My voucher is refused again', 'voucher not accepted'], {
    feel: 1,
  })
  await record(database.db, [...slow, ...people(40, SMALL_TALK, { feel: 2 })])
  const quick = people(30, ['Really quick payment', 'So quick!'], { feel: 5 })
  const other = answerOf({ feel: 4, comment: 'The voucher worked for me', at: '2026-03-09T08:00:00Z' })
  await record(database.db, [...quick, other, ...people(40, SMALL_TALK, { feel: 4 })])
  await record(database.db, people(9, ['The voucher is fine'], { feel: 3 }))

  const { sides, ...said } = (await ask('themes?journey=checkout&step=payment')).body()
  expect(said).toEqual({
    project: 'shop',
    journey: 'checkout',
    step: 'payment',
    contrast: 'faces',
    date: null,
    at_most: 4000,
    least: 50,
    origins: { live: 131, import: 0, sample: 0, unprompted: 0 },
  })
  const [bad, good] = sides
  expect(bad).toMatchObject({ side: 'bad', comments: 60, people: 60, enough: true, voices: [] })
  expect(bad?.from).toBe('2026-03-10T08:00:00.000Z')
  const [voucher, ...others] = bad?.themes ?? []
  expect(voucher).toMatchObject({ term: 'voucher', people: 20, others: 1, comments: 20 })
  expect(others.map(({ term }) => term)).not.toContain('lamp')
  expect(new Set(voucher?.answers)).toEqual(new Set(slow.map(({ id }) => id)))
  expect(voucher?.answers[0]).toBe(slow.at(-1)?.id)
  // The typical ones do not repeat each other.
  expect(new Set(voucher?.quotes.map(({ comment }) => comment)).size).toBe(3)
  expect(voucher?.quotes.every(({ feel }) => feel === 1)).toBe(true)
  expect(voucher?.different).toMatchObject({ id: other.id, feel: 4 })
  expect(good).toMatchObject({ side: 'good', comments: 71, enough: true })
  expect(good?.themes[0]).toMatchObject({ term: 'quick', people: 30, others: 0, different: null })
  // A theme opens its comments.
  const opened = (await ask(`voices?ids=${voucher?.answers.join(',')}`)).body().voices
  expect(opened.map(({ id }) => id)).toEqual(voucher?.answers)
})

test('under fifty comments a side has no themes but its comments, and says so', async () => {
  const ask = await open()
  const few = people(49, ['The voucher'], { feel: 1 })
  await record(database.db, [...few, ...people(60, SMALL_TALK, { feel: 5 })])
  const bad = async () => (await ask('themes?journey=checkout&step=payment')).body().sides[0]
  expect(await bad()).toMatchObject({ comments: 49, enough: false, themes: [] })
  expect((await bad())?.voices.map(({ id }) => id)).toEqual(few.map(({ id }) => id).toReversed())
  await record(database.db, people(1, ['The voucher'], { feel: 1 }))
  expect(await bad()).toMatchObject({ comments: 50, enough: true, voices: [] })
  expect((await bad())?.themes[0]?.people).toBe(50)
})

test('nobody has said anything: two empty sides', async () => {
  const ask = await open()
  const empty = { comments: 0, people: 0, from: null, to: null, enough: false, themes: [], voices: [] }
  for (const query of ['journey=checkout', 'journey=checkout&step=cart&contrast=step', 'journey=returns'])
    expect((await ask(`themes?${query}`)).body().sides, query).toMatchObject([empty, empty])
})

test('a step against the rest of its journey, and a day against the days before, as the zone has it', async () => {
  const ask = await open()
  await record(database.db, people(60, ['The voucher', 'Voucher!', ...SMALL_TALK], { feel: 1 }))
  await record(database.db, people(60, SMALL_TALK, { ...CART, feel: 5 }))
  const here = (await ask('themes?journey=checkout&step=payment&contrast=step')).body().sides
  expect(here).toMatchObject([
    { side: 'here', comments: 60, themes: [{ term: 'voucher', people: 20, others: 0 }] },
    { side: 'rest', comments: 60, enough: true, themes: [], voices: [] },
  ])
  // Berlin is an hour ahead: the day begins at 23:00.
  await record(
    database.db,
    people(60, ['That basket', ...SMALL_TALK], { ...CART, feel: 1, at: '2026-03-10T23:00:00Z' }),
  )
  await record(database.db, people(1, ['A basket'], { ...CART, feel: 5, at: '2026-03-10T22:59:59Z' }))
  const since = (await ask('themes?journey=checkout&step=cart&contrast=date&date=2026-03-11')).body()
  expect(since.date).toBe('2026-03-11')
  expect(since.sides).toMatchObject([
    { side: 'after', comments: 60, themes: [{ term: 'basket', people: 12, others: 1 }] },
    { side: 'before', comments: 61, themes: [] },
  ])
})

test('somebody who says the same ten times is one person', async () => {
  const ask = await open()
  await record(database.db, people(60, SMALL_TALK, { feel: 1 }))
  await record(database.db, people(60, SMALL_TALK, { feel: 5 }))
  await record(database.db, people(40, ['The voucher'], { feel: 1, visit: answerOf().visit }))
  const { sides } = (await ask('themes?journey=checkout&step=payment')).body()
  expect(sides[0]).toMatchObject({ comments: 100, people: 61, themes: [] })
})

test('what was masked, removed or set aside is in no theme', async () => {
  const ask = await open()
  const written = ['Phone me: jo@example.com', 'The voucher']
  await record(database.db, people(60, written, { feel: 1 }))
  await record(database.db, people(60, SMALL_TALK, { feel: 5 }))
  const found = async () => (await ask('themes?journey=checkout&step=payment&limit=20')).body().sides[0]
  expect((await found())?.themes.map(({ term }) => term)).toEqual(['phone', 'voucher'])
  const voucher = await database.db.selectFrom('answers').select('id').where('comment', 'like', '%voucher%').execute()
  const [removed, aside, ...rest] = voucher.map(({ id }) => id)
  await database.db
    .updateTable('answers')
    .set({ comment: null })
    .where('id', '=', removed ?? '')
    .execute()
  await database.db
    .updateTable('answers')
    .set({ set_aside: 'repeated' })
    .where('id', '=', aside ?? '')
    .execute()
  expect((await found())?.themes.find(({ term }) => term === 'voucher')?.people).toBe(rest.length)
  await database.db.deleteFrom('answers').where('id', 'in', rest).execute()
  expect(await found()).toMatchObject({ comments: 30, enough: false, themes: [] })
})

test.each(['confidential', 'anonymous'] as const)('a project that is %s has no themes', async (privacy) => {
  const ask = await open((document) => {
    document.project.privacy = privacy
  })
  const { status, body } = await ask('themes?journey=checkout&step=payment')
  expect([status, JSON.stringify(body())]).toEqual([403, expect.stringContaining('look at people one by one')])
})

test('sample and imported words can be left out, are counted by origin, and never mix with another project', async () => {
  const ask = await open()
  await record(database.db, people(60, ['The voucher'], { feel: 1 }), 'import')
  await record(database.db, people(3, SMALL_TALK, { feel: 5 }), 'sample')
  const query = 'themes?journey=checkout&step=payment'
  expect((await ask(query)).body().origins).toEqual({ live: 0, import: 60, sample: 3, unprompted: 0 })
  expect((await ask(`${query}&origin=live`)).body().origins).toEqual({ live: 0, import: 0, sample: 0, unprompted: 0 })
  await database.db.updateTable('answers').set({ project_id: 'foreign' }).execute()
  expect((await ask(query)).body().sides).toMatchObject([{ comments: 0 }, { comments: 0 }])
})

test('only the newest comments are read, and fewer of long ones', async () => {
  const ask = await open()
  await record(database.db, people(2001, ['The voucher'], { feel: 1 }))
  const { sides } = (await ask('themes?journey=checkout&step=payment&contrast=date&date=2026-03-01')).body()
  expect(sides[0]).toMatchObject({ comments: 2000, from: '2026-03-10T08:01:00.000Z' })
  await record(database.db, people(200, ['long '.repeat(400)], { feel: 1, at: '2026-03-12T08:00:00Z' }))
  const { sides: long } = (await ask('themes?journey=checkout&step=payment&contrast=date&date=2026-03-01')).body()
  expect(long[0]).toMatchObject({ comments: 150, from: '2026-03-12T08:50:00.000Z' })
})

test('a malformed question is told which parameter', async () => {
  const ask = await open()
  const malformed = {
    journey: [''],
    step: ['journey=checkout&contrast=step'],
    contrast: ['journey=checkout&contrast=all'],
    date: [
      'journey=checkout&contrast=date',
      'journey=checkout&date=2026-03-01',
      'journey=checkout&contrast=date&date=x',
    ],
    limit: ['journey=checkout&limit=21'],
    faces: ['journey=checkout&faces=bad'],
  }
  for (const [name, queries] of Object.entries(malformed)) {
    for (const query of queries) {
      const answer = await ask(`themes?${query}`)
      expect(answer.status, query).toBe(400)
      expect(answer.problem().detail).toContain(`"${name}"`)
    }
  }
  expect((await ask('voices?ids=x')).problem().detail).toContain('"ids"')
})

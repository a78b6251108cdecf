import type { AnsweredEvent } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readingShop, record } from '../testing/reader.ts'
import { answerOf, curiousShop, shop } from '../testing/shop.ts'
import { readCursor, writeCursor } from './cursor.ts'

const database = useDatabase()

async function open(change: (document: ReturnType<typeof shop>) => void = () => {}) {
  const document = shop()
  change(document)
  await applyConfiguration(database.db, 'shop', document)
  return await readingShop(database.db)
}

function answersAt(count: number, more: Partial<AnsweredEvent> = {}): AnsweredEvent[] {
  return Array.from({ length: count }, () => answerOf(more))
}

test('an answer is told as the person gave it, with the question in their language', async () => {
  const ask = await open((document) => {
    Object.assign(document.prompts[0]?.wording ?? {}, { de: { question: 'Wie war das Bezahlen?' } })
  })
  const given = answerOf({ feel: 2, comment: '<b>Langsam</b>', at: '2026-03-10T12:00:00.123Z', took_ms: 5300 })
  const context = { device: 'mobile', locale: 'de-AT', release: '1.2', page: '/pay', traits: { plan: 'pro' } } as const
  await record(database.db, [given], 'live', context)
  expect((await ask('voices')).body()).toEqual({
    voices: [
      {
        id: given.id,
        at: '2026-03-10T12:00:00.123Z',
        journey: 'checkout',
        step: 'payment',
        prompt: 'payment-feel',
        version: 1,
        variant: '',
        question: 'Wie war das Bezahlen?',
        scale: 'faces',
        feel: 2,
        comment: '<b>Langsam</b>',
        marks: [],
        answers: null,
        follow_ups: [],
        tags: [],
        page: '/pay',
        device: 'mobile',
        locale: 'de-AT',
        release: '1.2',
        traits: { plan: 'pro' },
        took_ms: 5300,
        visit: given.visit,
        origin: 'live',
        trust: 'unverified',
        set_aside: null,
      },
    ],
    next: null,
    search: null,
  })
})

test('what else was said is told in the words that were read, of the variant that was seen', async () => {
  await applyConfiguration(database.db, 'shop', curiousShop())
  const ask = await readingShop(database.db)
  const answers = { why: ['slow', 'unclear'], more: ['Remember my card'] }
  await record(database.db, [answerOf({ feel: 1, variant: 'b', answers })])
  const tab = { prompt: 'feedback', step: 'checkout/cart' }
  await record(database.db, [answerOf({ ...tab, unprompted: true, at: '2026-03-10T12:00:00Z' })])
  expect((await ask('voices')).body().voices).toMatchObject([
    {
      variant: 'b',
      question: 'Was paying easy?',
      answers,
      follow_ups: [
        { question: 'What was it?', answers: ['It was slow', 'It was unclear'] },
        { question: 'What would help?', answers: ['Remember my card'] },
      ],
      origin: 'live',
    },
    {
      variant: '',
      question: 'Anything to tell us?',
      step: 'cart',
      answers: null,
      follow_ups: [],
      origin: 'unprompted',
    },
  ])
  expect((await ask('voices?origin=unprompted')).body().voices).toHaveLength(1)
})

test('pages follow each other newest first, without a gap or a repetition, also within one instant', async () => {
  const ask = await open((document) => {
    document.prompts.push({ id: 'cart-feel', step: 'checkout/cart', wording: { default: { question: 'Cart?' } } })
  })
  const same = '2026-03-10T12:00:00Z'
  await record(database.db, answersAt(7, { at: same }))
  await record(database.db, answersAt(6, { at: same, step: 'checkout/cart', prompt: 'cart-feel' }))
  await record(database.db, answersAt(1, { at: '2026-03-11T12:00:00Z' }))
  await database.db
    .updateTable('answers')
    .set({ at: '2026-03-10T12:00:00.000001Z' })
    .where('step', '=', 'cart')
    .execute()
  const seen: string[] = []
  let cursor = ''
  for (let page = 0; page < 10; page++) {
    const { voices, next } = (await ask(`voices?limit=3${cursor}`)).body()
    seen.push(...voices.map((voice) => voice.id))
    if (!next) break
    cursor = `&cursor=${next}`
  }
  const rows = await database.db
    .selectFrom('answers')
    .select('id')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  expect(seen).toEqual(rows.map((row) => row.id))
  expect(seen).toHaveLength(14)
})

test('answers are chosen by step, score, words, prompt and origin', async () => {
  const ask = await open()
  await record(database.db, [answerOf({ feel: 1, comment: 'Bad' }), answerOf({ feel: 2 }), answerOf({ feel: 5 })])
  await record(database.db, [answerOf({ feel: 4, comment: 'Old' })], 'import')
  const feels = async (query: string) =>
    (await ask(`voices?${query}`))
      .body()
      .voices.map((voice) => voice.feel)
      .toSorted((a, b) => a - b)
  expect(await feels('journey=checkout&step=payment')).toEqual([1, 2, 4, 5])
  expect(await feels('journey=checkout&step=cart')).toEqual([])
  expect(await feels('journey=returns')).toEqual([])
  expect(await feels('journey=checkout&step=')).toEqual([])
  expect(await feels('feel=1,2')).toEqual([1, 2])
  expect(await feels('words=only')).toEqual([1, 4])
  expect(await feels('origin=import')).toEqual([4])
  expect(await feels('prompt=other')).toEqual([])
  expect(await feels('words=only&feel=1&journey=checkout')).toEqual([1])
})

test('another project keeps its answers to itself', async () => {
  const ask = await open()
  await record(database.db, answersAt(2))
  await database.db.updateTable('answers').set({ project_id: 'foreign' }).execute()
  expect((await ask('voices')).body()).toEqual({ voices: [], next: null, search: null })
})

test('a malformed query is told which parameter', async () => {
  const ask = await open()
  const place = { at: '2026-13-45T99:00:00.000000Z', id: '00000000-0000-0000-0000-000000000000' }
  const queries = {
    cursor: [`cursor=${writeCursor(place)}`, 'cursor=x'],
    limit: ['limit=0', 'limit=201'],
    feel: ['feel=11'],
    from: ['from=2026-03-12&to=2026-03-11'],
  }
  for (const [name, malformed] of Object.entries({ ...queries, words: ['words=some'], step: ['step=payment'] })) {
    for (const query of malformed) {
      const answer = await ask(`voices?${query}`)
      expect(answer.status, query).toBe(400)
      expect(answer.problem().detail).toContain(`"${name}"`)
    }
  }
})

test('a cursor is read as it was written', () => {
  const place = { at: '2026-03-10T12:00:00.000001Z', id: '5b6f2f0e-8a5c-4f55-9f35-0b8f0f5b8c11' }
  expect(readCursor(writeCursor(place))).toEqual(place)
})

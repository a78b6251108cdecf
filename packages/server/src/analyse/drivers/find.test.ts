import { randomUUID } from 'node:crypto'

import type { AnsweredEvent, ConfigurationDocument, DriversAnswer, OutcomeEvent, WireEvent } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../../configure/configuration.ts'
import { useDatabase } from '../../testing/database.ts'
import { readingShop, record } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'

const database = useDatabase()

/** A shop that asks at both steps, and about the checkout as a whole. */
function askingShop(): ConfigurationDocument {
  const document = shop()
  const wording = { default: { question: 'How did it feel?' } }
  document.journeys.push({ id: 'returns', name: 'Returns', steps: [{ id: 'label', name: 'Label' }] })
  document.prompts.push(
    { id: 'cart-feel', step: 'checkout/cart', wording },
    { id: 'whole', step: 'checkout', wording },
    { id: 'would-recommend', step: 'checkout', scale: 'nps', wording },
    { id: 'label-feel', step: 'returns/label', wording },
  )
  return document
}

async function open(document = askingShop()) {
  await applyConfiguration(database.db, 'shop', document)
  return await readingShop(database.db)
}

const ASKED = 'drivers?journey=checkout&outcome=whole'
const AT = '2026-03-10T12:00:00Z'

/** What one visit said: the feel at the payment, and of the whole. */
function visitOf(payment: number, whole: number, more: Partial<AnsweredEvent> = {}): AnsweredEvent[] {
  const visit = randomUUID()
  return [
    answerOf({ visit, feel: payment, at: AT, ...more }),
    answerOf({ visit, prompt: 'whole', step: 'checkout', feel: whole, at: AT, ...more }),
  ]
}

function endOf(visit: string | undefined, outcome: 'reached' | 'abandoned'): OutcomeEvent {
  return { type: 'outcome', journey: 'checkout', outcome, visit: visit ?? '', at: AT }
}

const SIX = [1, 2, 3, 4, 5, 5]

test('a step’s feel is held against the outcome of the same visit, whichever was said first', async () => {
  const ask = await open()
  const visits = SIX.map((feel) => visitOf(feel, feel))
  // In batches of their own, the outcome first for every second visit.
  for (const [i, said] of visits.entries())
    for (const event of i % 2 ? said.toReversed() : said) await record(database.db, [event])
  await record(database.db, [
    answerOf({ feel: 1, at: AT }),
    answerOf({ prompt: 'cart-feel', step: 'checkout/cart', at: AT }),
  ])

  const answer = (await ask(ASKED)).body() as DriversAnswer
  expect(answer).toMatchObject({
    project: 'shop',
    journey: 'checkout',
    from: '2026-03-10',
    outcome: 'whole',
    people: 6,
    newest: 5_000,
    newest_only: false,
    weights: null,
    weights_missing: 'little_overlap',
  })
  expect(answer.steps.map(({ step, name, scale, n, tier, rho }) => [step, name, scale, n, tier, rho])).toEqual([
    ['cart', 'Cart', 'faces', 0, 'none', null],
    ['payment', 'Payment', 'faces', 6, 'too_early', 1],
  ])
  expect(answer.steps[1]?.table?.map((row) => row.reduce((sum, each) => sum + each))).toEqual([1, 1, 1, 1, 2])
  expect(answer.steps[1]?.rho_low).toBeLessThan(1)
  // The other question about the whole is an outcome itself.
  expect(answer.wholes.map(({ prompt }) => prompt)).toEqual(['would-recommend'])
  expect(answer.notes[0]).toContain('Goes with, not causes')
})

test('four people are no figure, and of five each comes in it once', async () => {
  const ask = await open()
  const row = async () => ((await ask(ASKED)).body() as DriversAnswer).steps.find(({ step }) => step === 'payment')
  for (const feel of [1, 2, 4, 5]) await record(database.db, visitOf(feel, feel))
  expect(await row()).toMatchObject({ n: 4, tier: 'hidden', rho: null, cost: null, net: null, bad: null, table: null })
  await record(database.db, visitOf(3, 3))
  expect(await row()).toMatchObject({ n: 5, tier: 'too_early', rho: 1 })
})

test('who comes often is one person, who is taken at their newest visit', async () => {
  const ask = await open()
  for (const feel of SIX) await record(database.db, visitOf(feel, feel))
  await database.db.updateTable('answers').set({ visitor: 'often' }).where('feel', '=', 5).execute()
  const { people, steps } = (await ask(ASKED)).body() as DriversAnswer
  expect([people, steps[1]?.n]).toEqual([5, 5])
})

test('of what one visit said twice, the last counts', async () => {
  const ask = await open()
  for (const feel of SIX) {
    const said = visitOf(6 - feel, feel)
    const again = answerOf({ ...said[0], id: randomUUID(), feel, at: '2026-03-10T13:00:00Z' })
    await record(database.db, [...said, again])
  }
  const { steps } = (await ask(ASKED)).body() as DriversAnswer
  expect(steps[1]).toMatchObject({ n: 6, rho: 1 })
})

test('a prompt that nobody answered gives way to another one at its step', async () => {
  const document = askingShop()
  const cart = document.prompts.find(({ id }) => id === 'cart-feel')
  document.prompts.push({ ...cart!, id: 'cart-last-year' }, { ...cart!, id: 'another-cart' })
  const ask = await open(document)
  const prompts = async () => ((await ask(ASKED)).body() as DriversAnswer).steps.map(({ prompt }) => prompt)
  for (const feel of SIX) await record(database.db, visitOf(feel, feel))
  expect(await prompts()).toEqual(['another-cart', 'payment-feel'])
  const said = visitOf(3, 3)
  const atCart = answerOf({ ...said[0], id: randomUUID(), prompt: 'cart-feel', step: 'checkout/cart' })
  await record(database.db, [...said, atCart])
  expect(await prompts()).toEqual(['cart-feel', 'payment-feel'])
})

test('what was set aside, and what somebody said unprompted, is no driver', async () => {
  const ask = await open()
  for (const feel of [...SIX, ...SIX]) await record(database.db, visitOf(feel, feel))
  const answers = await database.db.selectFrom('answers').select('id').where('step', '=', 'payment').execute()
  await database.db
    .updateTable('answers')
    .set({ set_aside: 'repeated' })
    .where('id', '=', answers[0]?.id ?? '')
    .execute()
  await database.db
    .updateTable('answers')
    .set({ origin: 'unprompted' })
    .where('id', '=', answers[1]?.id ?? '')
    .execute()
  const { steps } = (await ask(ASKED)).body() as DriversAnswer
  expect(steps.find(({ step }) => step === 'payment')?.n).toBe(10)
})

test('without a prompt the outcome is how the visit ended, and a step that settles it gives no huge number', async () => {
  const ask = await open()
  const events: WireEvent[] = []
  for (let i = 0; i < 130; i++) {
    const feel = 1 + (i % 5)
    const said = visitOf(feel, 6 - feel)
    events.push(...said, endOf(said[0]?.visit, feel >= 3 ? 'reached' : 'abandoned'))
  }
  await record(database.db, events)
  const answer = (await ask('drivers?journey=checkout')).body() as DriversAnswer
  const [payment] = answer.steps
  expect(answer).toMatchObject({ outcome: null, people: 130 })
  expect(payment).toMatchObject({ step: 'payment', n: 130, tier: 'ranked', rank: 1, direction: 'with', bad: 0.4 })
  // Who felt bad never got there, everybody else did: net .2, and 1 without bad moments.
  expect(payment?.cost).toBeCloseTo(0.8, 12)
  expect(payment?.table).toEqual([
    [26, 0],
    [26, 0],
    [0, 26],
    [0, 26],
    [0, 26],
  ])
  const { table: _table, n: _n, rank: _rank, ...figures } = payment ?? {}
  const huge = Object.entries(figures).filter(([, figure]) => typeof figure === 'number' && !(Math.abs(figure) <= 2))
  expect(huge).toEqual([])
  expect(answer.wholes.find(({ prompt }) => prompt === 'whole')).toMatchObject({ n: 130, direction: 'against' })
})

test('what there is to choose from are prompts about the whole, recommendations and ends of visits, as far as somebody gave them', async () => {
  const ask = await open()
  const outcomes = async (query: string) => {
    const answer = (await ask(`drivers?journey=checkout${query}`)).body() as DriversAnswer
    return [answer.outcome, answer.outcomes.map(({ prompt, question, known }) => [prompt, question, known])]
  }
  expect(await outcomes('')).toEqual([null, []])
  expect(await outcomes('&outcome=*')).toEqual([null, []])
  for (const feel of SIX) await record(database.db, visitOf(feel, feel))
  const said = visitOf(5, 5)
  const recommended = answerOf({ ...said[1], id: randomUUID(), prompt: 'would-recommend', feel: 9 })
  await record(database.db, [...said, recommended])
  const QUESTION = 'How did it feel?'
  const both = [
    ['whole', QUESTION, 7],
    ['would-recommend', QUESTION, 1],
  ]
  expect(await outcomes('&outcome=*')).toEqual(['whole', both])
  // One that is chosen by its address stands there, too.
  const chosen = await outcomes('&outcome=payment-feel')
  expect(chosen).toEqual(['payment-feel', [['payment-feel', 'How did paying feel?', 7], ...both]])
  expect(await outcomes('&outcome=*&from=2026-03-11')).toEqual([null, []])

  // Ends of visits are known of more people, and are taken until enough have said what they think of the whole.
  const ends = Array.from({ length: 8 }, () => endOf(randomUUID(), 'reached'))
  await record(database.db, ends)
  expect(await outcomes('&outcome=*')).toEqual([null, [[null, null, 8], ...both]])
  await record(database.db, Array.from({ length: 113 }, () => visitOf(3, 3)).flat())
  const many = Array.from({ length: 120 }, () => endOf(randomUUID(), 'reached'))
  await record(database.db, many)
  expect(await outcomes('&outcome=*')).toEqual([
    'whole',
    [
      ['whole', QUESTION, 120],
      [null, null, 128],
      ['would-recommend', QUESTION, 1],
    ],
  ])
})

test('what makes pairs is an outcome wherever it is asked, goes before others that enough people gave, and is told of', async () => {
  const document = askingShop()
  const wording = { default: { question: 'How was the end?' } }
  document.journeys[0]?.steps.push({ id: 'done', name: 'Done' })
  document.prompts.push({ id: 'end-feel', step: 'checkout/done', wording, pairWith: ['payment-feel'] })
  const ask = await open(document)
  const likeliest = async () => (await ask('drivers?journey=checkout&outcome=*')).body() as DriversAnswer
  const ofEnd = (feel: number) => {
    const [first] = visitOf(feel, feel)
    return [first!, { ...first!, id: randomUUID(), prompt: 'end-feel', step: 'checkout/done' }]
  }
  await record(database.db, Array.from({ length: 121 }, () => visitOf(3, 3)).flat())
  await record(database.db, Array.from({ length: 119 }, (_, i) => ofEnd(1 + (i % 5))).flat())
  const early = await likeliest()
  expect(early.outcomes.map(({ prompt, pair_with }) => [prompt, pair_with])).toEqual([
    ['whole', []],
    ['end-feel', ['payment-feel']],
  ])
  expect(early.notes.join()).not.toContain('pair')
  await record(database.db, ofEnd(4))
  const answer = await likeliest()
  expect([answer.outcome, answer.steps.find(({ n }) => n > 0)]).toMatchObject(['end-feel', { n: 120, tier: 'ranked' }])
  expect(answer.notes.join()).toContain('It makes pairs with payment-feel: each person is asked one of them')
  const few = (await ask('drivers?journey=checkout&outcome=would-recommend')).body() as DriversAnswer
  expect(few.notes.join()).toContain('With "pairWith" at the prompt "would-recommend"')
})

test('days are those of the outcome, both inclusive', async () => {
  const ask = await open()
  // Nearly midnight in Berlin, and just after it.
  for (const feel of SIX) await record(database.db, visitOf(feel, feel, { at: '2026-03-28T22:59:59Z' }))
  for (const feel of SIX) await record(database.db, visitOf(feel, feel, { at: '2026-03-28T23:00:00Z' }))
  const people = async (query: string) => ((await ask(`${ASKED}&${query}`)).body() as DriversAnswer).people
  expect(await people('to=2026-03-28')).toBe(6)
  expect(await people('from=2026-03-29&to=2026-03-29')).toBe(6)
  expect(await people('from=2026-03-28')).toBe(12)
  expect(await people('from=2026-03-30')).toBe(0)
})

test('a step is none of its own drivers, nor is what else is asked there', async () => {
  const document = askingShop()
  const wording = { default: { question: 'Was it easy?' } }
  document.prompts.push({ id: 'payment-ease', step: 'checkout/payment', scale: 'ease', wording })
  const ask = await open(document)
  for (const feel of SIX) await record(database.db, visitOf(feel, feel))
  const answer = (await ask('drivers?journey=checkout&outcome=payment-feel')).body() as DriversAnswer
  expect(answer.steps.map(({ step }) => step)).toEqual(['cart'])
  expect(answer.wholes.map(({ prompt, n }) => [prompt, n])).toEqual([
    ['whole', 6],
    ['would-recommend', 0],
  ])
  expect(answer.notes.join(' ')).toContain('"payment", which is therefore no driver')
})

test.each(['confidential', 'anonymous'] as const)('a project that is %s has no drivers', async (privacy) => {
  const document = askingShop()
  document.project.privacy = privacy
  const ask = await open(document)
  const { status, body } = await ask(ASKED)
  expect([status, JSON.stringify(body())]).toEqual([403, expect.stringContaining('look at people one by one')])
})

test('a journey where nobody has answered is empty, not an error', async () => {
  const ask = await open()
  const answer = (await ask(ASKED)).body() as DriversAnswer
  expect(answer.steps.map(({ step, tier }) => [step, tier])).toEqual([
    ['cart', 'none'],
    ['payment', 'none'],
  ])
  expect(answer.map).toEqual({ net: null, rho: null })
})

test.each([
  ['drivers', 400, 'journey'],
  ['drivers?journey=nowhere', 404, 'There is no journey "nowhere"'],
  ['drivers?journey=checkout&outcome=nothing', 404, 'There is no prompt "nothing"'],
  ['drivers?journey=checkout&outcome=label-feel', 400, 'asked in the journey "returns"'],
  ['drivers?journey=checkout&steps=cart,lable', 404, 'There is no step "lable"'],
  ['drivers?journey=checkout&newest=101', 400, 'It takes 5000, 50000, 200000.'],
  ['drivers?journey=checkout&from=2026-03-02&to=2026-03-01', 400, 'is after "to"'],
  ['drivers?journey=checkout&by=step', 400, 'is not known here'],
])('%s is refused with %i, and says why', async (path, status, why) => {
  const ask = await open()
  const answer = await ask(path)
  expect([answer.status, answer.problem().detail]).toEqual([status, expect.stringContaining(why)])
})

import type { JourneyConfig } from '@attune/protocol'
import { expect, it } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { managedShop } from '../testing/manager.ts'
import { shop } from '../testing/shop.ts'
import { readConfiguration } from './configuration.ts'

const database = useDatabase()
const NEW = { 'if-none-match': '*' }
const returns: Omit<JourneyConfig, 'id'> = { name: 'Returns', steps: [{ id: 'label', name: 'Label' }], goal: 'label' }

it('a journey is made at the end, changed by who has seen it, and told to pages', async () => {
  const { call, config } = await managedShop(database.db)
  const made = await call('PUT', 'journeys/returns', returns, NEW)
  expect([made.status, made.body]).toEqual([201, { id: 'returns', ...returns }])
  expect((await call('GET', 'journeys/returns')).etag).toBe(made.etag)
  expect((await config()).journeys.map((journey) => journey.id)).toEqual(['checkout', 'returns'])

  const renamed = { ...returns, name: 'Sending back' }
  expect((await call('PUT', 'journeys/returns', renamed)).status).toBe(428)
  expect((await call('PUT', 'journeys/returns', renamed, NEW)).status).toBe(412)
  const changed = await call('PUT', 'journeys/returns', renamed, { 'if-match': made.etag })
  expect([changed.status, changed.body.name, changed.etag === made.etag]).toEqual([200, 'Sending back', false])
  const late = await call('PUT', 'journeys/returns', returns, { 'if-match': made.etag })
  expect([late.status, late.body]).toMatchObject([412, { code: 'changed_meanwhile' }])
  expect((await config()).journeys[1]?.name).toBe('Sending back')
})

it('what is wrong in a journey is named with its place', async () => {
  const { call } = await managedShop(database.db)
  for (const [document, detail] of [
    [{ ...returns, goal: 'labl' }, 'goal: there is no step "labl" in this journey; did you mean "label"?'],
    [{ ...returns, id: 'other' }, 'id: is not "returns", which the address says; an id never changes'],
    [{ name: 'x', steps: [] }, expect.stringMatching(/^steps: /)],
    [
      { name: 'x', steps: [{ id: 'a', name: 'A', match: { clicked: '<b>' } }] },
      'steps[0].match.clicked: has <, which no selector has',
    ],
  ] as const) {
    const answer = await call('PUT', 'journeys/returns', document, NEW)
    expect([answer.status, answer.body]).toMatchObject([422, { detail }])
  }
  expect((await call('PUT', 'journeys/Not%20an%20id', returns, NEW)).status).toBe(400)
})

it('a step is renamed freely, and goes only when no prompt needs it', async () => {
  const { call, config } = await managedShop(database.db)
  const { etag, body } = await call('GET', 'journeys/checkout')
  const [cart, payment] = body.steps
  const renamed = { ...body, steps: [payment, { ...cart, name: 'Basket' }] }
  const changed = await call('PUT', 'journeys/checkout', renamed, { 'if-match': etag })
  expect(changed.body.steps.map((step) => step.name)).toEqual(['Payment', 'Basket'])

  const without = await call('PUT', 'journeys/checkout', { ...body, steps: [cart] }, { 'if-match': changed.etag })
  const detail =
    'The prompt "payment-feel" (live) stands at "checkout/payment". End it first, or publish it at another step.'
  expect([without.status, without.body]).toMatchObject([409, { code: 'conflict', detail }])
  const removed = await call('DELETE', 'journeys/checkout', undefined, { 'if-match': changed.etag })
  expect([removed.status, removed.body]).toMatchObject([409, { detail }])
  expect((await config()).journeys).toHaveLength(1)
})

it('a prompt that waits for what happens at a step keeps it, too', async () => {
  const document = shop()
  Object.assign(document.prompts[0] ?? {}, {
    after: { moments: [{ type: 'completed', step: 'checkout/cart' }], withinMs: 60_000 },
  })
  const { call } = await managedShop(database.db, document)
  const { etag, body } = await call('GET', 'journeys/checkout')
  const without = { ...body, steps: body.steps.slice(1) }
  const refused = await call('PUT', 'journeys/checkout', without, { 'if-match': etag })
  expect([refused.status, refused.body]).toMatchObject([
    409,
    { detail: expect.stringMatching(/waits for what happens at "checkout\/cart"/) as string },
  ])
})

it('once its prompt has ended a journey is removed, and putting it again brings it back', async () => {
  const { call, config } = await managedShop(database.db)
  const prompt = await call('GET', 'prompts/payment-feel')
  const ended = await call('POST', 'prompts/payment-feel/end', undefined, { 'if-match': prompt.etag })
  const { etag, body } = await call('GET', 'journeys/checkout')
  expect((await call('DELETE', 'journeys/checkout', undefined, { 'if-match': etag })).status).toBe(204)
  expect((await call('GET', 'journeys/checkout')).status).toBe(404)
  expect((await config()).journeys).toEqual([])
  // Resuming it would ask nobody anything.
  const resumed = await call('POST', 'prompts/payment-feel/resume', undefined, { 'if-match': ended.etag })
  expect([resumed.status, resumed.body]).toMatchObject([422, { code: 'invalid_configuration' }])

  // The whole can still be pulled and pushed.
  const whole = await readConfiguration(database.db, 'shop')
  expect((await call('PUT', 'configuration', whole, { 'if-match': '*' })).status).toBe(200)
  expect((await call('PUT', 'journeys/checkout', body, NEW)).etag).toBe(etag)
  const again = await call('GET', 'prompts/payment-feel')
  expect((await call('POST', 'prompts/payment-feel/resume', undefined, { 'if-match': again.etag })).status).toBe(200)
})

it('journeys are put in another order, all of them, by who has seen the order', async () => {
  const { call, config } = await managedShop(database.db)
  await call('PUT', 'journeys/returns', returns, NEW)
  const list = await call('GET', 'journeys')
  const sorted = await call('PUT', 'journeys', { order: ['returns', 'checkout'] }, { 'if-match': list.etag })
  expect(sorted.body.journeys.map((journey) => journey.id)).toEqual(['returns', 'checkout'])
  expect((await config()).journeys.map((journey) => journey.id)).toEqual(['returns', 'checkout'])
  expect((await call('PUT', 'journeys', { order: ['checkout', 'returns'] }, { 'if-match': list.etag })).status).toBe(
    412,
  )
  for (const order of [['returns'], ['returns', 'returns'], ['returns', 'checkout', 'more']])
    expect((await call('PUT', 'journeys', { order }, { 'if-match': sorted.etag })).status).toBe(422)
})

it('of many who change a journey at once, one has seen it; all else are told so', async () => {
  const { call } = await managedShop(database.db)
  const { etag, body } = await call('GET', 'journeys/checkout')
  const names = Array.from({ length: 8 }, (_, i) => `Name ${i}`)
  const answers = await Promise.all(
    names.map((name) => call('PUT', 'journeys/checkout', { ...body, name }, { 'if-match': etag })),
  )
  expect(statusesOf(answers)).toEqual([200, ...Array.from({ length: 7 }, () => 412)])
  const won = answers.find((answer) => answer.status === 200)
  expect((await call('GET', 'journeys/checkout')).body.name).toBe(won?.body.name)
})

it('what becomes of journeys is written down', async () => {
  const { call } = await managedShop(database.db)
  const made = await call('PUT', 'journeys/returns', returns, NEW)
  const list = await call('GET', 'journeys')
  await call('PUT', 'journeys', { order: ['returns', 'checkout'] }, { 'if-match': list.etag })
  await call('PUT', 'journeys/returns', { ...returns, name: 'Back' }, { 'if-match': made.etag })
  const { etag } = await call('GET', 'journeys/returns')
  await call('DELETE', 'journeys/returns', undefined, { 'if-match': etag })
  const rows = await database.db.selectFrom('audit').select(['action', 'before', 'after']).orderBy('id').execute()
  expect(rows.filter((row) => row.action.startsWith('journey'))).toMatchObject([
    { action: 'journey.created', before: null, after: { name: 'Returns' } },
    { action: 'journeys.ordered', before: ['checkout', 'returns'], after: ['returns', 'checkout'] },
    { action: 'journey.changed', before: { name: 'Returns' }, after: { name: 'Back' } },
    { action: 'journey.removed', before: { name: 'Back' }, after: null },
  ])
})

function statusesOf(answers: { status: number }[]): number[] {
  return answers.map((answer) => answer.status).toSorted((a, b) => a - b)
}

import { randomUUID } from 'node:crypto'

import { expect, test } from 'vitest'

import { tellAnswers } from '../analyse/privacy-gate/tell-answers.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { annotatingShop } from '../testing/annotator.ts'
import { useDatabase } from '../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../testing/promising.ts'
import { record } from '../testing/reader.ts'
import { answerOf, curiousShop } from '../testing/shop.ts'

const database = useDatabase()

test('a voice opens its moment: what was asked, and all that was said on the way, the first first', async () => {
  await applyConfiguration(database.db, 'shop', curiousShop())
  const visit = randomUUID()
  const tab = {
    prompt: 'feedback',
    step: 'checkout/cart',
    visit,
    unprompted: true as const,
    at: '2026-03-10T12:05:00Z',
  }
  const paying = answerOf({ visit, feel: 1, comment: 'Slow', answers: { why: ['slow'] }, at: '2026-03-10T12:00:00Z' })
  const later = answerOf(tab)
  const ended = { type: 'outcome' as const, visit, journey: 'checkout', outcome: 'abandoned' as const }
  await record(database.db, [paying, later, { ...ended, at: '2026-03-10T12:06:00Z' }], 'live', { page: '/pay' })
  await record(database.db, [answerOf()])
  const call = await annotatingShop(database.db)
  await call('PUT', `answers/${paying.id}/tags`, { tags: ['slow'] })
  const { body } = await call('GET', `voices/${paying.id}`)
  expect(body.voice).toMatchObject({
    id: paying.id,
    question: 'How did paying feel?',
    page: '/pay',
    tags: ['slow'],
    follow_ups: [{ question: 'What was it?', answers: ['It was slow'] }],
  })
  expect(body.asked).toEqual({ published_at: expect.any(String), current_version: 1, share: paying.share ?? null })
  expect(Date.parse(body.received_at ?? '')).toBeGreaterThan(Date.parse('2026-03-10'))
  expect(body.outcome).toEqual({ outcome: 'abandoned', at: '2026-03-10T12:06:00.000Z' })
  expect(body.path.map(({ id }) => id)).toEqual([paying.id, later.id])
})

test('what is not there is not found', async () => {
  await applyConfiguration(database.db, 'shop', curiousShop())
  const call = await annotatingShop(database.db)
  for (const id of [randomUUID(), 'x', '%00']) expect((await call('GET', `voices/${id}`)).status, id).toBe(404)
})

test('behind the privacy gate it is the voice as it stands among the others, once it is told', async () => {
  await promisingShop(database.db)
  const visit = randomUUID()
  await answerAs(database.db, [1, 2, 3, 4, 5], { comment: 'Slow', visit, context: { page: '/pay', device: 'mobile' } })
  const call = await annotatingShop(database.db)
  const { id } = await database.db.selectFrom('answers').select('id').executeTakeFirstOrThrow()
  expect((await call('GET', `voices/${id}`)).status).toBe(404)
  await tellAnswers(database.db, daysOn(1))
  const { body } = await call('GET', `voices/${id}`)
  expect(body).toMatchObject({
    voice: { id, comment: 'Slow', visit: null, page: null, device: null, at: '2026-03-10T00:00:00.000Z' },
    asked: { share: null, current_version: 1 },
    received_at: null,
    outcome: null,
    path: [],
  })
})

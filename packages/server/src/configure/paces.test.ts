import type { PageConfig, WireEvent } from '@attune/protocol'
import Fastify from 'fastify'
import { expect, it } from 'vitest'

import { registerProblems } from '../problems.ts'
import { useDatabase } from '../testing/database.ts'
import { record } from '../testing/reader.ts'
import { gateOf, KEY, shop } from '../testing/shop.ts'
import { applyConfiguration } from './configuration.ts'
import { createDirectory } from './directory.ts'
import { createPaces } from './paces.ts'
import { createQuotas } from './quotas.ts'
import { pageConfigRoutes } from './routes.ts'

const database = useDatabase()
const DAY_MS = 86_400_000

/** A shop whose first prompt asks four in ten; the clock is the test's. */
async function open(more: object, now: () => Date, document = shop()) {
  const prompt = Object.assign(document.prompts[0] ?? { id: '', step: '' }, { share: 0.4 }, more)
  await applyConfiguration(database.db, 'shop', document)
  const app = Fastify()
  registerProblems(app)
  await app.register(pageConfigRoutes, {
    gate: gateOf(createDirectory(database.db)),
    quotas: createQuotas(database.db, now),
    paces: createPaces(database.db, now),
    widget: '/w.js',
  })
  const shareNow = async () => {
    const answer = await app.inject({ url: `/v1/config?key=${KEY}` })
    expect(answer.body).not.toContain('answersPerWeek')
    return answer.json<PageConfig>().prompts.find(({ id }) => id === prompt.id)?.share
  }
  const happened = (type: 'shown' | 'dismissed' | 'considered', n: number, at: Date, rest: object) =>
    record(
      database.db,
      Array.from(
        { length: n },
        () =>
          ({
            type,
            prompt: prompt.id,
            version: 1,
            step: prompt.step,
            at: at.toISOString(),
            ...rest,
          }) as unknown as WireEvent,
      ),
    )
  return { shareNow, happened }
}

it('a prompt with wanted answers asks as many as it takes, from the next day on', async () => {
  const yesterday = new Date(Date.now() - DAY_MS)
  let at = yesterday
  const { shareNow, happened } = await open({ answersPerWeek: 5 }, () => at)
  await happened('considered', 80, yesterday, { result: 'sampled_out' })
  await happened('considered', 20, yesterday, { result: 'asked' })
  await happened('considered', 500, yesterday, { result: 'over_budget' })
  await happened('shown', 20, yesterday, { share: 0.4 })
  expect(await shareNow()).toBe(0.4)
  at = new Date()
  // 100 people whom only the share kept away, and one answer at most among 20: all of them are asked.
  expect(await shareNow()).toBe(1)
})

it('one that is drawn among two takes twice the share for its wanted answers', async () => {
  const yesterday = new Date(Date.now() - DAY_MS)
  const document = shop()
  const wording = { default: { question: 'How?' } }
  document.journeys[0]?.steps.push({ id: 'done', name: 'Done' })
  document.prompts.push({ id: 'cart', step: 'checkout/cart', wording })
  document.prompts.push({ id: 'whole', step: 'checkout/done', wording, pairWith: ['payment-feel', 'cart'] })
  const { shareNow, happened } = await open({ answersPerWeek: 1 }, () => new Date(), document)
  await happened('considered', 80, yesterday, { result: 'sampled_out' })
  await happened('shown', 20, yesterday, { share: 0.2 })
  // One answer at most among 20, so that 20 of 80 have to be asked; of the 40 for whom it is drawn.
  expect(await shareNow()).toBe(0.5)
})

it('a prompt that a quarter send away is no nuisance yet; who leaves it alone does not count', async () => {
  const yesterday = new Date(Date.now() - DAY_MS)
  const { shareNow, happened } = await open({}, () => new Date())
  await happened('shown', 40, yesterday, { share: 0.4 })
  await happened('dismissed', 10, yesterday, { how: 'closed' })
  await happened('dismissed', 20, yesterday, { how: 'ignored' })
  expect(await shareNow()).toBe(0.4)
})

it('and a nuisance is one by whoever sends it away, for now or for good', async () => {
  const yesterday = new Date(Date.now() - DAY_MS)
  const { shareNow, happened } = await open({}, () => new Date())
  await happened('shown', 40, yesterday, { share: 0.4 })
  await happened('dismissed', 10, yesterday, { how: 'closed' })
  await happened('dismissed', 1, yesterday, { how: 'never' })
  expect(await shareNow()).toBe(0.2)
})

import { setTimeout as sleep } from 'node:timers/promises'

import { expect, onTestFinished, test } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { exchangeUsage } from './exchange.ts'
import { createLimiter, type Rates } from './limiter.ts'

const database = useDatabase()
const SECRET = Buffer.from('the same on every node')

async function openNode(rates: Rates) {
  const limiter = createLimiter(rates, SECRET)
  const exchange = await exchangeUsage({ url: database.url, limiter, onError: () => {} })
  onTestFinished(() => exchange.close())
  return limiter
}

test('two nodes let through what one may, give or take a second', async () => {
  const nodes = [await openNode(RATES), await openNode(RATES)]
  let through = 0
  const seconds = 6
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(10))
    for (const node of nodes) for (let i = 0; i < 20; i++) if (node.takeFor('shop') === 0) through++
  const alone = RATES.perProject * (10 + seconds)
  expect(through).toBeGreaterThan(alone * 0.9)
  // Each may have spent a full burst and a second's rate before it heard of the other.
  expect(through).toBeLessThan(alone * 1.7)
  await sleep(1_200)
  expect(nodes.map((node) => node.takeFor('shop') > 0)).toEqual([true, true])
})

test('an address that floods one node is held by the other', async () => {
  const [one, other] = [await openNode(RATES), await openNode(RATES)]
  for (let i = 0; i < 10_000; i++) one.takeFrom('203.0.113.9')
  expect(other.takeFrom('203.0.113.9')).toBe(0)
  await expect.poll(() => drainOf(() => other.takeFrom('203.0.113.9')), { timeout: 5_000 }).toBeLessThan(20)
  expect(other.takeFrom('203.0.113.10')).toBe(0)
})

/** How many in a row are let through. */
function drainOf(take: () => number): number {
  let n = 0
  while (n < 10_000 && take() === 0) n++
  return n
}

const RATES: Rates = { perAddress: 50, perProject: 100, total: 100_000 }

import type { AnsweredEvent } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../../configure/configuration.ts'
import { useDatabase } from '../../testing/database.ts'
import { readingShop, record } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'

const database = useDatabase()

test('each other step is told on its own scale, where it was asked alike on both sides by five or more', async () => {
  const document = shop()
  document.journeys[0]?.steps.push({ id: 'thanks', name: 'Thanks' }, { id: 'few', name: 'Few' })
  const wording = { default: { question: 'And here?' } }
  document.prompts.push(
    { id: 'cart-feel', step: 'checkout/cart', scale: 'nps', wording },
    { id: 'thanks-feel', step: 'checkout/thanks', wording },
    { id: 'few-feel', step: 'checkout/few', wording },
    { id: 'overall', step: 'checkout', wording },
  )
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  // Whole weeks are counted from the first day that anything was.
  await record(database.db, [{ type: 'entered', step: 'checkout/payment', at: '2026-01-01T12:00:00Z' }])
  const cart = { step: 'checkout/cart', prompt: 'cart-feel' }
  await answer([0, 0, 10, 10, 10], '2026-05-01', cart)
  await answer([10, 10, 10, 10, 10], '2026-05-20', cart)
  for (const [step, prompt] of [
    ['checkout/few', 'few-feel'],
    ['checkout', 'overall'],
  ] as const) {
    await answer(step === 'checkout' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4], '2026-05-01', { step, prompt })
    await answer([1, 2, 3, 4, 5], '2026-05-20', { step, prompt })
  }
  const thanks = { step: 'checkout/thanks', prompt: 'thanks-feel' }
  await answer([1, 2, 3, 4, 5], '2026-05-01', thanks)
  document.prompts[2] = {
    id: 'thanks-feel',
    step: 'checkout/thanks',
    wording: { default: { question: 'Was it nice?' } },
  }
  await applyConfiguration(database.db, 'shop', document)
  await answer([1, 2, 3, 4, 5], '2026-05-20', { ...thanks, version: 2 })

  const asked = 'compare?journey=checkout&step=payment&date=2026-05-14'
  const { others } = (await ask(asked)).body()
  expect(others.map(({ step, a, b }) => [step, a, b])).toEqual([['cart', 5, 5]])
  // From three of five less two of five to all of them.
  expect(others[0]?.net.difference).toBeCloseTo(0.8, 10)
  const versions = 'compare?journey=checkout&step=thanks&by=version&a=1&b=2'
  expect((await ask(versions)).body().others, 'sides that are of one prompt').toEqual([])
})

async function answer(feels: number[], day: string, more: Partial<AnsweredEvent>): Promise<void> {
  await record(
    database.db,
    feels.map((feel) => answerOf({ feel, at: `${day}T12:00:00Z`, ...more })),
  )
}

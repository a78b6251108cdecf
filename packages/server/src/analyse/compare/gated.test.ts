import { expect, test } from 'vitest'

import { useDatabase } from '../../testing/database.ts'
import { answerAs, promisingShop } from '../../testing/promising.ts'
import { record } from '../../testing/reader.ts'
import { tellAnswers } from '../privacy-gate/tell-answers.ts'

const database = useDatabase()

const ASKED = 'compare?journey=checkout&step=payment&date=2026-05-14'

test('a confidential project is compared by what may be told, and nothing that waits is in it', async () => {
  const ask = await promisingShop(database.db)
  await record(database.db, [{ type: 'entered', step: 'checkout/payment', at: '2026-01-01T12:00:00Z' }])
  const at = (day: string) => ({ receivedAt: new Date(`${day}T12:00:00Z`) })
  await answerAs(database.db, [1, 1, 2, 2, 3], at('2026-04-17'))
  await tellAnswers(database.db, new Date('2026-04-18T12:00:00Z'))
  await answerAs(database.db, [4, 4, 5, 5, 5, 4], at('2026-05-20'))
  await answerAs(database.db, [1, 1, 1], { ...at('2026-05-20'), context: { device: 'desktop' } })
  await tellAnswers(database.db, new Date('2026-05-21T12:00:00Z'))
  const answer = (await ask(ASKED)).body()
  expect([answer.a.figures?.n, answer.b.figures?.n, answer.b.figures?.dismissed]).toEqual([5, 6, null])
  expect(answer.effect?.probability).toBe(1)
  const devices = (await ask('compare?journey=checkout&step=payment&by=device&a=desktop&b=mobile')).body()
  expect(devices.a.figures).toMatchObject({ n: 0, tier: 'hidden', response_rate: null })
  expect(devices.verdict.more).toEqual({ a: 50, b: 39 })
})

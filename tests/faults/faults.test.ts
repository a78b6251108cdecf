import { describe, expect, test } from 'vitest'

import { killEmbedded, killPostgres, killService } from './kills.ts'
import { stopPostgres } from './outages.ts'

/** A short look at what `pnpm faults` does at length. */
const KEPT = { lost: 0, twice: 0, isBalanced: true, unrepeatable: [] }

describe('under eight writers, nothing acknowledged is lost and nothing is taken twice', () => {
  test('where the service is killed', async () => {
    const killed = await killService({ cycles: 3, answers: 2_000 })
    expect(killed).toMatchObject(KEPT)
    expect(killed.acknowledged).toBeGreaterThanOrEqual(2_000)
  })

  test('where PostgreSQL is killed: the service comes back by itself', async () => {
    expect(await killPostgres({ cycles: 3, answers: 2_000 })).toMatchObject(KEPT)
  })

  test('where the service, its own PostgreSQL or both are killed, and no process is left', async () => {
    expect(await killEmbedded({ cycles: 3, answers: 1_000 })).toMatchObject({ ...KEPT, strays: [] })
  })

  test('where PostgreSQL is away for a while: everybody is told when to come back', async () => {
    const { refusals, refusalsWithTime, ...books } = await stopPostgres(3_000)
    expect(books).toMatchObject(KEPT)
    expect(refusals).toBeGreaterThan(0)
    expect(refusalsWithTime).toBe(refusals)
  })
})

test('where commits are not waited for, kills lose what was acknowledged: this test would see it', async () => {
  let lost = 0
  for (let tries = 0; tries < 5 && lost === 0; tries++)
    ({ lost } = await killPostgres({ cycles: 3, answers: 3_000 }, false))
  expect(lost).toBeGreaterThan(0)
})

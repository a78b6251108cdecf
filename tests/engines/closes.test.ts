import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Service, startService } from '../e2e/service.ts'
import { tryCloses } from './closes.ts'
import { ENGINES } from './engines.ts'

let service: Service

beforeAll(async () => {
  service = await startService()
})
afterAll(() => service.stop())

test.for(ENGINES)('$name: whoever answers and leaves within two seconds is heard once', async (engine, { skip }) => {
  skip(engine.missing !== null, engine.missing ?? undefined)
  const count = engine.name === 'Chromium' ? 45 : 12
  const { lost, pending, dropped, repeated, broken, trials } = await tryCloses(
    engine,
    service,
    `closes-${engine.name.toLowerCase()}`,
    count,
  )
  expect({ lost, pending, dropped, repeated, broken, trials }).toEqual({
    lost: [],
    pending: [],
    dropped: [],
    repeated: 0,
    broken: [],
    trials: count,
  })
})

import { expect, test } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { fuzzFeel } from '../testing/fuzz-feel.ts'

const database = useDatabase()

test('whatever is asked is answered as a look at every answer does, and nothing asked breaks anything', async () => {
  const { statuses, rows, faults } = await fuzzFeel(database.db, { queries: 400, seed: 20_261_127 })
  expect(faults).toEqual([])
  expect(Object.keys(statuses)).toEqual(['200', '400', '404'])
  expect(rows).toBeGreaterThan(1_000)
})

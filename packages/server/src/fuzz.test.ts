import { expect, it } from 'vitest'

import { useDatabase } from './testing/database.ts'
import { UNREADABLE } from './testing/fuzz-types.ts'
import { fuzz } from './testing/fuzz.ts'

const database = useDatabase()

it(
  'three thousand generated bodies hurt nothing; a million are tried by `pnpm bench fuzz`',
  { timeout: 120_000 },
  async () => {
    const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
    const { statuses, faults } = await fuzz(database.db, { bodies: 3_000, seed })
    expect(faults, `FUZZ_SEED=${seed}`).toEqual([])
    expect(statuses['202']).toBeGreaterThan(300)
    expect(statuses['400']).toBeGreaterThan(300)
    expect(statuses['415']).toBeGreaterThan(100)
    expect(UNREADABLE.length).toBeGreaterThanOrEqual(60)
  },
)

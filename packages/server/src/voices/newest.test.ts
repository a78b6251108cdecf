import { sql } from 'kysely'
import { expect, test } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { newestOf } from './newest.ts'

const database = useDatabase()

test('the next moment is leapt to in the index, and not looked for through every answer of the journey', async () => {
  const asked = { lane: 1, project: 'shop', privacy: 'open' as const, journey: 'checkout', limit: 1 }
  const newest = newestOf(asked, { columns: sql`a.id`, filters: [], moments: [] })
  const plan = await database.db.connection().execute(async (one) => {
    await sql`set enable_seqscan = off`.execute(one)
    await sql`set enable_bitmapscan = off`.execute(one)
    return JSON.stringify((await sql`explain ${newest}`.execute(one)).rows)
  })
  expect(plan).toContain('(step > moments.step)')
  expect(plan).not.toContain('Filter: (step >')
  // A pair beside "journey =" is a condition of the index that it does not begin at.
  expect(plan).not.toContain('ROW(')
})

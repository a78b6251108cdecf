import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { laneOf } from '../database/lane.ts'
import { createOwnClient } from '../database/open.ts'
import { useDatabase } from '../testing/database.ts'
import { record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'
import { readAnswersQuery } from './query.ts'
import { readAnswers } from './read-answers.ts'

const database = useDatabase()

test('a page goes on in the index of its moment, and sorts nothing', async () => {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  await record(db, [answerOf({ at: '2026-03-10T12:00:00Z' }), answerOf({ at: '2026-03-11T12:00:00Z' })])
  const client = createOwnClient(db, {})
  await client.connect()
  try {
    await client.query('set enable_seqscan = off')
    await client.query('set enable_bitmapscan = off')
    let taken = 0
    const take = () => ++taken !== 2
    const asked = { lane: laneOf('shop'), project: 'shop', privacy: 'open', after: null } as const
    const pages = readAnswers(
      client,
      db,
      { ...asked, ...readAnswersQuery({}, 'open') },
      { take, ready: async () => {} },
    )
    while ((await pages.next()).done !== true);
    // What it has prepared is what it asks: the first page, and the one after the answer that was refused.
    const { rows } = await client.query<{ name: string; types: string[] }>(
      'select name, parameter_types::text[] as types from pg_prepared_statements order by name',
    )
    expect(rows.map(({ name }) => name)).toEqual(['first', 'following'])
    await client.query('set plan_cache_mode = force_generic_plan')
    const plans: string[] = []
    for (const { name, types } of rows) {
      const plan = await client.query(`explain execute ${name}(${types.map(() => 'null').join(', ')})`)
      plans.push(JSON.stringify(plan.rows))
    }
    for (const plan of plans) {
      expect(plan).toContain('Index Scan using answers_by_moment')
      expect(plan).not.toContain('Sort')
    }
    // Where it goes on is where it begins in the index, and not looked for.
    expect(plans[1]).toMatch(/Index Cond: [^"]*ROW\(at, id\) </)
  } finally {
    await client.end()
  }
})

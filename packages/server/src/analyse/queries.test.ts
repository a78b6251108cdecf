import { expect, it } from 'vitest'

import { countedAs, countValues, tally } from '../aggregate/deltas.ts'
import { ADD_COUNTS } from '../aggregate/queries.ts'
import { mondayOf } from '../aggregate/week.ts'
import { laneOf } from '../database/lane.ts'
import { runIn } from '../database/run.ts'
import { useDatabase } from '../testing/database.ts'
import { addDays } from './days.ts'
import { type CountsAsked, sumCounts } from './queries.ts'

const database = useDatabase()
const lane = laneOf('shop')
/** Two turns of the year with 53 weeks between them, and a leap day. */
const DAYS = Array.from({ length: 2_500 }, (_, i) => addDays('2020-06-01', i))
const ASKED: CountsAsked = {
  lane,
  project: 'shop',
  privacy: 'open',
  journey: 'checkout',
  from: null,
  to: '2030-01-01',
  by: ['week'],
  where: new Map(),
  prompt: null,
  without: [],
}

async function countEveryDay(): Promise<void> {
  const none = { prompt: '', version: 0, variant: '', value: '', device: '', locale: '', release: '' } as const
  const key = {
    lane,
    project_id: 'shop',
    journey: 'checkout',
    step: 'cart',
    measure: 'entered',
    origin: 'live',
  } as const
  const counted = tally(DAYS.map((day, i) => countedAs({ ...none, ...key, day }, i + 1)))
  await runIn(database.db)(ADD_COUNTS, countValues(counted))
}

it('the database puts every day into the week that we put it into', async () => {
  await countEveryDay()
  const own = new Map<string, number>()
  for (const [i, day] of DAYS.entries()) own.set(mondayOf(day), (own.get(mondayOf(day)) ?? 0) + i + 1)
  const rows = await sumCounts(database.db, ASKED)
  expect(new Map(rows.map(({ bucket, n }) => [bucket, n]))).toEqual(own)
})

it('what is before the first week that is wanted comes as one', async () => {
  await countEveryDay()
  const foldBefore = '2026-11-16'
  const rows = await sumCounts(database.db, { ...ASKED, foldBefore })
  const before = DAYS.filter((day) => day < foldBefore).length
  expect(rows.find(({ bucket }) => bucket === '2026-11-15')?.n).toBe((before * (before + 1)) / 2)
  expect(rows.filter(({ bucket = '' }) => bucket < '2026-11-15')).toEqual([])
  expect(rows.map(({ bucket }) => bucket)).toContain(foldBefore)
})

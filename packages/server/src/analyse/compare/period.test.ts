import { expect, test } from 'vitest'

import { applyConfiguration } from '../../configure/configuration.ts'
import { useDatabase } from '../../testing/database.ts'
import { readingShop, record } from '../../testing/reader.ts'
import { answerOf, shop } from '../../testing/shop.ts'
import { readPeriod } from './period.ts'

const database = useDatabase()

async function open() {
  await applyConfiguration(database.db, 'shop', shop())
  return await readingShop(database.db)
}

/** One answer for each person of a histogram. */
async function answer(scores: number[], day: string): Promise<void> {
  const people = scores.flatMap((n, i) => Array.from({ length: n }, () => i + 1))
  await record(
    database.db,
    people.map((feel) => answerOf({ feel, at: `${day}T12:00:00Z` })),
  )
}

const WORSE = [50, 75, 100, 150, 125]
const BETTER = [25, 40, 90, 190, 205]

test('a period is a year, a month or days, and is said so', () => {
  expect(readPeriod('2016', 'a')).toEqual({ name: '2016', words: 'in 2016', from: '2016-01-01', to: '2016-12-31' })
  expect(readPeriod('2016-02', 'a')).toMatchObject({ words: 'in February 2016', from: '2016-02-01', to: '2016-02-29' })
  expect(readPeriod('2016-02-01..2016-02-09', 'a')).toMatchObject({
    words: 'from 2016-02-01 to 2016-02-09',
    from: '2016-02-01',
    to: '2016-02-09',
  })
})

test('one year is held against another, though people were asked in a few weeks of each', async () => {
  const ask = await open()
  await answer([1, 1, 1, 1, 1], '2015-12-31')
  await answer(WORSE, '2016-05-11')
  await answer(BETTER, '2017-05-04')
  await answer([1, 1, 1, 1, 1], '2018-01-01')
  const years = (await ask('compare?journey=checkout&step=payment&by=period&a=2016&b=2017')).body()
  expect(years).toMatchObject({
    by: 'period',
    change: null,
    weeks: 52,
    excluded_days: 0,
    a: { name: '2016', from: '2016-01-01', to: '2016-12-31', answered: { from: '2016-05-11', to: '2016-05-11' } },
    b: { name: '2017', figures: { n: 550 }, answered: { from: '2017-05-04', to: '2017-05-04' } },
    verdict: { outcome: 'better' },
  })
  expect(years.verdict.sentence).toMatch(
    /^Visitors in 2017 felt better: a random visitor in 2017 felt better than one in 2016 61 % of the time \(.*time may explain this\.$/,
  )
  // The later one may be either side.
  const turned = (await ask('compare?journey=checkout&step=payment&by=period&a=2017&b=2016')).body()
  expect([turned.a.figures?.n, turned.b.figures?.n, turned.verdict.outcome]).toEqual([550, 500, 'worse'])
})

test('the first and the last day of a period belong to it, and a short one decides nothing', async () => {
  const ask = await open()
  for (const day of ['2026-04-30', '2026-05-01', '2026-05-07', '2026-05-08']) await answer(WORSE, day)
  for (const day of ['2026-06-01', '2026-06-30']) await answer(BETTER, day)
  const week = (await ask('compare?journey=checkout&step=payment&by=period&a=2026-05-01..2026-05-07&b=2026-06')).body()
  expect([week.a.figures?.n, week.b.figures?.n, week.weeks]).toEqual([1_000, 1_100, 1])
  expect(week.verdict.sentence).toContain('only one whole week')
})

test('a period that is not over is told as far as all answers are in, and it is said', async () => {
  const ask = await open()
  const year = new Date().getUTCFullYear()
  await answer(WORSE, `${year - 1}-05-11`)
  const running = (await ask(`compare?journey=checkout&step=payment&by=period&a=${year - 1}&b=${year}`)).body()
  expect(running.b.to < `${year}-12-31`).toBe(true)
  expect(running.notes.join(' ')).toContain(`${year} is told up to ${running.b.to}`)
})

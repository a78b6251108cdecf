import { expect, test } from 'vitest'

import { applyConfiguration } from '../../configure/configuration.ts'
import { useDatabase } from '../../testing/database.ts'
import { readingShop } from '../../testing/reader.ts'
import { shop } from '../../testing/shop.ts'

const database = useDatabase()

async function open() {
  await applyConfiguration(database.db, 'shop', shop())
  return await readingShop(database.db)
}

test('a malformed query is told which parameter, and what it takes', async () => {
  const ask = await open()
  const cases = {
    'compare?date=2026-05-14': ['journey', 'one journey'],
    'compare?journey=checkout': ['date', 'one of the three'],
    'compare?journey=checkout&date=2026-05-14&release=1': ['date', 'one of the three'],
    'compare?journey=checkout&date=2026-05-14&a=mobile': ['"a"', 'by'],
    'compare?journey=checkout&by=device&a=mobile&b=desktop&weeks=3': ['weeks', 'not both'],
    'compare?journey=checkout&by=device&a=mobile': ['"b"', 'both sides'],
    'compare?journey=checkout&by=device&a=mobile&b=mobile': ['"b"', 'different'],
    'compare?journey=checkout&by=page&a=x&b=y': ['by', 'device, locale, release, variant, version, period'],
    'compare?journey=checkout&by=device&a=%00&b=y': ['"a"', 'printable'],
    'compare?journey=checkout&by=device&a=x&b=y&where=device:x': ['where', 'already'],
    'compare?journey=checkout&by=device&a=x&b=y&from=2999-01-01': ['from', 'all in'],
    'compare?journey=checkout&by=period&a=2016': ['"b"', 'two periods'],
    'compare?journey=checkout&by=period&a=2016&b=2016-05': ['"b"', 'overlaps'],
    'compare?journey=checkout&by=period&a=2016&b=2999': ['"b"', 'all in'],
    'compare?journey=checkout&by=period&a=2016&b=2017-13': ['"b"', '2016-05-01..2016-05-14'],
    'compare?journey=checkout&by=period&a=2016&b=2017-02-01..2017-02-30': ['"b"', '2016-05-01..2016-05-14'],
    'compare?journey=checkout&by=period&a=2016&b=2017-02-09..2017-02-01': ['"b"', '2016-05-01..2016-05-14'],
    'compare?journey=checkout&by=period&a=2016&b=2017&from=2016-01-01': ['from', 'not both'],
    'compare?journey=checkout&by=period&a=2016&b=2017&weeks=4': ['weeks', 'not both'],
    'compare/options': ['journey', 'one journey'],
    'compare/options?journey=checkout&step=cart': ['step', 'journey'],
    'compare?journey=checkout&date=2026-05-14&where=step:cart': ['where', 'origin'],
    'compare?journey=checkout&date=2026-05-14&weeks=1': ['weeks', 'from 2 to 52'],
    'compare?journey=checkout&step=cart&date=2026-05-14&control=cart': ['control', 'itself'],
  }
  for (const [query, words] of Object.entries(cases)) {
    const answer = await ask(query)
    expect(answer.status, query).toBe(400)
    for (const word of words) expect(answer.problem().detail).toContain(word)
  }
  expect((await ask('compare?journey=nothing&date=2026-05-14')).status).toBe(404)
  expect((await ask('compare/options?journey=nothing')).status).toBe(404)
  expect((await ask('compare?journey=checkout&prompt=nothing&date=2026-05-14')).status).toBe(404)
  const bound = await ask(`compare?journey=checkout&by=release&a=${encodeURIComponent("1'; drop table answers")}&b=y`)
  expect(bound.body()).toMatchObject({ a: { figures: { n: 0, tier: 'none' } }, verdict: { more: { a: 50, b: 50 } } })
})

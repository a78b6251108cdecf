import type { PageList } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readingShop, record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'

const database = useDatabase()

async function pagesOf(privacy: 'open' | 'confidential'): Promise<PageList> {
  const document = shop()
  document.project.privacy = privacy
  await applyConfiguration(database.db, 'shop', document)
  const ask = await readingShop(database.db)
  await record(database.db, [answerOf(), answerOf()], 'live', { page: '/pay' })
  await record(database.db, [answerOf({ prompt: 'payment-feel' })], 'live', { page: '/cart' })
  await record(database.db, [answerOf()], 'live', {})
  return (await ask('pages')).body() as PageList
}

test('the pages where people answered lately are told, the busiest first, and no page is not one', async () => {
  expect(await pagesOf('open')).toEqual({
    pages: [
      { path: '/pay', n: 2 },
      { path: '/cart', n: 1 },
    ],
    at_most: 2000,
  })
})

test('a project that promised more than to be open tells of no page', async () => {
  expect((await pagesOf('confidential')).pages).toEqual([])
})

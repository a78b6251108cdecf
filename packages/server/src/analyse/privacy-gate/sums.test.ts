import type { FeelRow } from '@attune/protocol'
import { expect, test } from 'vitest'

import { createRandom } from '../../demo/random.ts'
import { useDatabase } from '../../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../../testing/promising.ts'
import { type Block, RULES, tell, type Waiting } from './blocks.ts'
import { tellAnswers } from './tell-answers.ts'

const database = useDatabase()

test('whatever is asked is the sum of the blocks', async () => {
  const ask = await promisingShop(database.db)
  const random = createRandom(7)
  const pick = (values: readonly string[]) => values[Math.floor(random() ** 2 * values.length)] ?? ''
  const blocks: Block[] = []
  let waiting: Waiting[] = []
  for (let i = 0; i < 14; i++) {
    for (let count = 0; count < 8; count++) {
      const context = {
        device: pick(['mobile', 'desktop', 'tablet']) as 'mobile',
        locale: pick(['en', 'de', 'fr', 'it', 'es', 'pl', 'nl']),
      }
      await answerAs(database.db, [1 + Math.floor(random() * 5)], { context, receivedAt: daysOn(i) })
    }
    await tellAnswers(database.db, daysOn(i + 1))
    const rowsNow = await database.db.selectFrom('answers').selectAll().orderBy('id').execute()
    const day = daysOn(i).toISOString().slice(0, 10)
    const came = rowsNow.filter(({ received_at }) => received_at.getTime() === daysOn(i).getTime())
    const next = tell(
      [
        ...waiting,
        ...came.map(({ id, visitor, device, locale }) => ({
          id,
          person: visitor,
          day,
          place: '',
          segment: ['', device, locale, ''],
        })),
      ],
      day,
      { ...RULES, impersonal: 4 },
    )
    blocks.push(...next.told)
    waiting = next.waiting
  }
  const sums = (name: (block: Block) => string, isWanted: (block: Block) => boolean = () => true) =>
    [...Map.groupBy(blocks.filter(isWanted), name)]
      .map(([key, own]) => [key, own.reduce((sum, { answers }) => sum + answers.length, 0)] as const)
      .toSorted(byName)
  const asked = async (query: string, name: (row: FeelRow) => string) =>
    (await ask(`feel?to=2026-12-31&${query}`))
      .body()
      .rows.map((row) => [name(row), row.n])
      .toSorted(byName)

  expect(new Set(blocks.map(({ segment }) => segment.filter((part) => part !== null).length))).toContain(4)
  expect(Math.min(...blocks.map(({ segment }) => segment.filter((part) => part !== null).length))).toBeLessThan(4)
  expect(await asked('by=day', (row) => row.day ?? '')).toEqual(sums(({ day }) => day))
  expect(await asked('by=device,locale', (row) => `${row.device}/${row.locale}`)).toEqual(
    sums(({ segment }) => `${segment[1] ?? '*'}/${segment[2] ?? '*'}`),
  )
  expect(await asked('by=day,device&where=locale:en', (row) => `${row.day}/${row.device}`)).toEqual(
    sums(
      ({ day, segment }) => `${day}/${segment[1] ?? '*'}`,
      ({ segment }) => segment[2] === 'en',
    ),
  )
})

const byName = ([a = '']: readonly (string | number)[], [b = '']: readonly (string | number)[]): number =>
  a < b ? -1 : 1

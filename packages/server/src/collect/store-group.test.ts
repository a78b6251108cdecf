import { randomUUID } from 'node:crypto'

import type { WireEvent } from '@attune/protocol'
import { expect, it } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory, type KnownProject } from '../configure/directory.ts'
import { runIn } from '../database/run.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, curiousShop, enteredOf } from '../testing/shop.ts'
import { prepare } from './prepare.ts'
import { storeAtOnce, storeInTurn } from './store-group.ts'

const database = useDatabase()

it('the one statement and the plain ones leave the same rows behind, whatever is new and whatever is not', async () => {
  await applyConfiguration(database.db, 'shop', curiousShop())
  const project = (await createDirectory(database.db).byId('shop')) as KnownProject
  const groups = makeGroups(project)
  const dumps: unknown[] = []
  for (const store of [storeAtOnce, storeInTurn]) {
    const old: string[] = []
    for (const group of groups) {
      const found = await database.db.transaction().execute((tx) =>
        store(
          runIn(tx),
          group.map((commit) => prepare(commit)),
        ),
      )
      old.push(...found.map(({ batch }) => batch.id))
    }
    dumps.push({ old, ...(await dump()) })
    for (const table of ['answers', 'visits', 'counts', 'batches'] as const)
      await database.db.deleteFrom(table).execute()
  }
  expect(dumps[0]).toEqual(dumps[1])
  expect(dumps[0]).toMatchObject({ old: { length: 10 } })
})

/** Five groups of eight batches; ids of batches, answers and visits come again within and across groups. */
function makeGroups(project: KnownProject) {
  const answers = Array.from({ length: 12 }, (_, i) =>
    answerOf({ feel: (i % 5) + 1, ...(i % 3 ? { comment: 'words', answers: { why: ['slow'] } } : {}) }),
  )
  const ids = Array.from({ length: 30 }, () => randomUUID())
  return Array.from({ length: 5 }, (_g, group) =>
    Array.from({ length: 8 }, (_b, i) => {
      const n = group * 6 + i
      const events: WireEvent[] = [answers[n % 12]!, enteredOf(), answers[(n * 5) % 12]!]
      if (n % 2) events.push({ type: 'outcome', journey: 'checkout', outcome: 'reached', at: AT, visit: ids[n % 7]! })
      const receipt = { accepted: events.length, rejected: [{ index: 9, reason: 'malformed' as const }] }
      const rest = { receivedAt: new Date(AT), origin: 'live', visitor: 'v', context: {} } as const
      return { project, batch: ids[n % 30]!, receipt, events, ...rest }
    }),
  )
}

const AT = '2026-11-23T10:00:00.000Z'

async function dump() {
  const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).toSorted()
  const { db } = database
  return {
    batches: sorted(await db.selectFrom('batches').selectAll().execute()),
    answers: sorted(await db.selectFrom('answers').selectAll().execute()),
    visits: sorted(await db.selectFrom('visits').selectAll().execute()),
    counts: sorted(await db.selectFrom('counts').selectAll().execute()),
  }
}

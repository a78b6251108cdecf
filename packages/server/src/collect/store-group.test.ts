import { randomUUID } from 'node:crypto'

import type { WireEvent } from '@attune/protocol'
import { expect, it } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory, type KnownProject } from '../configure/directory.ts'
import { runIn } from '../database/run.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, curiousShop, enteredOf } from '../testing/shop.ts'
import { type Prepared, prepare } from './prepare.ts'
import { stepsOf, storeInTurn } from './store-group.ts'

const database = useDatabase()

it('a group leaves the same rows behind however it is stored, whatever of it is new and whatever is not', async () => {
  await applyConfiguration(database.db, 'shop', curiousShop())
  const project = (await createDirectory(database.db).byId('shop')) as KnownProject
  const groups = makeGroups(project)
  const dumps: unknown[] = []
  for (const store of [storeInTurn, storeIfNew, storeOneByOne]) {
    for (const group of groups) await inTransaction(store, group.map(prepare))
    dumps.push(await dump())
    await empty()
  }
  expect(dumps[1]).toEqual(dumps[0])
  expect(dumps[2]).toEqual(dumps[0])
})

it('a group of which everything is new is stored at once; of which something is not, refused whole', async () => {
  await applyConfiguration(database.db, 'shop', curiousShop())
  const project = (await createDirectory(database.db).byId('shop')) as KnownProject
  const [first = [], second = []] = makeGroups(project)
  const [one, ...others] = second.map(prepare) as [Prepared, ...Prepared[]]
  expect(stepsOf(first.map(prepare))).not.toBeNull()
  expect(stepsOf([one, { ...others[0]!, answers: one.answers }])).toBeNull()
  await inTransaction(storeIfNew, first.map(prepare))
  const before = await dump()
  await expect(inTransaction(storeWhatIsNew, [...second.map(prepare), prepare(first[3]!)])).rejects.toMatchObject({
    code: '23505',
  })
  expect(await dump()).toEqual(before)
})

type Store = (...args: Parameters<typeof storeInTurn>) => Promise<unknown>

async function inTransaction(store: Store, group: Prepared[]): Promise<void> {
  await database.db.transaction().execute((tx) => store(runIn(tx), group))
}

const storeWhatIsNew: Store = async (run, group) => {
  for (const { statement, values } of stepsOf(group) ?? []) await run(statement, values)
}

/** As the lane does: at once, and where that is refused, in turn. */
const storeIfNew: Store = async (run, group) => {
  const mark = { name: 'mark', text: 'savepoint mark' }
  await run(mark, [])
  try {
    if (!stepsOf(group)) throw new Error('Something comes twice.')
    return await storeWhatIsNew(run, group)
  } catch {
    await run({ name: 'back', text: 'rollback to savepoint mark' }, [])
    return await storeInTurn(run, group)
  }
}

const storeOneByOne: Store = async (run, group) => {
  const sorted = group.toSorted((a, b) => (a.batch.id < b.batch.id ? -1 : 1))
  for (const one of sorted) await storeInTurn(run, [one])
}

/** Five groups of eight batches; from the second on, ids of batches, answers and visits come again within and across groups. */
function makeGroups(project: KnownProject) {
  const answers = Array.from({ length: 24 }, (_, i) =>
    answerOf({ feel: (i % 5) + 1, ...(i % 3 ? { comment: 'words', answers: { why: ['slow'] } } : {}) }),
  )
  const ids = Array.from({ length: 30 }, () => randomUUID())
  return Array.from({ length: 5 }, (_g, group) =>
    Array.from({ length: 8 }, (_b, i) => {
      const n = group * 6 + i
      const events: WireEvent[] = [answers[n % 24]!, enteredOf({ at: AT }), answers[(n + 12) % 24]!]
      if (n % 2) events.push({ type: 'outcome', journey: 'checkout', outcome: 'reached', at: AT, visit: ids[n % 9]! })
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

async function empty(): Promise<void> {
  for (const table of ['answers', 'visits', 'counts', 'batches'] as const) await database.db.deleteFrom(table).execute()
}

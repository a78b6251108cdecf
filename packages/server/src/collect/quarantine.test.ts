import type { WireEvent } from '@attune/protocol'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { verifyCounts } from '../aggregate/verify.ts'
import type { CommandContext } from '../command.ts'
import { createDirectory } from '../configure/directory.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, batchOf, countsOf, enteredOf, openShop, send } from '../testing/shop.ts'
import { quarantineCommand } from './command.ts'
import { listQuarantined, replayQuarantined } from './quarantine.ts'

const database = useDatabase()

/** The database refuses what says "poison"; so would a release that is not whole, or a disk that has rotted. */
beforeEach(() => plant())
afterEach(() => heal())

const plant = () =>
  sql`alter table answers add constraint no_poison check (comment not like '%poison%') not valid`.execute(database.db)
const heal = () => sql`alter table answers drop constraint if exists no_poison`.execute(database.db)

const poison = (more: Partial<WireEvent> = {}) =>
  answerOf({ comment: 'A poison, "quoted" \ud83d\ude00', ...more } as never)
const stored = () => database.db.selectFrom('answers').selectAll().execute()
const replayAll = async () => {
  const directory = createDirectory(database.db)
  const found = await listQuarantined(database.db, null)
  return await Promise.all(found.map((one) => replayQuarantined(database.db, directory, one, new Date())))
}

it('at every position of fifty, the other forty-nine are stored, and once the cause is gone the one is too', async () => {
  const { app } = await openShop(database.db)
  const batches = Array.from({ length: 50 }, (_, position) =>
    batchOf(Array.from({ length: 50 }, (_e, i) => (i === position ? poison() : answerOf()))),
  )
  const answers = await Promise.all(batches.map((batch) => send(app, batch)))
  expect(answers.map(({ status, body }) => [status, body])).toEqual(
    batches.map((_, position) => [202, { accepted: 49, rejected: [{ index: position, reason: 'quarantined' }] }]),
  )
  expect(await stored()).toHaveLength(50 * 49)
  expect(await listQuarantined(database.db, 'shop')).toHaveLength(50)
  expect(await countsOf(database.db, 'refused')).toEqual({ quarantined: 50 })
  expect(await verifyCounts(database.db)).toEqual([])

  await heal()
  expect(await replayAll()).toEqual(Array.from({ length: 50 }, () => 'stored'))
  expect(await stored()).toHaveLength(50 * 50)
  expect(await listQuarantined(database.db, null)).toEqual([])
  expect(await countsOf(database.db, 'feel')).toEqual({ 4: 2500 })
  expect(await countsOf(database.db, 'refused')).toEqual({ quarantined: 0 })
  expect(await verifyCounts(database.db)).toEqual([])
}, 60_000)

describe('a batch with poison', () => {
  it('that comes again, or many times at once, gets the same answer, and its poison is kept once', async () => {
    const { app } = await openShop(database.db)
    const batch = batchOf([{ type: 'nonsense' }, enteredOf(), poison(), answerOf(), poison()])
    const receipt = {
      accepted: 2,
      rejected: [
        { index: 0, reason: 'malformed' },
        { index: 2, reason: 'quarantined' },
        { index: 4, reason: 'quarantined' },
      ],
    }
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(app, batch)))
    answers.push(await send(app, batch))
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => receipt))
    expect(await listQuarantined(database.db, null)).toHaveLength(2)
    expect(await countsOf(database.db, 'entered')).toEqual({ '': 1 })
    expect(await countsOf(database.db, 'refused')).toEqual({ malformed: 1, quarantined: 2 })
  })

  it('costs those that commit with it nothing', async () => {
    const { app } = await openShop(database.db)
    const all = Array.from({ length: 40 }, (_, i) => batchOf([i % 13 === 5 ? poison() : answerOf(), enteredOf()]))
    const answers = await Promise.all(all.map((batch) => send(app, batch)))
    expect(answers.map(({ body }) => body['accepted'])).toEqual(all.map((_, i) => (i % 13 === 5 ? 1 : 2)))
    expect(await stored()).toHaveLength(37)
    expect(await countsOf(database.db, 'entered')).toEqual({ '': 40 })
  })
})

describe('a replay', () => {
  it('keeps what was said, by whom and when, whole', async () => {
    const { app } = await openShop(database.db)
    const event = poison({ at: new Date(Date.now() - 3_600_000).toISOString() })
    await send(app, batchOf([event]))
    await heal()
    await replayAll()
    expect(await stored()).toMatchObject([
      { comment: 'A poison, "quoted" \ud83d\ude00', visitor: 'somebody', locale: 'de-DE', at: new Date(event.at) },
    ])
  })

  it('that is done twice at once, or again, stores and counts once', async () => {
    const { app } = await openShop(database.db)
    await send(app, batchOf([poison()]))
    const [one] = await listQuarantined(database.db, null)
    await heal()
    const directory = createDirectory(database.db)
    const replay = () => replayQuarantined(database.db, directory, one!, new Date())
    expect(await Promise.all([replay(), replay(), replay()])).toEqual(['stored', 'stored', 'stored'])
    expect(await replay()).toBe('stored')
    expect(await countsOf(database.db, 'feel')).toEqual({ 4: 1 })
    expect(await countsOf(database.db, 'refused')).toEqual({ quarantined: 0 })
    expect(await countsOf(database.db, 'duplicate')).toEqual({})
  })

  it('of what is refused still leaves it where it is', async () => {
    const { app } = await openShop(database.db)
    await send(app, batchOf([poison()]))
    expect(await replayAll()).toEqual(['refused'])
    expect(await listQuarantined(database.db, null)).toHaveLength(1)
    expect(await countsOf(database.db, 'refused')).toEqual({ quarantined: 1 })
  })
})

it('the command lists without what people wrote, replays, and says by its exit code whether something stays', async () => {
  const { app } = await openShop(database.db)
  await send(app, batchOf([poison()]))
  const said: string[] = []
  const context = {
    open: async () => ({ db: database.db, close: async () => {} }),
    print: (line: string) => void said.push(line),
    warn: (line: string) => void said.push(line),
    signal: new AbortController().signal,
  } as unknown as CommandContext
  expect(await quarantineCommand(['list', '--project', 'shop'], context)).toBe(0)
  expect(said.join()).toMatch(/\tshop\t.*\tanswered\t23514 .*no_poison/)
  expect(said.join()).not.toContain('quoted')
  expect(await quarantineCommand(['replay'], context)).toBe(1)
  await heal()
  expect(await quarantineCommand(['replay', '--project', 'other'], context)).toBe(0)
  expect(await quarantineCommand(['replay'], context)).toBe(0)
  expect(said.at(-1)).toBe('1 stored, 0 still refused, 0 of projects that are gone.')
  expect(await quarantineCommand(['burn'], context)).toBe(2)
})

import { sql } from 'kysely'
import { Client } from 'pg'
import { describe, expect, test, vi } from 'vitest'

import type { CommandContext } from '../command.ts'
import { openDatabase } from '../database/open.ts'
import { commitRows } from '../import/commit-rows.ts'
import type { Mapping } from '../import/mapping.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, enteredOf } from '../testing/shop.ts'
import { AT_ONCE, changeZone, file, knownBy, linesOf, makeIn, misfiled, openMoving, placeOf } from '../testing/zones.ts'
import { moveStep } from './move-days.ts'
import { keepMoving, moveToTheEnd } from './mover.ts'
import { verifyCounts } from './verify.ts'
import { zoneCommand } from './zone-command.ts'
import { findZoneMove, readZoneMove } from './zone-moves.ts'

const database = useDatabase()

test('at every step counts equal answers, nothing is counted twice, and it says how far it is', async () => {
  const { db } = database
  const { id, sum } = await openMoving(db)
  const progress = [(await readZoneMove(db, placeOf(id)))?.progress]
  for (let state = ''; state !== 'done';) {
    state = (await moveStep(db, placeOf(id), { ...AT_ONCE, page: 10 })).state
    expect([await verifyCounts(db), await sum()]).toEqual([[], 60])
    progress.push((await readZoneMove(db, placeOf(id)))?.progress)
  }
  expect(progress.slice(0, 2)).toEqual([0, 0])
  expect(progress).toEqual(progress.toSorted((a = 0, b = 0) => a - b))
  expect(progress.filter((one) => one !== undefined && one > 0.1 && one < 0.9).length).toBeGreaterThan(3)
  expect(progress.slice(-2)).toEqual([0.99, 1])
  expect(await findZoneMove(db, placeOf(id))).toMatchObject({ total: 60, seen: 60, done_at: expect.any(Date) })
  expect(await moveStep(db, placeOf(id))).toEqual({ state: 'elsewhere' })
})

test('a node that dies in the middle of a step leaves nothing half done, and another goes on', async () => {
  const { db } = database
  const { id, sum } = await openMoving(db)
  const pace = { graceMs: 0, page: 100, atOnce: 4 }
  for (let steps = 0; steps < 3; steps++) await moveStep(db, placeOf(id), pace)
  const before = await findZoneMove(db, placeOf(id))
  const [node, holder] = [openDatabase(database.url, 1, () => {}), new Client({ connectionString: database.url })]
  await holder.connect()
  // The step waits for a count that somebody holds, with answers moved and nothing committed; there it dies.
  await holder.query('begin')
  await holder.query(`select n from counts where project_id = '${id}' for update`)
  const dying = moveStep(node.db, placeOf(id), pace)
  dying.catch(() => {})
  await vi.waitFor(async () => {
    const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like 'insert into counts%'`.execute(db)
    expect(rows).toHaveLength(1)
  }, 10_000)
  await expect(dying).rejects.toThrow(/terminat/)
  await holder.query('rollback')
  await holder.end()
  await node.close()
  expect([await verifyCounts(db), await sum()]).toEqual([[], 60])
  expect(await findZoneMove(db, placeOf(id))).toEqual(before)
  expect(await moveToTheEnd(db, id, { pace: AT_ONCE })).toEqual([id])
  expect([await misfiled(db, id), await verifyCounts(db), await sum()]).toEqual([[], [], 60])
})

test('two nodes move and others file, some still by the old zone: the books balance, and in the end all is where it belongs', async () => {
  const { db } = database
  const { id, old, sum } = await openMoving(db, 200)
  const other = openDatabase(database.url, 2, () => {})
  const stop = new AbortController()
  const pace = { ...AT_ONCE, graceMs: 3_600_000 }
  const moving = [db, other.db].map((node) => moveToTheEnd(node, id, { pace, signal: stop.signal }))
  const now = await knownBy(db, id)
  expect([old.zone, now.zone]).toEqual(['Europe/Berlin', 'Asia/Tokyo'])
  for (let i = 0; i < 30; i++) {
    const at = new Date(Date.parse('2026-11-20') + i * 7_654_321).toISOString()
    await file(db, i % 2 === 0 ? old : now, [answerOf({ at, variant: 'a' }), enteredOf({ at })])
    expect(await verifyCounts(db)).toEqual([])
  }
  stop.abort()
  expect((await Promise.all(moving)).flat()).toEqual([])
  expect(await moveToTheEnd(db, id, { pace: AT_ONCE })).toEqual([id])
  await other.close()
  expect([await misfiled(db, id), await verifyCounts(db), await sum()]).toEqual([[], [], 230])
})

test('the second round waits until every node knows the new zone', async () => {
  const { db } = database
  const { id, old } = await openMoving(db, 20)
  const pace = { ...AT_ONCE, graceMs: 60_000 }
  let stepped = await moveStep(db, placeOf(id), pace)
  while (stepped.state === 'moved') stepped = await moveStep(db, placeOf(id), pace)
  expect(stepped).toEqual({ state: 'waits', ms: expect.any(Number) })
  // It was away all the while.
  await file(db, old, [answerOf({ id: '00000000-0000-4000-8000-000000000000', at: '2026-11-20T20:00:00.000Z' })])
  expect(await misfiled(db, id)).toHaveLength(1)
  expect(await moveStep(db, placeOf(id), pace)).toMatchObject({ state: 'waits' })
  expect(await moveToTheEnd(db, id, { pace: AT_ONCE })).toEqual([id])
  expect([await misfiled(db, id), await verifyCounts(db)]).toEqual([[], []])
})

describe('changed again while it moves', () => {
  test.each([['America/Los_Angeles'], ['Europe/Berlin']])(
    'it begins anew towards %s, and loses nothing',
    async (to) => {
      const { db } = database
      const { id, said, sum } = await openMoving(db)
      const isHalfWay = async () => Number((await findZoneMove(db, placeOf(id)))?.moved) > 5
      while (!(await isHalfWay())) await moveStep(db, placeOf(id), AT_ONCE)
      await changeZone(db, id, to)
      expect(await readZoneMove(db, placeOf(id))).toMatchObject({
        from: 'Europe/Berlin',
        to,
        progress: 0,
        done_at: null,
      })
      expect(await moveToTheEnd(db, id, { pace: AT_ONCE })).toEqual([id])
      const twin = await makeIn(db, to)
      await file(db, await knownBy(db, twin), said)
      expect(await linesOf(db, id)).toEqual(await linesOf(db, twin))
      expect([await misfiled(db, id), await verifyCounts(db), await sum()]).toEqual([[], [], 60])
    },
  )

  test('there and back, the days from which on all is kept are those of before', async () => {
    const { db } = database
    const { id } = await openMoving(db)
    await moveToTheEnd(db, id, { pace: AT_ONCE })
    const from = async () =>
      (await db.selectFrom('projects').select('answers_from').where('id', '=', id).executeTakeFirst())?.answers_from
    await db.updateTable('projects').set({ answers_from: '2026-11-21' }).where('id', '=', id).execute()
    for (const [to, day] of [
      ['Pacific/Kiritimati', '2026-11-22'],
      ['Europe/Berlin', '2026-11-21'],
      ['Pacific/Kiritimati', '2026-11-22'],
      ['Asia/Tokyo', '2026-11-21'],
    ] as const) {
      await changeZone(db, id, to)
      expect([to, await from()]).toEqual([to, day])
    }
  })
})

/** As if everything had been changed long ago, so that nobody is waited for. */
const longAgo = () =>
  database.db
    .updateTable('zone_moves')
    .set({ since: new Date(Date.now() - 3_600_000) })
    .execute()

test('the service does it by itself, says whose figures change, and stops in between when it is told to', async () => {
  const { db } = database
  const { id } = await openMoving(db)
  await longAgo()
  const told: string[] = []
  const stop = keepMoving(
    db,
    {
      onMoved: (project, journeys) => void told.push(...journeys.map((journey) => `${project}/${journey}`)),
      onDone: (project) => void told.push(`${project} done`),
      onError: (error) => void told.push(String(error)),
    },
    10,
  )
  await vi.waitFor(() => expect(told).toContain(`${id} done`), 20_000)
  await stop()
  expect([...new Set(told)]).toEqual([`${id}/checkout`, `${id} done`])
  expect([await misfiled(db, id), await verifyCounts(db)]).toEqual([[], []])
})

test('attune zone move does it to the end, and says when there is nothing to do', async () => {
  const { db } = database
  const { id } = await openMoving(db)
  await longAgo()
  const said: string[] = []
  const signal = new AbortController().signal
  const run = (...args: string[]) =>
    zoneCommand(args, {
      open: async () => ({ db, close: async () => {} }),
      print: (line: string) => void said.push(line),
      warn: (line: string) => void said.push(line),
      signal,
    } as unknown as CommandContext)
  expect(await run('move', '--project', 'another')).toBe(0)
  expect(await run('move')).toBe(0)
  expect(said).toEqual([
    'There is nothing to move.',
    `${id}: 0 %`,
    `${id}: 99 %`,
    `${id}: 100 %`,
    `Everything of "${id}" is under the days of its zone.`,
  ])
  expect([await misfiled(db, id), await run(), await run('mvoe')]).toEqual([[], 2, 2])
})

test('an import that began before the change files by the zone of now', async () => {
  const { db } = database
  const { id, old } = await openMoving(db, 1)
  const at = '2026-11-20T20:00:00.000Z'
  const rows = { events: [answerOf({ at, variant: 'a' })], lines: new Map() }
  const job = { db, mapping: { id: 'survey' } as Mapping, project: old }
  expect(await commitRows(job, rows, () => {})).toMatchObject({ answersAdded: 1 })
  const { day } = await db.selectFrom('answers').select('day').where('origin', '=', 'import').executeTakeFirstOrThrow()
  expect([old.zone, day, (await misfiled(db, id)).filter((one) => one.startsWith(at))]).toEqual([
    'Europe/Berlin',
    '2026-11-21',
    [],
  ])
})

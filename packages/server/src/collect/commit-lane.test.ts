import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

import type { WireEvent } from '@attune/protocol'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'

import { verifyCounts } from '../aggregate/verify.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory, type KnownProject } from '../configure/directory.ts'
import { AppError } from '../errors.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, countsOf, enteredOf, shop } from '../testing/shop.ts'
import { createCommitLane, type Load } from './commit-lane.ts'
import type { Commit } from './commit.ts'
import type { Prepared } from './prepare.ts'
import { takeInTurns } from './road.ts'

const database = useDatabase()

async function open(limit?: Load) {
  const lane = createCommitLane(database.db, limit)
  onTestFinished(lane.close)
  const projects = await makeProjects('shop', 'other', 'third')
  const commit = (events: WireEvent[], batch: string = randomUUID(), project = 0) =>
    lane.commit(commitOf(projects[project] as KnownProject, events, batch), 500)
  return { lane, commit }
}

async function makeProjects(...ids: string[]): Promise<KnownProject[]> {
  const directory = createDirectory(database.db)
  const made: KnownProject[] = []
  for (const id of ids) {
    await applyConfiguration(database.db, id, { ...shop(), project: { name: id, keys: [`pk_${id}`] } })
    made.push((await directory.byId(id)) as KnownProject)
  }
  return made
}

function commitOf(project: KnownProject, events: WireEvent[], batch: string): Commit {
  const receipt = { accepted: events.length, rejected: [] }
  const rest = { receivedAt: new Date(), origin: 'live', visitor: null, context: { locale: 'de' } } as const
  return { project, batch, receipt, events, ...rest }
}

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, n) => all + n, 0)

it('many batches of several projects are stored once each, whatever is repeated in a group or across groups', async () => {
  const { commit } = await open()
  const answers = Array.from({ length: 60 }, (_, i) => answerOf({ feel: (i % 5) + 1, comment: `"${i}" \\ \n{,}` }))
  const batches = Array.from({ length: 200 }, (_, i) => ({
    id: randomUUID(),
    project: i % 3,
    events: [answers[(i * 7) % 60]!, enteredOf(), answers[(i * 11) % 60]!, outcomeOf(answers[i % 60]!.visit)],
  }))
  const sent = [...batches, ...batches.toReversed(), ...batches]
  const committed = await Promise.all(sent.map(({ id, project, events }) => commit(events, id, project)))
  expect(committed.filter(({ isNew }) => isNew)).toHaveLength(200)
  expect(await verifyCounts(database.db)).toEqual([])
  const stored = await database.db.selectFrom('answers').select(['id', 'comment']).execute()
  expect(sum(await countsOf(database.db, 'feel'))).toBe(stored.length)
  expect(new Set(stored.map(({ comment }) => comment))).toEqual(new Set(answers.map(({ comment }) => comment)))
  expect(await countsOf(database.db, 'entered')).toEqual({ '': 200 })
  const visits = await database.db.selectFrom('visits').select('id').execute()
  const taken = stored.length + 200 + visits.length
  expect(await countsOf(database.db, 'stored')).toEqual({ '': taken })
  expect(await countsOf(database.db, 'duplicate')).toEqual({ '': 4 * 200 - taken })
  expect(await countsOf(database.db, 'outcome')).toEqual({ reached: visits.length })
})

it('who sends little does not wait behind who sends much', async () => {
  const { commit } = await open()
  const order: string[] = []
  const send = (name: string, project: number) =>
    commit([enteredOf()], randomUUID(), project).then(() => order.push(name))
  const flood = Array.from({ length: 500 }, () => send('flood', 0))
  await Promise.all([...flood, send('little', 1)])
  // Before it went what was on its way when it came, and no more.
  expect(order.indexOf('little')).toBeLessThan(200)
})

it.each([
  ['aaaaaabcaab', 5, [0, 1, 6, 7, 10]],
  ['aaaa', 2, [0, 1]],
  ['abab', 3, [0, 1, 2]],
  ['ab', 8, [0, 1]],
  ['', 4, []],
])('of %s a group of %i takes the first of each, then the second', (projects, size, expected) => {
  const waiting = Array.from(projects, (project_id) => ({ prepared: { batch: { project_id } } as Prepared }))
  expect(takeInTurns(waiting, size)).toEqual(expected)
})

it('an answer of a batch that was applied before does not hide the same answer in a batch that is new', async () => {
  const { commit } = await open()
  const batch = randomUUID()
  await commit([enteredOf()], batch)
  const answer = answerOf()
  const [again, fresh] = await Promise.all([commit([answer], batch), commit([answer])])
  expect([again.isNew, fresh.isNew]).toEqual([false, true])
  expect(await countsOf(database.db, 'feel')).toEqual({ 4: 1 })
  expect(await countsOf(database.db, 'duplicate')).toEqual({})
})

it('a batch that comes again long after gets the answer of its first time', async () => {
  const { commit } = await open()
  const batch = randomUUID()
  await commit([answerOf(), enteredOf()], batch)
  expect(await commit([answerOf()], batch)).toEqual({
    receipt: { accepted: 2, rejected: [] },
    isNew: false,
    journeys: [],
  })
})

it('connections that are cut again and again cost nobody anything', async () => {
  const { commit } = await open()
  const stop = new AbortController()
  const cutting = cutConnections(stop.signal)
  const writers = Array.from({ length: 8 }, async () => {
    for (let i = 0; i < 40; i++) await untilTaken(commit, [answerOf()], i % 3)
  })
  await Promise.all(writers)
  stop.abort()
  await cutting
  const { n } = await database.db
    .selectFrom('answers')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  expect(n).toBe(320)
  expect(await verifyCounts(database.db)).toEqual([])
})

it('what is more than may wait is refused, and taken again once there is room', async () => {
  const { lane, commit } = await open({ batches: 2, bytes: 10_000 })
  const both = [commit([answerOf()]), commit([answerOf()])]
  await expect(commit([answerOf()])).rejects.toMatchObject({ code: 'unavailable' })
  await Promise.all(both)
  expect(lane.load()).toEqual({ batches: 0, bytes: 0 })
  await commit([answerOf()])
  const big = await open({ batches: 10, bytes: 499 })
  await expect(big.commit([answerOf()])).rejects.toMatchObject({ code: 'unavailable' })
})

it('closing finishes what was taken, and takes nothing more', async () => {
  const { lane, commit } = await open()
  const all = Array.from({ length: 100 }, () => commit([answerOf()]))
  await lane.close()
  expect((await Promise.all(all)).every(({ isNew }) => isNew)).toBe(true)
  await expect(commit([answerOf()])).rejects.toMatchObject({ code: 'unavailable' })
})

/** Ends the lane's connections a few times a second. */
async function cutConnections(signal: AbortSignal): Promise<void> {
  for (;;) {
    if (signal.aborted) return
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'attune commit'`.execute(database.db)
    await sleep(150)
  }
}

/** Sends the same again for as long as the service asks for it, as a page does. */
async function untilTaken(
  commit: (events: WireEvent[], batch: string, project: number) => Promise<unknown>,
  events: WireEvent[],
  project: number,
): Promise<void> {
  const batch = randomUUID()
  for (;;) {
    try {
      return void (await commit(events, batch, project))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'unavailable') throw error
      await sleep(50)
    }
  }
}

function outcomeOf(visit: string): WireEvent {
  return { type: 'outcome', journey: 'checkout', outcome: 'reached', at: new Date().toISOString(), visit }
}

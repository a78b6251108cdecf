import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { Commit, Committed } from './commit.ts'
import type { OwnConnection } from './own-connection.ts'
import { type Prepared, prepare } from './prepare.ts'
import { isRefusal } from './refusal.ts'
import { createRoads, type Road } from './road.ts'
import { salvageBatch } from './salvage.ts'
import { createSlots, type Slots } from './slots.ts'
import { retryTransient } from './transient.ts'

/** The way in for what pages send: many batches commit together. */
export interface CommitLane {
  /**
   * Stores a batch exactly once, and resolves when it is durable.
   *
   * @param bytes About how much memory it takes until then.
   * @throws AppError `unavailable` where too much waits already, or the database stays away: send it again later.
   */
  commit: (commit: Commit, bytes: number) => Promise<Committed>
  /** What is not durable yet. */
  load: () => Readonly<Load>
  /** Takes nothing more, and resolves when everything that was taken is settled. */
  close: () => Promise<void>
}

export interface Load {
  batches: number
  bytes: number
}

/**
 * Commits what is handed in by groups that form by themselves: while two groups are on their way, the next one gathers.
 *
 * No timer, because waiting for company only ever costs: alone, a batch is committed at once; in a crowd, groups grow with it.
 * What a group fails with for a reason that passes is tried again while others go on; what the database refuses is found
 * by halving the group, and within the one batch by halving that, and goes to quarantine.
 *
 * On a cluster a group is of one lane, and several lanes are under way side by side, so that one that fails holds up no other.
 * See docs/decisions/0012.
 *
 * @param limit How much may wait at most.
 * @param onCommit Told of every group that was stored, and how long that took.
 */
export function createCommitLane(
  db: Db,
  limit: Load = LIMIT,
  onCommit: (batches: number, seconds: number) => void = () => {},
): CommitLane {
  const roads = createRoads(db)
  const known = new Map<string, Promise<Committed>>()
  /** One at a time: poison may cost its own sender patience, and nobody else a connection. */
  const salvages = createSlots([0], () => {})
  const load: Load = { batches: 0, bytes: 0 }
  let waiting: Entry[] = []
  let underWay = 0
  let found: { road: Road; slots: Slots<OwnConnection> } | null = null
  let isScheduled = false
  let isClosing = false

  async function commit(taken: Commit, bytes: number): Promise<Committed> {
    const name = `${taken.project.id} ${taken.batch}`
    const twin = known.get(name)
    // On its way already: whoever hands it in again gets the same answer, at the same moment.
    if (twin) return { ...(await twin), isNew: false, journeys: [] }
    if (isClosing) throw new AppError('unavailable', STOPPING)
    if (load.batches >= limit.batches || load.bytes + bytes > limit.bytes) throw new AppError('unavailable', TOO_MUCH)
    const entry = {
      commit: taken,
      prepared: prepare(taken),
      since: performance.now(),
      ...Promise.withResolvers<Committed>(),
    }
    load.batches++
    load.bytes += bytes
    known.set(name, entry.promise)
    waiting.push(entry)
    schedule()
    try {
      return await entry.promise
    } finally {
      known.delete(name)
      load.batches--
      load.bytes -= bytes
    }
  }

  /** Later in this turn of the event loop, so that what arrived together leaves together. */
  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(() => {
      isScheduled = false
      if (found) launch(found.road, found.slots)
      else void findRoad()
    })
  }

  async function findRoad(): Promise<void> {
    isScheduled = true
    try {
      const road = await retryTransient(roads.find)
      found ??= { road, slots: createSlots(road.places, schedule) }
    } catch (error) {
      for (const entry of waiting.splice(0)) entry.reject(error)
    }
    isScheduled = false
    if (waiting.length > 0) schedule()
  }

  function launch(road: Road, slots: Slots<OwnConnection>): void {
    refuseLate()
    while (waiting.length > 0 && slots.hasFree()) {
      const group = takeOut(road.take(waiting, underWay))
      underWay += group.length
      void carry(road, slots, group).finally(() => (underWay -= group.length))
    }
  }

  /** Takes entries out of what waits; those at its head, which is nearly always, without a look at the rest. */
  function takeOut(positions: readonly number[]): Entry[] {
    if (positions.at(-1) === positions.length - 1) return waiting.splice(0, positions.length)
    const group = positions.map((position) => waiting[position] as Entry)
    const taken = new Set(group)
    waiting = waiting.filter((entry) => !taken.has(entry))
    return group
  }

  /** Whoever has waited so long has given up, and what is not begun is surely not stored. */
  function refuseLate(): void {
    const longAgo = performance.now() - WAIT_AT_MOST_MS
    while (waiting[0] && waiting[0].since < longAgo) waiting.shift()?.reject(new AppError('unavailable', TOO_MUCH))
  }

  async function carry(road: Road, slots: Slots<OwnConnection>, group: readonly Entry[]): Promise<void> {
    try {
      const prepared = group.map((entry) => entry.prepared)
      const began = performance.now()
      const committed = await retryTransient(() => slots.use((place) => road.store(place, prepared)))
      onCommit(group.length, (performance.now() - began) / 1e3)
      group.forEach((entry, i) => entry.resolve(committed[i] as Committed))
    } catch (error) {
      const [only] = group
      if (!isRefusal(error) || !only) return group.forEach((entry) => entry.reject(error))
      if (group.length === 1) return salvages.use(() => salvageBatch(db, only.commit)).then(only.resolve, only.reject)
      const middle = group.length >> 1
      await Promise.all([group.slice(0, middle), group.slice(middle)].map((half) => carry(road, slots, half)))
    }
  }

  return {
    commit,
    load: () => load,
    async close() {
      isClosing = true
      await Promise.allSettled(known.values())
      await roads.close()
    },
  }
}

interface Entry extends PromiseWithResolvers<Committed> {
  commit: Commit
  prepared: Prepared
  since: number
}

/** Some seconds' work, and less memory than a service can spare. */
const LIMIT: Load = { batches: 8_192, bytes: 64 * 1_048_576 }
const WAIT_AT_MOST_MS = 8_000
const STOPPING = 'The service is stopping. Send the same again in a few seconds.'
const TOO_MUCH = 'More comes in than can be stored just now. Send the same again in a few seconds.'

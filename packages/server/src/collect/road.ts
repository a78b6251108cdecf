import { isDistributed } from '../database/distributed.ts'
import type { Db } from '../database/open.ts'
import { runIn } from '../database/run.ts'
import { type Committed, committedOf, storeAll } from './commit.ts'
import { createOwnConnection, type OwnConnection } from './own-connection.ts'
import type { Prepared } from './prepare.ts'
import { createSlots } from './slots.ts'
import { stepsOf } from './store-group.ts'

/** How groups of batches get to the database. */
export interface Road {
  /** Where groups are under way, each at a place of its own. */
  places: OwnConnection[]
  /** Which of what waits make the next group: their positions. */
  take: (waiting: readonly { prepared: Prepared }[], underWay: number) => number[]
  /** Stores a group; what became of each of its batches, in order. */
  store: (place: OwnConnection, group: readonly Prepared[]) => Promise<Committed[]>
}

/** Finds out which road leads to a database. */
export function createRoads(db: Db): { find: () => Promise<Road>; close: () => Promise<void> } {
  const connections = Array.from({ length: SIDE_BY_SIDE }, () => createOwnConnection(db))
  const [first] = connections as [OwnConnection]
  const spare = createOwnConnection(db)
  const turns = createSlots([spare], () => {})

  /** As if all of it were new, which it nearly always is; and if it is not, step by step. */
  async function store(place: OwnConnection, group: readonly Prepared[]): Promise<Committed[]> {
    const steps = stepsOf(group)
    if (steps) {
      try {
        await place.atOnce(steps)
        return group.map((prepared) => committedOf(prepared, null))
      } catch (error) {
        if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error
      }
    }
    return await turns.use((connection) => connection.transact((run) => storeAll(run, group)))
  }

  return {
    find: async () =>
      (await isDistributed(runIn(db)))
        ? { store, places: connections, take: takeLane }
        : { store, places: [first, first], take: takeHalf },
    close: async () => void (await Promise.all([spare, ...connections].map((each) => each.close()))),
  }
}

/** Half of what there is, so that two groups share the load. */
function takeHalf(waiting: readonly { prepared: Prepared }[], underWay: number): number[] {
  const size = Math.min(MAX_GROUP, waiting.length, Math.ceil((waiting.length + underWay) / 2))
  return takeInTurns(waiting, size)
}

/**
 * So many of what waits: the first of each project, then the second of each, and so on; of as many, the ones that wait longest. Who
 * sends little does not stand in the queue of who sends much.
 */
export function takeInTurns(waiting: readonly { prepared: Prepared }[], size: number): number[] {
  const seen = new Map<string, number>()
  /** The how many-th of its project each is, and how many are so. */
  const rounds: number[] = []
  const of: number[] = []
  for (const { prepared } of waiting) {
    const project = prepared.batch.project_id
    const round = seen.get(project) ?? 0
    seen.set(project, round + 1)
    rounds.push(round)
    of[round] = (of[round] ?? 0) + 1
  }
  let last = 0
  let left = size
  for (; left >= (of[last] ?? Infinity); last++) left -= of[last] as number
  return rounds.flatMap((round, i) => (round < last || (round === last && left-- > 0) ? [i] : []))
}

/** What is of one lane with the first. */
function takeLane(waiting: readonly { prepared: Prepared }[]): number[] {
  const lane = waiting[0]?.prepared.batch.lane
  const found = waiting.flatMap(({ prepared }, i) => (prepared.batch.lane === lane ? [i] : []))
  return found.slice(0, MAX_LANE_GROUP)
}

const UNIQUE_VIOLATION = '23505'
const SIDE_BY_SIDE = 4
/** Source: measured, see docs/decisions/0012: bigger groups only make everybody wait for their end. */
const MAX_GROUP = 64
/** Source: the same; on a cluster a transaction costs more, and bigger groups pay. */
const MAX_LANE_GROUP = 128

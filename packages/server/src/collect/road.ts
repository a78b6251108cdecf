import { isDistributed } from '../database/distributed.ts'
import type { Db } from '../database/open.ts'
import type { Run } from '../database/run.ts'
import { type Committed, committedOf } from './commit.ts'
import { createOwnConnection } from './own-connection.ts'
import type { Prepared } from './prepare.ts'
import { findReceipts, storeAtOnce, storeInTurn } from './store-group.ts'

/** How groups of batches get to the database. */
export interface Road {
  /** Groups under way at once, each at a place of its own. */
  places: number[]
  /** Takes the next group out of what waits; empty where none of it may go now. */
  take: (waiting: { prepared: Prepared }[], underWay: number) => number[]
  /** Stores a group; what became of each of its batches, in order. */
  store: (place: number, group: readonly Prepared[]) => Promise<Committed[]>
}

/** Finds out which road leads to this database, on the first of its connections. */
export function createRoads(db: Db): { find: () => Promise<Road>; close: () => Promise<void> } {
  const connections = Array.from({ length: SIDE_BY_SIDE }, () => createOwnConnection(db))
  const at = (place: number) => {
    const connection = connections[place]
    if (!connection) throw new RangeError(`There is no place ${place}.`)
    return connection
  }

  /** One statement for each group, two of them pipelined on one connection. */
  const one: Road = {
    places: [0, 0],
    take: (waiting, underWay) => {
      const size = Math.min(MAX_GROUP, Math.ceil((waiting.length + underWay) / 2))
      return waiting.slice(0, size).map((_, i) => i)
    },
    store: (place, group) => at(place).use((run) => storeBy(storeAtOnce, run, group)),
  }

  /** One transaction of plain statements for each group, of one lane; several lanes side by side. */
  const spread: Road = {
    places: connections.map((_, i) => i),
    take: (waiting) => {
      const lane = waiting[0]?.prepared.batch.lane
      const found = waiting.flatMap(({ prepared }, i) => (prepared.batch.lane === lane ? [i] : []))
      return found.slice(0, MAX_LANE_GROUP)
    },
    store: (place, group) => at(place).transact((run) => storeBy(storeInTurn, run, group)),
  }

  return {
    find: async () => ((await at(0).use(isDistributed)) ? spread : one),
    close: async () => void (await Promise.all(connections.map((each) => each.close()))),
  }
}

async function storeBy(store: typeof storeAtOnce, run: Run, group: readonly Prepared[]): Promise<Committed[]> {
  const old = await store(run, group)
  const receipts = old.length > 0 ? await findReceipts(run, old) : null
  return group.map((prepared) => committedOf(prepared, receipts))
}

const SIDE_BY_SIDE = 4
/** Source: measured, see docs/decisions/0011: bigger groups only make everybody wait for their end. */
const MAX_GROUP = 64
/** Source: the same; on a cluster a transaction costs more round trips, and bigger groups pay. */
const MAX_LANE_GROUP = 128

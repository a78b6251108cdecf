import { randomUUID } from 'node:crypto'

import type { WireEvent } from '@attune/protocol'
import { sql } from 'kysely'

import type { Db, Tx } from '../database/open.ts'
import { runIn } from '../database/run.ts'
import { type Commit, type Committed, store } from './commit.ts'
import { prepare } from './prepare.ts'
import { insertQuarantined, type Quarantined } from './quarantine.ts'
import { isRefusal } from './refusal.ts'
import { storeInTurn } from './store-group.ts'
import { retryTransient } from './transient.ts'
import { withoutEvents } from './without-events.ts'

/**
 * Stores a batch of which the database refuses something: what it refuses goes to the quarantine, everything else is stored.
 *
 * Which events these are is found by trying halves, each try undone; then all of it is one transaction like any other, and the
 * receipt names what is in quarantine as rejected, now and at every retry.
 *
 * @throws what the database refuses for another reason than what is in the events.
 */
export async function salvageBatch(db: Db, commit: Commit): Promise<Committed> {
  return await retryTransient(() => db.transaction().execute((tx) => salvage(tx, commit)))
}

async function salvage(tx: Tx, commit: Commit): Promise<Committed> {
  const refused = await findRefused(commit.events, (events) => tryToStore(tx, { ...commit, events, noted: [] }))
  const run = runIn(tx)
  const committed = await store(run, prepare(withoutEvents(commit, new Set(refused.keys()), 'quarantined')))
  if (!committed.isNew) return committed
  await insertQuarantined(
    run,
    [...refused].map(([event, reason]) => quarantined(commit, event, reason)),
  )
  return committed
}

/** Events that are refused each by itself, and why. */
async function findRefused(
  events: WireEvent[],
  tryTo: (events: WireEvent[]) => Promise<string | null>,
): Promise<Map<WireEvent, string>> {
  const reason = events.length === 0 ? null : await tryTo(events)
  if (reason === null) return new Map()
  const [only] = events
  if (only && events.length === 1) return new Map([[only, reason]])
  const middle = events.length >> 1
  return new Map([
    ...(await findRefused(events.slice(0, middle), tryTo)),
    ...(await findRefused(events.slice(middle), tryTo)),
  ])
}

/** Why the database would refuse a batch, or null. Nothing stays of the try. */
async function tryToStore(tx: Tx, commit: Commit): Promise<string | null> {
  await sql`savepoint try`.execute(tx)
  try {
    await storeInTurn(runIn(tx), [prepare(commit)])
    return null
  } catch (error) {
    if (!isRefusal(error)) throw error
    return `${error.code} ${error.message}`.replaceAll('\0', '').toWellFormed().slice(0, MAX_REASON)
  } finally {
    await sql`rollback to savepoint try`.execute(tx)
  }
}

function quarantined(
  { project, batch, receivedAt, visitor, context, trust = 'unverified', correctedMs = 0 }: Commit,
  event: WireEvent,
  reason: string,
): Quarantined {
  return {
    lane: project.lane,
    project_id: project.id,
    id: randomUUID(),
    batch,
    received_at: receivedAt,
    reason,
    said: { event, visitor, context, trust, correctedMs },
  }
}

const MAX_REASON = 500

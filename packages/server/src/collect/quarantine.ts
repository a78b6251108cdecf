import type { Context, WireEvent } from '@attune/protocol'

import type { Directory } from '../configure/directory.ts'
import { type Columns, namesOf, unnest, valuesOf } from '../database/columns.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { type Run, runIn } from '../database/run.ts'
import { unproven } from './admit.ts'
import type { Commit } from './commit.ts'
import { prepare } from './prepare.ts'
import { isRefusal } from './refusal.ts'
import type { Trust } from './rows.ts'
import { storeInTurn } from './store-group.ts'
import { retryTransient } from './transient.ts'

/** An event that the database has refused. */
export interface Quarantined {
  lane: number
  project_id: string
  /** UUID: also of the batch that it is replayed in. */
  id: string
  /** The batch that it came in. */
  batch: string
  received_at: Date
  /** Why: a code of PostgreSQL, and its sentence. */
  reason: string
  said: Said
}

/** What somebody said, with all that it takes to store it. */
interface Said {
  event: WireEvent
  visitor: string | null
  context: Context
  trust?: Trust
  correctedMs?: number
}

/** Puts events into quarantine, inside the transaction that stores the rest of their batch. */
export async function insertQuarantined(run: Run, all: readonly Quarantined[]): Promise<void> {
  const rows = all
    .map(({ said, received_at, ...rest }) => ({
      ...rest,
      received_at: received_at.toISOString(),
      event: `\\x${Buffer.from(JSON.stringify(said), 'utf8').toString('hex')}`,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  if (rows.length > 0) await run(INSERT_QUARANTINED, valuesOf(ROW, rows))
}

/** What is in quarantine and not replayed yet, the oldest first; of one project, or of all. */
export async function listQuarantined(db: Db, project: string | null): Promise<Quarantined[]> {
  const rows = await db
    .selectFrom('quarantine')
    .select(['lane', 'project_id', 'id', 'batch', 'received_at', 'reason', 'event'])
    .where('replayed_at', 'is', null)
    .$if(project !== null, (query) =>
      query.where('lane', '=', laneOf(project ?? '')).where('project_id', '=', project ?? ''),
    )
    .orderBy('received_at')
    .orderBy('id')
    .execute()
  return rows.map(({ event, ...row }) => Object.assign(row, { said: JSON.parse(event.toString('utf8')) as Said }))
}

/** What became of an event that was tried again: stored (now or before), still refused, or its project is gone. */
export type Replayed = 'stored' | 'refused' | 'no_project'

/**
 * Stores an event of the quarantine, once: it is a batch of its own, whose id is the event's, so that doing it again, or twice at
 * once, changes nothing. It then counts as what it is, and no longer as refused.
 */
export async function replayQuarantined(db: Db, directory: Directory, one: Quarantined, now: Date): Promise<Replayed> {
  const project = await directory.byId(one.project_id)
  if (!project) return 'no_project'
  const { event, ...said } = one.said
  const commit: Commit = {
    project,
    batch: one.id,
    receivedAt: one.received_at,
    origin: 'live',
    ...said,
    receipt: { accepted: 1, rejected: [] },
    setAside: unproven([event], project),
    events: [event],
    noted: [{ measure: 'refused', value: 'quarantined', n: -1 }],
  }
  try {
    await retryTransient(() => db.transaction().execute((tx) => replay(tx, commit, one, now)))
    return 'stored'
  } catch (error) {
    if (isRefusal(error)) return 'refused'
    throw error
  }
}

async function replay(tx: Tx, commit: Commit, { lane, project_id, id }: Quarantined, now: Date): Promise<void> {
  await storeInTurn(runIn(tx), [prepare(commit)])
  await tx
    .updateTable('quarantine')
    .set({ replayed_at: now })
    .where('lane', '=', lane)
    .where('project_id', '=', project_id)
    .where('id', '=', id)
    .where('replayed_at', 'is', null)
    .execute()
}

interface Row extends Omit<Quarantined, 'said' | 'received_at'> {
  received_at: string
  event: string
}

const ROW: Columns<Row> = {
  lane: 'smallint',
  project_id: 'text',
  id: 'uuid',
  batch: 'uuid',
  received_at: 'timestamptz',
  event: 'bytea',
  reason: 'text',
}
const INSERT_QUARANTINED = {
  name: 'insert_quarantined',
  text: `insert into quarantine (${namesOf(ROW)}) select * from ${unnest(ROW, 1)}`,
}

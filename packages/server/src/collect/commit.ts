import type { Context, Receipt, WireEvent } from '@attune/protocol'

import type { KnownProject } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { type Run, runIn } from '../database/run.ts'
import { type Prepared, prepare } from './prepare.ts'
import type { SetAside, Trust, VisitOrigin } from './rows.ts'
import { findReceipts, storeInTurn } from './store-group.ts'
import { retryTransient } from './transient.ts'

/** A batch that may be stored: every event is valid, its project's, and its time corrected. */
export interface Commit {
  project: KnownProject
  /** UUID: committing the same one again changes nothing. */
  batch: string
  receivedAt: Date
  origin: VisitOrigin
  visitor: string | null
  /** What holds where an event's own context says nothing else. */
  context: Context
  /** What is answered, now and at every retry. What it rejects is counted by reason. */
  receipt: Receipt
  events: WireEvent[]
  /** Whether the host's server has signed who the visitor is. Default: no. */
  trust?: Trust
  /** Which answers are kept and not counted, by their ids in lower case. Default: none. */
  setAside?: ReadonlyMap<string, SetAside>
  /** What was added to the page's times, in milliseconds. Default: nothing. */
  correctedMs?: number
  /** What is counted of the batch besides its events. */
  noted?: Noted[]
}

/** So many of something that is counted of a batch as a whole; see `Measure`. Fewer than none: what is counted no longer. */
export interface Noted {
  measure: 'dropped' | 'stripped' | 'received' | 'refused' | 'duplicate'
  value: string
  n: number
}

/** What became of it. */
export interface Committed {
  /** Of the batch as it was first committed. */
  receipt: Receipt
  /** False: it was committed before, and nothing was done. */
  isNew: boolean
  /** Whose figures changed. */
  journeys: string[]
}

/**
 * Stores a batch exactly once: its answers, how visits ended, its counts and its own id, in one transaction.
 *
 * For imports and sample data, in commits of some thousands of events; what pages send goes through the commit lane, which stores
 * many batches at once by the same rules. Durable when the promise resolves. What passes by itself (a lost connection, a
 * deadlock) is tried again, which the batch's id makes safe even where nobody knows whether the first try was stored.
 *
 * @throws AppError `unavailable` where the database stays away: nobody knows whether the batch is stored, so send it again.
 */
export async function commitBatch(db: Db, commit: Commit): Promise<Committed> {
  const prepared = prepare(commit)
  return await retryTransient(() => db.transaction().execute((tx) => store(runIn(tx), prepared)))
}

/** Stores one batch inside a transaction, whatever of it is stored already. */
export async function store(run: Run, prepared: Prepared): Promise<Committed> {
  const [committed] = await storeAll(run, [prepared])
  return committed as Committed
}

/** The same for a group; what became of each, in order. */
export async function storeAll(run: Run, group: readonly Prepared[]): Promise<Committed[]> {
  const { settled, old } = await storeInTurn(run, group)
  const receipts = old.length > 0 ? await findReceipts(run, old) : null
  return settled.map((prepared) => committedOf(prepared, receipts))
}

/** What became of a batch, given what was answered to those of its group that were applied before. */
export function committedOf(prepared: Prepared, receipts: ReadonlyMap<Prepared, Receipt> | null): Committed {
  const first = receipts?.get(prepared)
  if (first) return { receipt: first, isNew: false, journeys: [] }
  return { receipt: prepared.receipt, isNew: true, journeys: prepared.journeys }
}

import { randomUUID } from 'node:crypto'

import type { KnownProject } from '../configure/directory.ts'
import type { Db } from '../database/open.ts'
import { type Commit, commitBatch, type Noted } from './commit.ts'

/** Counts what is not stored with any batch: bodies that were turned away, and batches that came again. */
export interface Ledger {
  /** Adds to the books of a project, soon. Cheap: nothing waits for it. */
  note: (project: KnownProject, noted: readonly Noted[]) => void
  /** Writes down what is not written yet. */
  flush: () => Promise<void>
  /** The same, and ends. */
  close: () => Promise<void>
}

/**
 * Gathers notes and writes them into the counts once a second, off the way of requests.
 *
 * Each writing is a batch with an id of its own, so it is counted once, however often it is tried. While the database is away, notes
 * go on adding up in memory, a few numbers for each project. A process that is killed takes the last second's with it; what came in
 * and what became of it are always written together, so the books balance even then.
 *
 * @param onError Told of what is wrong with a writing other than the database being away.
 */
export function createLedger(db: Db, onError: (error: Error) => void, everyMs = EVERY_MS): Ledger {
  const open = new Map<string, { project: KnownProject; noted: Map<string, Noted> }>()
  const unsent = new Map<string, Commit>()
  let writing = Promise.resolve()
  const timer = setInterval(() => void flush(), everyMs).unref()

  function seal(): void {
    for (const [id, { project, noted }] of open) {
      // What failed before goes first and as it was: nobody knows whether it is stored.
      if (unsent.has(id)) continue
      unsent.set(id, commitOf(project, [...noted.values()]))
      open.delete(id)
    }
  }

  async function write(): Promise<void> {
    seal()
    for (const [id, commit] of unsent) {
      try {
        await commitBatch(db, commit)
        unsent.delete(id)
      } catch (error) {
        onError(error as Error)
        return
      }
    }
  }

  function flush(): Promise<void> {
    writing = writing.then(write)
    return writing
  }

  return {
    note(project, noted) {
      const book = open.get(project.id) ?? { project, noted: new Map<string, Noted>() }
      open.set(project.id, book)
      for (const { measure, value, n } of noted) {
        const name = `${measure} ${value}`
        const sum = book.noted.get(name)
        if (sum) sum.n += n
        else book.noted.set(name, { measure, value, n })
      }
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush()
      // What could not be sent kept newer notes from being sealed.
      if (open.size > 0) await flush()
    },
  }
}

function commitOf(project: KnownProject, noted: Noted[]): Commit {
  return {
    project,
    batch: randomUUID(),
    receivedAt: new Date(),
    origin: 'live',
    visitor: null,
    context: {},
    receipt: { accepted: 0, rejected: [] },
    events: [],
    noted,
  }
}

const EVERY_MS = 1_000

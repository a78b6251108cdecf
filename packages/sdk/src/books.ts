import type { Store } from './store.ts'

/** What became of every event that was reported on this device: `submitted = stored + pending + dropped`. */
export interface Books {
  submitted: number
  /** The service has acknowledged them. */
  stored: number
  /** They wait to be sent, or may still change. */
  pending: number
  /** By reason: `overflow`, `too_old`, `corrupt`, an HTTP status, or why the service has rejected them. */
  dropped: Tally
}

export type Tally = Record<string, number>

/** What one tab has settled. */
interface Book {
  /** When something last was, in milliseconds since 1970. */
  at: number
  /** Dropped events by reason; `''` stands for those stored. */
  all: Tally
  /** Of the dropped ones, those that no batch tells the service of yet. */
  dropped: Tally
}

/**
 * Counts what became of events, over page loads.
 *
 * Each tab writes a book of its own, so that two never overwrite each other's counts. What waits is not written down: it is
 * counted where it lies, so that a page which dies halfway leaves books that still balance.
 *
 * @param store Where the books may stay; never trusted to hold what was put there.
 * @param tab Names this tab over page loads.
 */
export function createBooks(store: Store, tab: string) {
  const mine = `b:${tab}`
  const read = (key: string): Partial<Book> => ({ ...(store.get(key) as Book | undefined) })
  const write = (all: Tally | undefined, dropped?: Tally) => store.set(mine, { at: Date.now(), all, dropped })
  /** @param untold Of the rest, what the service does not know of. */
  const add = (untold?: Tally, ...more: (Tally | undefined)[]) => {
    const { all, dropped } = read(mine)
    write(sum(all, ...more), sum(dropped, untold))
  }

  return {
    add,
    /** The drops that the service has not been told of; from now on, it has. */
    take() {
      const { all, dropped } = read(mine)
      const untold = sum(dropped)
      if (!Object.keys(untold)[0]) return undefined
      write(all)
      return untold
    },
    /** Takes over the books of tabs that are gone. */
    merge(isGone: (at: number | undefined) => boolean) {
      for (const key of store.keys('b:')) {
        const { at, all, dropped } = read(key)
        if (key === mine || !isGone(at)) continue
        store.set(key)
        add(dropped, all)
      }
    },
    /** @param pending How many events wait. */
    total(pending: number): Books {
      const all = sum(...store.keys('b:').map((key) => read(key).all))
      const { '': stored = 0, ...dropped } = all
      return { submitted: Object.values(all).reduce((a, b) => a + b, pending), stored, pending, dropped }
    },
  }
}

const MAX_REASON = 65

/** All together. What the service would not take, as from a book that somebody else has written in, is left out. */
export const sum = (...tallies: (Tally | undefined)[]): Tally => {
  const all: Tally = {}
  for (const tally of tallies)
    for (const reason in tally)
      if ((tally[reason]! | 0) > 0 && reason.length < MAX_REASON)
        all[reason] = (all[reason]! | 0) + (tally[reason]! | 0)
  return all
}

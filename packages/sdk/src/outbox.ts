import { type Context, MAX_EVENTS, type Receipt, type WireEvent } from '@attune/protocol'

import { createBooks, sum, type Tally } from './books.ts'
import { sizeOf, toJson, uuid } from './natives.ts'
import type { Store } from './store.ts'

type Untimed<E> = E extends WireEvent ? Omit<E, 'at' | 'context'> : never

/** An event before the outbox says when it happened, and where. */
export type Happening = Untimed<WireEvent>

/** A batch as it waits to be sent: all of the body but `sent_at`, which is of each sending. */
export interface Parcel {
  batch: string
  visitor: string | null
  context: Context
  events: WireEvent[]
  /** As in `Batch`. */
  dropped?: Tally | undefined
}

/** An event that is not final yet, as it would be sent if the page were gone. */
export interface Held {
  event: WireEvent
  /** The tab that still changes it, and when it last did. */
  tab: string
  at: number
}

/**
 * What has happened and is not delivered yet, in storage shared by all tabs, one key per item.
 *
 * Events gather in memory until `pack` makes a batch of them, with its id: from then on the batch never changes, so that
 * sending it again stores nothing twice. An event that may still change is held under its own key instead.
 *
 * A key says what is asked of its item without reading it, and what is counted where it cannot be read: a batch is
 * `o:a:<time>:<events>:<bytes>:<id>`, or `o:e:…` without an answer, so that answers come first, and of each the oldest; what
 * is held is `w:::1:<id>`; what the host's own interface was told is `w:s::1:<id>`, see when-asking.ts.
 *
 * @param visitor Who the batch is from, or null where no id is kept.
 * @param context Where and how the person is now.
 * @param tab Names this tab over page loads.
 * @param onAdded Something is there to be sent.
 * @param ledger Where the books are kept. Default: with the rest.
 */
export function createOutbox(
  store: Store,
  visitor: () => string | null,
  context: () => Context,
  tab: string,
  onAdded: () => void,
  ledger = store,
) {
  const books = createBooks(ledger, tab)
  let events: WireEvent[] = []
  let place: Context

  /** @returns whether it was there: it is not where another tab was quicker. */
  const remove = (key: string) => {
    const [isThere] = store.keys(key)
    store.set(key)
    return isThere
  }
  const drop = (key: string, reason: string | number) => {
    const { dropped } = { ...(store.get(key) as Parcel | undefined) }
    const more = { [reason]: numberIn(key, EVENTS) }
    // What the batch was to tell is told by another one.
    if (remove(key)) books.add(sum(dropped, more), more)
  }
  const save = (at: number | string, some: Omit<Parcel, 'batch'>, maxBytes = MAX_BATCH_BYTES): void => {
    const { events: all } = some
    const half = all.length >> 1
    const parcel: Parcel = { ...some, batch: uuid() }
    const bytes = sizeOf(toJson(parcel))
    if (half && bytes > maxBytes) {
      save(at, { ...some, events: all.slice(0, half) })
      return save(at, { ...some, events: all.slice(half), dropped: undefined })
    }
    const kind = all.some(({ type }) => type === 'answered') ? 'a' : 'e'
    const key = `o:${kind}:${at}:${all.length}:${bytes}:${parcel.batch}`
    store.set(key, parcel)
    // What is least missed goes first: the oldest without an answer, then the oldest answer, never the newest item.
    let items = MAX_ITEMS
    let room = MAX_BYTES - bytes
    // oxlint-disable-next-line unicorn/no-array-reverse -- of a list made here; shorter, and older browsers have it
    for (const other of [...store.keys('o:e'), ...store.keys('o:a')].reverse())
      if (other !== key && (--items < 1 || (room -= numberIn(other, BYTES)) < 0)) drop(other, 'overflow')
  }
  const post = (where: Context, some: WireEvent[]) =>
    save(Date.now(), { context: where, events: some, visitor: visitor(), dropped: books.take() })
  const pack = () => {
    const some = events
    events = []
    if (some.length) post(place, some)
  }
  const add = (event: Happening) => {
    const now = context()
    // A batch is of one place: an event from another page begins another batch.
    if (events.length >= MAX_EVENTS || toJson(now) !== toJson(place)) pack()
    place = now
    events.push(timed(event))
    onAdded()
  }
  /** What is held and fulfils a condition is final: a batch of its own for each, because its place may be another. */
  const finish = (isFinal = (held: Held) => held.tab === tab) => {
    for (const key of store.keys('w::')) {
      const held = store.get(key) as Held | undefined
      if (!held?.event) drop(key, 'corrupt')
      else if (isFinal(held)) {
        post({}, [held.event])
        store.set(key)
        onAdded()
      }
    }
  }

  return {
    add,
    /** Keeps an event that may still change; the same id again replaces it. */
    hold(id: string, event: Happening) {
      store.set(`w:::1:${id}`, { event: { ...timed(event), context: context() }, tab, at: Date.now() })
    },
    held: (id: string) => (store.get(`w:::1:${id}`) as Held | undefined)?.event,
    /** What this tab holds is final; or what else is said to be. */
    release: finish,
    /**
     * The keys of the batches to send: answers, then what else there is, each oldest first. Those too old to be taken are
     * dropped; what another tab has held without a change for ten minutes is final: that tab is gone.
     */
    due() {
      books.merge(isStale)
      pack()
      finish(({ at }) => isStale(at))
      return store.keys('o:').filter((key) => Date.now() - +key.slice(4, 17) < MAX_AGE_MS || drop(key, 'too_old'))
    },
    read: (key: string) => store.get(key) as Parcel | undefined,
    drop,
    /** The service has taken a batch, but for some events. */
    done(key: string, { rejected }: Receipt) {
      // It knows of what it rejects: that is not told.
      if (remove(key))
        books.add(
          undefined,
          { '': numberIn(key, EVENTS) - rejected.length },
          ...rejected.map(({ reason }) => ({ [reason]: 1 })),
        )
    },
    /** The service finds a batch too large: two of half the size, or nothing where it is a single event. */
    split(key: string, parcel: Parcel) {
      if (!(parcel.events.length > 1)) drop(key, 413)
      // As old as it was.
      else if (remove(key)) save(key.slice(4, 17), parcel, 0)
    },
    /** What became of every event so far, on this device. */
    books: () =>
      books.total(['w:', 'o:'].flatMap(store.keys).reduce((all, key) => all + numberIn(key, EVENTS), events.length)),
  }
}

export type Outbox = ReturnType<typeof createOutbox>

const timed = (event: Happening) => ({ at: new Date().toISOString(), ...event }) as WireEvent
/** What cannot be told, as where a clock was set back, is stale, too. */
const isStale = (at?: number) => !(Math.abs(Date.now() - at!) <= STALE_MS)
const numberIn = (key: string, part: number) => +key.split(':')[part]! | 0
const EVENTS = 3
const BYTES = 4

const MAX_ITEMS = 100
const MAX_BYTES = 262_144
/** Below what browsers send while a page goes away. */
const MAX_BATCH_BYTES = 60_000
const MAX_AGE_MS = 1_209_600_000
const STALE_MS = 600_000

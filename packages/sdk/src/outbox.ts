import { type Context, MAX_EVENTS, type WireEvent } from '@attune/protocol'

import { toJson, uuid } from './natives.ts'
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
}

/** An event that is not final yet, as it would be sent if the page were gone. */
interface Held {
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
 * @param visitor Who the batch is from, or null where no id is kept.
 * @param context Where and how the person is now.
 * @param tab Names this tab over page loads.
 * @param onAdded Something is there to be sent.
 */
export function createOutbox(
  store: Store,
  visitor: () => string | null,
  context: () => Context,
  tab: string,
  onAdded: () => void,
) {
  let events: WireEvent[] = []
  let place: Context

  const save = (where: Context, some: WireEvent[]) => {
    const batch = uuid()
    store.set(`o:${Date.now()}:${batch}`, { batch, visitor: visitor(), context: where, events: some } satisfies Parcel)
    for (const key of store.keys('o:').slice(0, -MAX_ITEMS)) drop(key, 'overflow')
  }
  const drop = (key: string, reason: string | number) => {
    store.set(key)
    const count = `d:${reason}`
    store.set(count, ((store.get(count) as number | undefined) ?? 0) + 1)
  }
  const pack = () => {
    if (events.length) save(place, events)
    events = []
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
  const finish = (isFinal: (held: Held) => boolean) => {
    for (const key of store.keys('w:')) {
      const held = store.get(key) as Held | undefined
      if (held && !isFinal(held)) continue
      store.set(key)
      if (held) save({}, [held.event])
      onAdded()
    }
  }

  return {
    add,
    /** Keeps an event that may still change; the same id again replaces it. */
    hold(id: string, event: Happening) {
      store.set(`w:${id}`, { event: { ...timed(event), context: context() }, tab, at: Date.now() })
    },
    held: (id: string) => (store.get(`w:${id}`) as Held | undefined)?.event,
    /** What this tab holds is final. */
    release: () => finish((held) => held.tab === tab),
    /**
     * The keys of the batches to send, oldest first. Those too old to be taken are dropped; what another tab has held
     * without a change for ten minutes is final: that tab is gone.
     */
    due() {
      pack()
      finish(({ at }) => Date.now() - at > STALE_MS)
      return store.keys('o:').filter((key) => Date.now() - +key.slice(2, 15) < MAX_AGE_MS || drop(key, 'too_old'))
    },
    read: (key: string) => store.get(key) as Parcel | undefined,
    drop,
    /** The service finds a batch too large: two of half the size, or nothing where it is a single event. */
    split(key: string, { context: where, events: some }: Parcel) {
      const half = some.length >> 1
      if (!half) return drop(key, 413)
      save(where, some.slice(0, half))
      save(where, some.slice(half))
      store.set(key)
    },
  }
}

export type Outbox = ReturnType<typeof createOutbox>

const timed = (event: Happening) => ({ at: new Date().toISOString(), ...event }) as WireEvent

const MAX_ITEMS = 100
const MAX_AGE_MS = 1_209_600_000
const STALE_MS = 600_000

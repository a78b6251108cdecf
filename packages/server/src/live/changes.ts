import { openListening } from '../database/listening.ts'
import { createPending } from './pending.ts'
import { createSubscribers } from './subscribers.ts'

/** Who is told when the figures of a journey change, on every node of the service. */
export interface Changes {
  /** Says that a project's journeys have changed. Cheap: announcements are gathered and sent a few times a second at most. */
  announce: (project: string, journeys: Iterable<string>) => void
  /** @returns a function that ends the subscription. */
  subscribe: (project: string, listener: (journey: string) => void) => () => void
  close: () => Promise<void>
}

export interface ChangesOptions {
  /** Of the database that all nodes share. */
  url: string
  /** Told when the connection is lost, and when making it again fails; it is tried again by itself. */
  onError: (error: Error) => void
}

/**
 * Changes that travel through PostgreSQL's NOTIFY, so that who looks at one node sees what another took in.
 *
 * On a connection of its own and never inside the transaction that stores answers: a transaction that notifies takes a lock of
 * the whole server when it commits, so that answers would wait for each other. A node hears its own announcements the same way.
 * While the connection is away, announcements gather and are sent once it is back.
 *
 * @throws what the first connection failed with.
 */
export async function createChanges({ url, onError }: ChangesOptions): Promise<Changes> {
  const pending = createPending()
  const subscribers = createSubscribers()
  let timer: NodeJS.Timeout | undefined
  let isReady = false
  let isSending = false

  const connection = await openListening({
    url,
    name: 'attune live',
    channel: CHANNEL,
    onNotification: subscribers.deliver,
    onError(error) {
      isReady = false
      onError(error)
    },
    onReady() {
      isReady = true
      void send()
    },
  })

  async function send(): Promise<void> {
    if (timer || isSending || !isReady) return
    const batch = pending.take()
    if (!batch) return
    isSending = true
    const isSent = await connection.notify(JSON.stringify(batch))
    isSending = false
    if (!isSent) for (const [project, journeys] of Object.entries(batch)) pending.add(project, journeys)
    timer = setTimeout(() => {
      timer = undefined
      void send()
    }, EVERY_MS)
  }

  return {
    announce(project, journeys) {
      pending.add(project, journeys)
      void send()
    },
    subscribe: subscribers.subscribe,
    async close() {
      isReady = false
      clearTimeout(timer)
      await connection.close()
    },
  }
}

/** Changes that stay in this process, for tests: told at once. */
export function createLocalChanges(): Changes {
  const subscribers = createSubscribers()
  return {
    announce: (project, journeys) => subscribers.deliver(JSON.stringify({ [project]: [...journeys] })),
    subscribe: subscribers.subscribe,
    close: async () => {},
  }
}

const CHANNEL = 'attune_changes'
const EVERY_MS = 200

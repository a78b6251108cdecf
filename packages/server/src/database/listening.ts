import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from 'pg'

/** A connection that comes back. */
export interface ListeningConnection {
  /** Sends a notification to everybody. @returns false where the connection is away now: keep it and send it on `onReady`. */
  notify: (payload: string) => Promise<boolean>
  close: () => Promise<void>
}

export interface ListeningOptions {
  url: string
  /** What the database's own list of connections calls it. */
  name: string
  channel: string
  /** Listening, at first and again after every loss. */
  onReady: () => void
  onNotification: (payload: string) => void
  /** The connection is lost, or an attempt to make it again has failed. */
  onError: (error: Error) => void
}

/**
 * Listens on a channel of PostgreSQL, on a connection of its own that is made again whenever it is lost.
 *
 * @throws what the first attempt failed with; later ones are repeated, ever more slowly, until `close`.
 */
export async function openListening(options: ListeningOptions): Promise<ListeningConnection> {
  const closing = new AbortController()
  let client: Client | null = await open(options)
  void keep(client)

  /** Waits for the end of a connection and takes its place, for as long as this is open. */
  async function keep(first: Client): Promise<void> {
    let current = first
    for (;;) {
      const ended = endOf(current)
      client = current
      options.onReady()
      const error = await ended
      client = null
      if (closing.signal.aborted) return
      options.onError(error)
      const next = await openAgain()
      if (!next) return
      current = next
    }
  }

  async function openAgain(): Promise<Client | null> {
    for (let attempt = 0; ; attempt++) {
      const isOver = await sleep(backOffMs(attempt), false, { signal: closing.signal, ref: false }).catch(() => true)
      if (isOver) return null
      try {
        const next = await open(options)
        if (!closing.signal.aborted) return next
        await next.end()
        return null
      } catch (error) {
        options.onError(error as Error)
      }
    }
  }

  return {
    async notify(payload) {
      if (!client) return false
      return await client.query('select pg_notify($1, $2)', [options.channel, payload]).then(
        () => true,
        () => false,
      )
    },
    async close() {
      closing.abort()
      await client?.end()
    },
  }
}

async function open({ url, name, channel, onNotification }: ListeningOptions): Promise<Client> {
  const client = new Client({ connectionString: url, keepAlive: true, application_name: name })
  // Its loss is noticed by its end; without a listener an error would end the process.
  client.on('error', () => {})
  client.on('notification', ({ payload }) => onNotification(payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(channel)}`)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}

/** Fulfilled with the reason once the connection is gone. */
function endOf(client: Client): Promise<Error> {
  return new Promise((resolve) => {
    let reason = new Error('The database closed a connection that listens.')
    client.on('error', (error: Error) => (reason = error))
    client.once('end', () => resolve(reason))
  })
}

/** 0.1 s, then twice as long each time, up to 5 s; shaken, so that nodes do not come back all at once. */
function backOffMs(attempt: number): number {
  return Math.min(5_000, 100 * 2 ** attempt) * (0.5 + Math.random() / 2)
}

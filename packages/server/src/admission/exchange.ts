import { randomUUID } from 'node:crypto'

import { openListening } from '../database/listening.ts'
import type { Limiter } from './limiter.ts'

export interface ExchangeOptions {
  /** Of the database that all nodes share. */
  url: string
  limiter: Limiter
  /** Told when the connection is lost; it is made again by itself. */
  onError: (error: Error) => void
}

/**
 * Tells the other nodes every second what this one has let through, and takes what they have let through from its own limits.
 *
 * So a limit holds for all nodes together, give or take what comes in a second; no request waits for it, and a node that cannot
 * reach the others keeps the limits by itself.
 *
 * @throws what the first connection failed with.
 */
export async function exchangeUsage({
  url,
  limiter,
  onError,
}: ExchangeOptions): Promise<{ close: () => Promise<void> }> {
  const node = randomUUID()
  const connection = await openListening({
    url,
    name: 'attune limits',
    channel: 'attune_usage',
    onReady: () => {},
    onError,
    onNotification(payload) {
      const told = JSON.parse(payload) as Told
      if (told.node !== node) for (const [name, key, n] of told.used) limiter.shared[name].spend(key, n)
    },
  })
  const timer = setInterval(() => {
    const used = heaviest(limiter)
    if (used.length > 0) void connection.notify(JSON.stringify({ node, used } satisfies Told))
  }, EVERY_MS).unref()
  return {
    async close() {
      clearInterval(timer)
      await connection.close()
    },
  }
}

type Used = [name: keyof Limiter['shared'], key: string, n: number]

interface Told {
  node: string
  used: Used[]
}

/** As many as fit into one notification: who uses little can be told of another time, or never. */
function heaviest({ shared }: Limiter): Used[] {
  const names = ['total', 'project', 'address'] as const
  const used = names.flatMap((name) => shared[name].drain().map(([key, n]): Used => [name, key, n]))
  let bytes = 100
  return used
    .toSorted((a, b) => b[2] - a[2])
    .filter((one) => (bytes += Buffer.byteLength(JSON.stringify(one)) + 1) < MAX_BYTES)
}

const EVERY_MS = 1_000
/** PostgreSQL takes notifications shorter than 8,000 bytes. */
const MAX_BYTES = 7_900

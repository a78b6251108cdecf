import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** What writers have seen. */
export interface Seen {
  /** The answers that the service has answered for. */
  acknowledged: Set<string>
  /** Batches that were given up, at the end, without an answer. */
  pending: number
  /** Answers that a page may not repeat: none are expected. */
  unrepeatable: string[]
  /** Answers of 503, and how many of these said when to come back. */
  refusals: number
  refusalsWithTime: number
  /** When the last answer came, by `performance.now()`. */
  lastAt: () => number
}

/** Pages that keep sending, each a batch at a time, and send the same again until it is taken. */
export interface Writers {
  seen: Seen
  /** Resolves once so many answers are acknowledged. */
  reach: (acknowledged: number) => Promise<void>
  /** Ends them: what is under way has some seconds to be taken. */
  stop: () => Promise<Seen>
}

/**
 * Starts eight writers.
 *
 * @param ports Of the service's nodes; a writer turns to the next where one does not take its batch.
 * @param answers In each batch, beside one moment.
 */
export function startWriters(ports: readonly number[], answers: number): Writers {
  const ending = new AbortController()
  let lastAt = performance.now()
  const seen: Seen = {
    acknowledged: new Set(),
    pending: 0,
    unrepeatable: [],
    refusals: 0,
    refusalsWithTime: 0,
    lastAt: () => lastAt,
  }

  async function write(number: number): Promise<void> {
    for (let node = number; !ending.signal.aborted;) {
      const { body, ids } = batchOf(answers)
      let isTaken = false
      for (let late = 0; !isTaken && late < LATE_TRIES;) {
        if (ending.signal.aborted) late++
        isTaken = await post(ports[node % ports.length] ?? 0, body)
        if (isTaken) break
        node++
        await sleep(20 + Math.random() * 40)
      }
      if (isTaken) {
        for (const id of ids) seen.acknowledged.add(id)
        lastAt = performance.now()
      } else seen.pending++
    }
  }

  async function post(port: number, body: string): Promise<boolean> {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/v1/events?key=${KEY}`, {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
      })
      const text = await response.text()
      if (response.status === 202) return true
      if (response.status === 503) {
        seen.refusals++
        if (Number(response.headers.get('retry-after')) > 0) seen.refusalsWithTime++
      } else seen.unrepeatable.push(`${response.status} ${text.slice(0, 200)}`)
      return false
    } catch {
      // Cut, refused or too late: as a page would see it.
      return false
    }
  }

  const all = Array.from({ length: 8 }, (_, number) => write(number))
  return {
    seen,
    async reach(acknowledged) {
      while (seen.acknowledged.size < acknowledged) await sleep(20)
    },
    async stop() {
      ending.abort()
      await Promise.all(all)
      return seen
    },
  }
}

function batchOf(answers: number): { body: string; ids: string[] } {
  const at = new Date().toISOString()
  const ids = Array.from({ length: answers }, () => randomUUID())
  const place = { step: 'checkout/payment', at }
  const events = [
    { type: 'entered', ...place },
    ...ids.map((id, i) => ({
      type: 'answered',
      id,
      visit: randomUUID(),
      prompt: `feel-${i}`,
      version: 1,
      feel: (i % 5) + 1,
      ...place,
    })),
  ]
  return {
    body: JSON.stringify({
      batch: randomUUID(),
      sent_at: at,
      visitor: `v_${randomUUID()}`,
      sdk: '0.1.0',
      context: {},
      events,
    }),
    ids,
  }
}

export const KEY = 'pk_faults'
/** In one batch. */
export const MOST_ANSWERS = 49
const GIVE_UP_AFTER_MS = 15_000
const LATE_TRIES = 200

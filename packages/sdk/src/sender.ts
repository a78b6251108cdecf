import type { Receipt } from '@attune/protocol'

import { quietly, toJson } from './natives.ts'
import type { Outbox } from './outbox.ts'
import type { Store } from './store.ts'
import { verdictOf } from './verdict.ts'

/**
 * Delivers what the outbox holds, oldest first, and deletes only what the service has acknowledged.
 *
 * One tab sends at a time (Web Locks); where there are none, or on leaving the page, two may send the same batch, which its
 * id makes harmless. How long to wait after a failure is kept in storage, so that the next page waits, too, where the
 * service itself asked for it.
 *
 * @param url The address of `POST /v1/events`, with its key.
 * @param request As `fetch`.
 */
export function createSender(
  store: Store,
  outbox: Pick<Outbox, 'due' | 'read' | 'drop' | 'split'>,
  url: string,
  request: typeof fetch,
  locks: Pick<LockManager, 'request'> | undefined,
  onDelivered: (receipt: Receipt) => void,
) {
  const inFlight = new Set<string>()
  let gathering: Timer
  let retrying: Timer
  let isQuiet = false

  const backoff = () => (store.get('r') as Backoff | undefined) ?? { tries: 0, until: 0 }
  const sendable = () => outbox.due().filter((key) => !isQuiet && backoff().until <= Date.now() && !inFlight.has(key))

  /** @returns whether to go on with the next one. */
  const send = async (key: string) => {
    const parcel = outbox.read(key)
    if (!parcel?.events) {
      outbox.drop(key, 'corrupt')
      return true
    }
    const body = toJson({ ...parcel, sent_at: new Date().toISOString(), sdk: VERSION })
    inFlight.add(key)
    // A request that hangs must not keep the other tabs waiting.
    const signal = AbortSignal.timeout(30_000)
    const response = await request(url, { method: 'POST', body, signal, ...REQUEST }).catch(() => undefined)
    inFlight.delete(key)
    const status = response?.status
    const { tries } = backoff()
    const verdict = verdictOf(status, response?.headers.get('retry-after'), tries, Date.now(), Math.random())
    if (typeof verdict === 'number') {
      store.set('r', { tries: tries + 1, until: Date.now() + verdict, status } satisfies Backoff)
      return false
    }
    store.set('r')
    isQuiet = verdict === 'stop'
    if (verdict === 'split') outbox.split(key, parcel)
    if (verdict === 'drop') outbox.drop(key, status!)
    if (verdict === 'done') {
      store.set(key)
      await response!.json().then(onDelivered, () => {})
    }
    return !isQuiet
  }

  const drain = async () => {
    // After a failure it is another's turn: a batch that the service cannot digest never holds up the rest.
    for (let keys = sendable(); keys.length; keys = sendable())
      if (!(await send(keys[backoff().tries % keys.length]!))) break
    const waitMs = backoff().until - Date.now()
    clearTimeout(retrying)
    if (waitMs > 0) retrying = setTimeout(flush, waitMs)
  }
  const flush = () => {
    clearTimeout(gathering)
    gathering = undefined
    void quietly(() => (locks ? locks.request(url, drain) : drain()).catch(() => {}))
  }

  // Only what the service itself has said holds for the next page: this one may have the network that the last one lacked.
  if (!backoff().status) store.set('r')

  return {
    /** Sends now. */
    flush,
    /** Sends soon, together with what else happens until then. */
    soon() {
      gathering ??= setTimeout(flush, GATHER_MS)
    },
    /**
     * Sends while the page goes away, when nobody waits for the response: unless it still comes, what was sent stays in the
     * outbox, and the next visit sends it again under the same id.
     */
    leave() {
      for (const key of sendable()) void send(key).catch(() => {})
    },
    /** Whether the service has said that it takes nothing from this page. */
    isQuiet: () => isQuiet,
  }
}

export type Sender = ReturnType<typeof createSender>

type Timer = ReturnType<typeof setTimeout> | undefined

interface Backoff {
  tries: number
  /** In milliseconds since 1970. */
  until: number
  /** What the service answered; absent where it was not reached. */
  status?: number | undefined
}

/** Of this package; the build compares it with package.json. */
export const VERSION = '0.1.0'
const GATHER_MS = 1000
/** As text/plain, a request to another origin goes without a preflight; without credentials, no cookie goes along. */
const REQUEST = { headers: { 'content-type': 'text/plain' }, keepalive: true, credentials: 'omit' } as const

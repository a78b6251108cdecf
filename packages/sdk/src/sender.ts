import type { Receipt } from '@attune/protocol'

import { sizeOf, toJson } from './natives.ts'
import type { Outbox } from './outbox.ts'
import type { Store } from './store.ts'
import { verdictOf } from './verdict.ts'

/**
 * Delivers what the outbox holds, answers first, and deletes only what the service has acknowledged.
 *
 * One tab sends at a time (Web Locks, or a lease in storage where there are none); on leaving the page, two may send the same
 * batch, which its id makes harmless. How long to wait after a failure is kept in storage, so that the next page waits, too,
 * where the service itself asked for it.
 *
 * @param url The address of `POST /v1/events`, with its key.
 * @param request As `fetch`.
 * @param browser As `navigator`.
 * @param signatures What proves who a visitor is, by their id.
 */
export function createSender(
  store: Store,
  outbox: Pick<Outbox, 'due' | 'read' | 'drop' | 'split' | 'done'>,
  url: string,
  request: typeof fetch,
  browser: Browser,
  onDelivered: (receipt: Receipt) => void,
  signatures: Signatures = {},
) {
  const inFlight = new Set<string>()
  let bytesInFlight = 0
  let gathering: Timer
  let retrying: Timer
  let isLeased = false
  let isQuiet = false
  let isBeaconFull = false

  const backoff = (): Backoff => {
    const { tries, until, status } = { ...(store.get('r') as Partial<Backoff> | undefined) }
    // Nobody is ever told to wait so long: the clock has been set back.
    const isTold = until! - Date.now() <= MAX_WAIT_MS
    return { tries: tries! >>> 0, until: isTold ? until! : 0, status }
  }
  const sendable = () => outbox.due().filter((key) => !isQuiet && backoff().until <= Date.now() && !inFlight.has(key))
  const lease = (isHeld: boolean) => {
    isLeased = isHeld
    store.set('l', isHeld ? Date.now() + TRY_MS : undefined)
  }

  /** @returns whether to go on with the next one. */
  const send = async (key: string, isLeaving?: boolean) => {
    const parcel = outbox.read(key)
    if (!parcel?.events) {
      outbox.drop(key, 'corrupt')
      return true
    }
    const body = toJson({
      ...parcel,
      sent_at: new Date().toISOString(),
      identity: signatures[parcel.visitor!],
      sdk: VERSION,
    })
    const bytes = sizeOf(body)
    // Beyond what browsers send of all pages that go away, a request would fail.
    const keepalive = bytesInFlight + bytes <= KEEPALIVE_BYTES
    if (isLeaving && !keepalive) return (isBeaconFull ||= !browser.sendBeacon(url, body))
    if (isLeased) lease(true)
    inFlight.add(key)
    bytesInFlight += bytes
    let response: Response | undefined
    let retryAfter: string | null | undefined
    let receipt: Receipt | undefined
    try {
      // A request that hangs must not keep the other tabs waiting. Text goes as text/plain: no preflight; and no cookie along.
      response = await request(url, {
        method: 'POST',
        body,
        keepalive,
        credentials: 'omit',
        signal: AbortSignal.timeout(TRY_MS),
      })
      retryAfter = response.headers.get('retry-after')
      receipt = await response.json()
    } catch {
      // Without a receipt, nobody knows: it is sent again.
    }
    inFlight.delete(key)
    bytesInFlight -= bytes
    // What says yes without a receipt is no service of ours.
    const status = response?.ok && !receipt?.rejected?.map ? undefined : response?.status
    const { tries } = backoff()
    const verdict = verdictOf(status, retryAfter, tries, Date.now(), Math.random())
    if (+verdict > 0) {
      store.set('r', { tries: tries + 1, until: Date.now() + (verdict as number), status } satisfies Backoff)
      return false
    }
    store.set('r')
    isQuiet ||= verdict === 'stop'
    if (verdict === 'split') outbox.split(key, parcel)
    if (verdict === 'drop') outbox.drop(key, status!)
    if (verdict === 'done') {
      outbox.done(key, receipt!)
      onDelivered(receipt!)
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
  /** Where there are no locks: a tab that is gone keeps its lease for as long as one request may take. */
  const drainByLease = async () => {
    const leftMs = (store.get('l') as number) - Date.now()
    if (leftMs > 0 && leftMs <= TRY_MS) return soon()
    lease(true)
    await drain()
    lease(false)
  }
  const flush = () => {
    clearTimeout(gathering)
    gathering = undefined
    void (async () => browser.locks!.request(url, drain))()
      // There are none, or a page of an opaque origin may not take them.
      .catch(drainByLease)
      .catch(() => {})
  }
  const soon = () => {
    gathering ??= setTimeout(flush, GATHER_MS)
  }
  /** Only what the service itself has said holds on: this page, or this hour, may have the network that was lacking. */
  const forgive = () => {
    if (!backoff().status) store.set('r')
  }
  forgive()

  return {
    /** Sends now. */
    flush,
    /** Sends soon, together with what else happens until then. */
    soon,
    /** There may be a network again. */
    wake: () => {
      forgive()
      soon()
    },
    /**
     * Sends while the page goes away, when nobody waits for the response: unless it still comes, what was sent stays in the
     * outbox, and the next visit sends it again under the same id.
     */
    leave() {
      isBeaconFull = false
      for (const key of sendable()) void send(key, true).catch(() => {})
      if (isLeased) lease(false)
    },
    /** Whether the service has said that it takes nothing from this page. */
    isQuiet: () => isQuiet,
  }
}

export type Sender = ReturnType<typeof createSender>

/** As much of `navigator` as sending takes. */
export interface Browser {
  locks: Pick<LockManager, 'request'> | undefined
  sendBeacon: (url: string, body: string) => boolean
}

type Timer = ReturnType<typeof setTimeout> | undefined

/** Tokens of the host's server, by the ids of those they speak of; in memory alone. */
export type Signatures = Record<string, string | undefined>

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
/** How long one request may take. */
const TRY_MS = 30_000
/** Longer than any verdict. */
const MAX_WAIT_MS = 7_200_000
/** Of the 65,536 that all requests of a page share while it goes away. */
const KEEPALIVE_BYTES = 64_000

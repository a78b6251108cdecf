import type { Context, Receipt } from '@attune/protocol'

import { createOutbox, type Happening } from '../outbox.ts'
import { createSender, type Signatures } from '../sender.ts'
import { createStore, type Store } from '../store.ts'
import { createFakeService } from './fake-service.ts'
import { createFakeStorage } from './fake-storage.ts'

export const ENTERED: Happening = { type: 'entered', step: 'checkout/cart' }
export const ANSWERED = {
  type: 'answered',
  step: 'checkout/cart',
  prompt: 'p',
  version: 1,
  id: 'i',
  visit: 'v',
  feel: 4,
} as const satisfies Happening

/** One tab of a browser, with all that delivering takes. */
export function openMailTab({
  area = createFakeStorage(),
  /** Where the books are, if not there. */
  ledger = undefined as Store | undefined,
  tab = 'one',
  service = createFakeService(),
  context = (): Context => ({ page: '/cart' }),
  visitor = (): string | null => 'me',
  locks = undefined as Pick<LockManager, 'request'> | undefined,
  beacon = (body: string) => !body,
  signatures = undefined as Signatures | undefined,
} = {}) {
  const delivered: Receipt[] = []
  const store = createStore('a:', () => area)
  store.keep(true)
  const outbox = createOutbox(store, visitor, context, tab, () => sender.soon(), ledger)
  const sender = createSender(
    store,
    outbox,
    'https://service/v1/events',
    service.request,
    { locks, sendBeacon: (_, body) => beacon(body) },
    (receipt) => delivered.push(receipt),
    signatures,
  )
  const parcels = () => outbox.due().map((key) => outbox.read(key)!)
  return { area, store, outbox, sender, service, delivered, parcels }
}

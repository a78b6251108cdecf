import type { Batch, Receipt } from '@attune/protocol'

/** What happens to one request: stored, as it should be; or one of the many other things. */
export type Reply =
  | 'stores'
  | 'rejects one'
  /** Stored, but the answer is lost on the way. */
  | 'stores unheard'
  /** Something in between says 200 to everything. */
  | 'no receipt'
  | 'away'
  | 'hangs'
  | Response
  | ((batch: Batch) => Response | Promise<Response>)

/**
 * A service that takes each batch once, as the real one, wherever its replies let it.
 *
 * @param replies One for each request, in turn; the last one for ever.
 */
export function createFakeService(replies: Reply[] = ['stores']) {
  const sent: Batch[] = []
  const inits: RequestInit[] = []
  const receipts = new Map<string, Receipt>()
  /** Drops that it was told of, by reason. */
  const told: Record<string, number> = {}

  const take = ({ batch, events, dropped }: Batch, isOneRejected = false): Receipt => {
    const known = receipts.get(batch)
    if (known) return known
    for (const [reason, n] of Object.entries(dropped ?? {})) told[reason] = (told[reason] ?? 0) + n
    const rejected: Receipt['rejected'] = isOneRejected ? [{ index: 0, reason: 'unknown_step' }] : []
    const receipt = { accepted: events.length - rejected.length, rejected }
    receipts.set(batch, receipt)
    return receipt
  }
  const request: typeof fetch = async (_, init = {}) => {
    const batch = JSON.parse(init.body as string) as Batch
    sent.push(batch)
    inits.push(init)
    const reply = replies.length > 1 ? replies.shift()! : replies[0]!
    if (typeof reply === 'function') return reply(batch)
    if (reply instanceof Response) return reply.clone()
    if (reply === 'hangs') return new Promise(() => {})
    if (reply === 'no receipt') return new Response('<title>Sign in to the Wi-Fi</title>')
    if (reply === 'away') throw new TypeError('Failed to fetch')
    const receipt = take(batch, reply === 'rejects one')
    if (reply === 'stores unheard') throw new TypeError('Failed to fetch')
    return Response.json(receipt, { status: 202 })
  }

  return {
    request,
    replies,
    sent,
    inits,
    told,
    stored: () => [...receipts.values()].reduce((sum, { accepted }) => sum + accepted, 0),
  }
}

/** Below this, a difference of clocks is the time that the batch was under way. */
const TOLERANCE_MS = 60_000
/** Older reports are refused: their days are closed. */
const MAX_AGE_MS = 14 * 86_400_000
/** How far ahead of us something may have happened, after correction. */
const MAX_AHEAD_MS = 5 * 60_000

/**
 * How much to add to a page's times, in milliseconds: what its clock is behind ours, or 0 where they nearly agree.
 *
 * @param sentAt By the page's clock, at the moment of this very sending.
 */
export function correctionOf(sentAt: number, receivedAt: number): number {
  const behind = receivedAt - sentAt
  return Math.abs(behind) > TOLERANCE_MS ? behind : 0
}

/** Whether something that happened then is still taken, or already. */
export function timeliness(at: number, receivedAt: number): 'ok' | 'too_old' | 'in_the_future' {
  if (at < receivedAt - MAX_AGE_MS) return 'too_old'
  return at > receivedAt + MAX_AHEAD_MS ? 'in_the_future' : 'ok'
}

/** Milliseconds since 1970 of an ISO 8601 instant with a zone; null for anything else. */
export function instantOf(text: string): number | null {
  if (!INSTANT.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/

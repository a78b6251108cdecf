/** What to do with a batch after a try: delete it, drop and count it, halve it, be quiet, or wait so many milliseconds. */
export type Verdict = 'done' | 'drop' | 'split' | 'stop' | number

/**
 * What a response says about the batch.
 *
 * Trouble of the moment (no network, 408, 425, 429, 5xx) keeps it: `Retry-After` is obeyed in both its forms, up to an hour,
 * else the wait doubles from 5 s. Either is spread by chance, so that pages that failed together do not come back together.
 *
 * @param status The HTTP status; undefined where there was no response.
 * @param retryAfter The header's text: seconds or a date.
 * @param tries How often sending has failed in a row before.
 * @param now Milliseconds since 1970.
 * @param chance From 0 to 1.
 */
export function verdictOf(
  status: number | undefined,
  retryAfter: string | null | undefined,
  tries: number,
  now: number,
  chance: number,
): Verdict {
  if (!status || status >= 500 || [408, 425, 429].includes(status)) {
    const askedMs = retryAfter ? +retryAfter * 1000 || Date.parse(retryAfter) - now : 0
    const waitMs = askedMs > 0 ? askedMs : 2500 * 2 ** tries
    return Math.min(waitMs, HOUR_MS) * (1 + chance)
  }
  if (status < 300) return 'done'
  return status === 413 ? 'split' : status === 401 || status === 403 ? 'stop' : 'drop'
}

const HOUR_MS = 3_600_000

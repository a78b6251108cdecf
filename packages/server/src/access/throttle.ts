/** Bounds how often something may go wrong. */
export interface Throttle {
  /**
   * Counts an attempt before it is made, so that many at once are counted too.
   *
   * @returns 0 where it may be made, else after how many seconds it may be tried again.
   */
  begin: (keys: readonly string[]) => number
  /** Takes an attempt back that went well. */
  succeed: (keys: readonly string[]) => void
}

/**
 * At most `limit` failed attempts per key within a window, in this node's memory.
 *
 * @param now Milliseconds by a clock that never jumps.
 */
export function createThrottle(
  limit = 10,
  windowMs = 15 * 60_000,
  now: () => number = () => performance.now(),
): Throttle {
  const attempts = new Map<string, number[]>()

  function recent(key: string): number[] {
    const since = now() - windowMs
    return (attempts.get(key) ?? []).filter((at) => at > since)
  }

  return {
    begin(keys) {
      const full = keys.map(recent).filter((times) => times.length >= limit)
      if (full.length > 0) {
        const free = Math.max(...full.map((times) => (times[times.length - limit] ?? 0) + windowMs))
        return Math.max(1, Math.ceil((free - now()) / 1_000))
      }
      for (const key of keys) {
        const times = [...recent(key), now()]
        // Set anew, so that the map stays in the order of use and the first is the one to drop.
        attempts.delete(key)
        attempts.set(key, times)
      }
      for (const key of attempts.keys()) {
        if (attempts.size <= MAX_KEYS) break
        attempts.delete(key)
      }
      return 0
    },
    succeed(keys) {
      for (const key of keys) {
        const times = recent(key).slice(0, -1)
        if (times.length > 0) attempts.set(key, times)
        else attempts.delete(key)
      }
    },
  }
}

const MAX_KEYS = 100_000

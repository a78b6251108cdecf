import { listen } from './listen.ts'
import type { Watching } from './watch.ts'

/**
 * Watches for how long a step is in sight: `slow` and `stayed`. The time stands still while the page is hidden, and goes on
 * over page loads.
 *
 * @returns restarts the time, for a step that has just been entered.
 */
export function watchTime({ page, signal, seen, keep, pending, tell }: Watching): () => void {
  const { document } = page
  let timer: ReturnType<typeof setTimeout> | undefined
  let waitMs = 0
  let startedAt = 0

  const stop = () => {
    clearTimeout(timer)
    const now = seen()
    if (startedAt && now) keep({ ...now, ms: now.ms + Date.now() - startedAt })
    startedAt = 0
  }
  const go = () => {
    clearTimeout(timer)
    startedAt = 0
    const limits = [...pending('slow'), ...pending('stayed')]
    const now = seen()
    // Where the page shows something else for a while, the time goes on when it is back.
    if (now) waitMs = Math.min(...limits) - now.ms
    if (document.visibilityState === 'hidden' || waitMs === Infinity) return
    if (now) startedAt = Date.now()
    timer = setTimeout(reach, Math.max(waitMs, 0))
  }
  const reach = () => {
    stop()
    const ms = seen()?.ms
    if (ms) tell('slow', ms)
    if (ms) tell('stayed', ms)
    go()
  }

  listen(document, 'visibilitychange', signal, () => (document.visibilityState === 'hidden' ? stop() : go()))
  signal.addEventListener('abort', () => clearTimeout(timer))
  return go
}

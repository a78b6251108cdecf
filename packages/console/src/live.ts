import type { LiveChange } from '@attune/protocol'

import { livePath } from './api.ts'

/** Told when figures change, when the line is lost and when it is back. */
export interface LiveListener {
  changed: (journey: string) => void
  /** The line is open (again); after a loss, changes may have been missed. */
  back: () => void
  lost: () => void
}

/**
 * Listens to a project's changes until stopped.
 *
 * The browser reconnects by itself after a dropped line, but gives up after an HTTP error: then a new line is tried.
 */
export function listen(project: string, listener: LiveListener): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let isLost = false

  const connect = (): void => {
    source = new EventSource(livePath(project))
    source.addEventListener('open', () => {
      if (isLost) listener.back()
      isLost = false
    })
    source.addEventListener('error', () => {
      if (!isLost) listener.lost()
      isLost = true
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY_AFTER_MS)
    })
    source.addEventListener('changed', (event) => {
      const journey = journeyOf(event.data)
      if (journey !== null) listener.changed(journey)
    })
  }
  connect()

  return () => {
    clearTimeout(timer)
    source.close()
  }
}

function journeyOf(data: unknown): string | null {
  try {
    const { journey } = JSON.parse(String(data)) as Partial<LiveChange>
    return typeof journey === 'string' ? journey : null
  } catch {
    return null
  }
}

const RETRY_AFTER_MS = 3_000

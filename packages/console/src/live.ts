import type { LiveChange } from '@attune/protocol'

import { livePath } from './api.ts'
import { type LineListener, openLine } from './line.ts'

/** Told when figures change, when the line is lost and when it is back. */
export interface LiveListener extends LineListener {
  changed: (journey: string) => void
}

/** Listens to a project's changes until stopped. */
export function listen(project: string, listener: LiveListener): () => void {
  const changed = (data: unknown): void => {
    const { journey } = { ...(data as Partial<LiveChange> | null) }
    if (typeof journey === 'string') listener.changed(journey)
  }
  return openLine(livePath(project), { changed }, listener)
}

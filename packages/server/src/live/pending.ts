/** Journeys by project. */
export type Batch = Record<string, string[]>

/** What has changed and is not told yet, each journey once. */
export interface Pending {
  add: (project: string, journeys: Iterable<string>) => void
  /** Takes out as much as fits into one notification; null where nothing is pending. What does not fit stays for the next. */
  take: () => Batch | null
}

/** @param maxBytes Of a batch as JSON; PostgreSQL takes notifications shorter than 8,000 bytes. */
export function createPending(maxBytes = 7_900): Pending {
  const pending = new Map<string, Set<string>>()
  return {
    add(project, journeys) {
      const known = pending.get(project) ?? new Set()
      for (const journey of journeys) known.add(journey)
      if (known.size > 0) pending.set(project, known)
    },
    take() {
      const batch: Batch = {}
      let bytes = 2
      for (const [project, journeys] of pending) {
        for (const journey of journeys) {
          bytes += bytesOf(journey) + 1 + (batch[project] ? 0 : bytesOf(project) + 4)
          if (bytes > maxBytes) return batch
          ;(batch[project] ??= []).push(journey)
          journeys.delete(journey)
        }
        pending.delete(project)
      }
      return bytes > 2 ? batch : null
    },
  }
}

function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text))
}

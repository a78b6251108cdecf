import { setTimeout as pause } from 'node:timers/promises'

import { retryTransient } from '../collect/transient.ts'
import type { Db } from '../database/open.ts'
import { moveStep, type Pace, type Stepped } from './move-days.ts'
import { findMoving, findZoneMove, type Place, progressOf } from './zone-moves.ts'

/** Who is told how moves go on. */
export interface Watching {
  /** Whose figures by day have changed. */
  onMoved: (project: string, journeys: string[]) => void
  onDone: (project: string) => void
  /** Told of what failed; it is tried again a little later. */
  onError: (error: Error) => void
}

/**
 * Moves what was counted to the days of a project's new zone, wherever that is to be done, as long as the service runs.
 *
 * Every node does so; they share the work step by step, and whatever one leaves half-done another goes on with. Between two steps
 * as much time is left to others as the last one took.
 *
 * @returns a function that ends it, once the step under way is done.
 */
export function keepMoving(db: Db, { onMoved, onDone, onError }: Watching, everyMs = EVERY_MS): () => Promise<void> {
  const stopping = new AbortController()
  const moveAll = async (): Promise<void> => {
    for (const place of await findMoving(db)) {
      for (let goesOn = true; goesOn && !stopping.signal.aborted;) {
        const began = performance.now()
        const stepped = await retryTransient(() => moveStep(db, place))
        goesOn = stepped.state === 'moved'
        if ('journeys' in stepped) onMoved(place.id, stepped.journeys)
        if (stepped.state === 'done') onDone(place.id)
        if (goesOn) await restFor(performance.now() - began, stopping.signal)
      }
    }
  }

  let running: Promise<unknown> = Promise.resolve()
  let isMoving = false
  const timer = setInterval(() => {
    if (isMoving) return
    isMoving = true
    running = moveAll()
      .catch(onError)
      .finally(() => (isMoving = false))
  }, everyMs)
  timer.unref()
  return async () => {
    clearInterval(timer)
    stopping.abort()
    await running
  }
}

/**
 * The same at once and to the end, for somebody who waits for it; beside running services, or without any.
 *
 * @param project One project, or null for all of them.
 * @param onProgress Told after each step: from 0 to 1.
 * @param pace As in `moveStep`.
 * @returns the projects that were moved; those that `signal` cut short are not among them.
 */
export async function moveToTheEnd(
  db: Db,
  project: string | null,
  { onProgress = () => {}, signal, pace }: MoveOptions = {},
): Promise<string[]> {
  const moved: string[] = []
  for (const place of await findMoving(db, project)) if (await moveOne(place)) moved.push(place.id)
  return moved

  async function moveOne(place: Place): Promise<boolean> {
    for (;;) {
      if (signal?.aborted) return false
      const stepped = await retryTransient(() => moveStep(db, place, pace))
      const move = await findZoneMove(db, place)
      if (!move) return false
      onProgress(place.id, progressOf(move), stepped)
      if (move.done_at) return true
      if (stepped.state === 'waits') await restFor(Math.min(stepped.ms, AT_MOST_MS), signal)
      if (stepped.state === 'elsewhere') await restFor(BUSY_MS, signal)
    }
  }
}

export interface MoveOptions {
  onProgress?: (project: Place['id'], progress: number, stepped: Stepped) => void
  signal?: AbortSignal | undefined
  pace?: Partial<Pace>
}

async function restFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  // Cut short is no failure: whoever asked for it looks at the signal.
  await pause(ms, undefined, signal && { signal }).catch(() => {})
}

const EVERY_MS = 5_000
const AT_MOST_MS = 1_000
const BUSY_MS = 100

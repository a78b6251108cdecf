import type { Db } from '../database/open.ts'
import { deleteDueProjects } from './deletion.ts'

/**
 * Removes what is to be kept no longer, every hour. Several nodes may do so at once: each finds less to do.
 *
 * @param onError Told of what failed; the next hour tries again.
 * @returns a function that ends it, once what is under way is done.
 */
export function keepNothingTooLong(db: Db, onError: (error: Error) => void): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    running = running.then(() => deleteDueProjects(db, new Date())).catch(onError)
  }, EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

const EVERY_MS = 3_600_000

import { tellAnswers } from '../analyse/privacy-gate/tell-answers.ts'
import type { Db } from '../database/open.ts'
import { deleteDueProjects } from './deletion.ts'
import { describeRemoved, removeOld } from './retention.ts'

/**
 * Tells of answers that may be told by now, and removes what is to be kept no longer, every hour. Several nodes may do so at once:
 * each finds less to do.
 *
 * @param onRemoved Told of what went, in a line that names nobody.
 * @param onError Told of what failed; the next hour tries again.
 * @returns a function that ends it, once what is under way is done.
 */
export function keepNothingTooLong(
  db: Db,
  onRemoved: (line: string) => void,
  onError: (error: Error) => void,
): () => Promise<void> {
  const keep = async (): Promise<void> => {
    const now = new Date()
    // What goes today may still be counted today.
    await tellAnswers(db, now)
    for (const project of await deleteDueProjects(db, now)) onRemoved(`${project}: all of it`)
    for (const removed of await removeOld(db, now, true)) onRemoved(describeRemoved(removed))
  }

  // What was promised while nothing told of it, by the release before or while the service was down, is not kept back for an hour.
  let running: Promise<unknown> = tellAnswers(db, new Date()).catch(onError)
  const timer = setInterval(() => {
    running = running.then(keep).catch(onError)
  }, EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}

const EVERY_MS = 3_600_000

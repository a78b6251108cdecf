import { isDatabaseAway } from '../database/away.ts'
import { AppError } from '../errors.ts'

/** How often something is tried before the caller is told to come back. */
const TRIES = 4
/** Before the second try; each further wait is three times as long, give or take a half. */
const FIRST_WAIT_MS = 40
/** Nothing is begun again after this: a database that takes so long is not helped by being asked more. */
const GIVE_UP_AFTER_MS = 4_000

/**
 * Tries again what failed for a reason that passes by itself: a lost connection, a deadlock, a database that is starting.
 *
 * Only for work that may be done twice without harm, because a connection can be lost after the commit.
 *
 * @throws AppError `unavailable` where it keeps failing; whatever else the work throws, at once.
 */
export async function retryTransient<T>(work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  for (let tried = 1, wait = FIRST_WAIT_MS; ; tried++, wait *= 3) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error)) throw error
      const isOver = performance.now() - startedAt > GIVE_UP_AFTER_MS
      if (tried >= TRIES || isOver || isClosed(error as Error)) throw unavailable(error)
      await pause(wait * (0.5 + Math.random()))
    }
  }
}

/** Whether it is worth trying again. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (isDatabaseAway(error) || isClosed(error)) return true
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return code.startsWith(OUT_OF_SOMETHING) || CODES.has(code) || FROM_A_CLUSTER.test(error.message) || isLate(error)
}

/** pg gives no code to a statement that it has not heard of in time. */
function isLate(error: Error): boolean {
  return error.message === 'Query read timeout'
}

const CODES = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
  '57014', // query_canceled, because it took too long
  '58030', // io_error
  'ENOENT', // the socket of a database that is not running
  'EAI_AGAIN', // its name cannot be looked up just now
])

/** Out of connections, memory or disk. */
const OUT_OF_SOMETHING = '53'

/** One of its nodes is away; it has no code of its own for that. */
const FROM_A_CLUSTER = /failure on connection marked as essential|could not commit transaction for shard/

/** The service is going away: nothing gets better by waiting. */
function isClosed(error: Error): boolean {
  return /after calling end on the pool|driver has already been destroyed/.test(error.message)
}

function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', 'The database cannot be reached just now. Send the same again in a few seconds.', {
    cause,
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

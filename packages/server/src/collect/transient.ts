import { AppError } from '../errors.ts'

/** How often something is tried before the caller is told to come back. */
const TRIES = 4
/** Before the second try; each further wait is three times as long, give or take a half. */
const FIRST_WAIT_MS = 40

/**
 * Tries again what failed for a reason that passes by itself: a lost connection, a deadlock, a database that is starting.
 *
 * Only for work that may be done twice without harm, because a connection can be lost after the commit.
 *
 * @throws AppError `unavailable` where it keeps failing; whatever else the work throws, at once.
 */
export async function retryTransient<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1, wait = FIRST_WAIT_MS; ; tried++, wait *= 3) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error)) throw error
      if (tried >= TRIES || isClosed(error)) throw unavailable(error)
      await pause(wait * (0.5 + Math.random()))
    }
  }
}

/** Whether it is worth trying again. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (CODES.has(code) || CLASSES.has(code.slice(0, 2))) return true
  return LOST.some((sign) => error.message.includes(sign))
}

const CODES = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '58030', // io_error
  '25006', // read_only_sql_transaction: the other node of a pair is the one that writes now
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT', // the socket of a database that is not running
  'EAI_AGAIN',
])

/** 08: connection exceptions. 53: out of connections, memory or disk. */
const CLASSES = new Set(['08', '53'])

/** What the driver and a cluster say without a code of its own. */
const LOST = [
  'Connection terminated',
  'connection timeout',
  'timeout exceeded when trying to connect',
  'not queryable',
  'failure on connection marked as essential',
  'could not commit transaction for shard',
  ...['after calling end on the pool', 'driver has already been destroyed'],
]

/** The service is going away: nothing gets better by waiting. */
function isClosed(error: unknown): boolean {
  return error instanceof Error && /calling end on the pool|already been destroyed/.test(error.message)
}

function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', 'The database cannot be reached just now. Send the same again in a few seconds.', {
    cause,
  })
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms))
}

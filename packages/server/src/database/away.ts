/**
 * Whether an error says that the database cannot be reached just now, rather than that a statement is wrong.
 *
 * The caller may send the same again: what was not confirmed was not kept, and a batch that was is not counted twice.
 */
export function isDatabaseAway(error: unknown): boolean {
  const { code, message, cause } = (error ?? {}) as { code?: unknown; message?: unknown; cause?: unknown }
  if (typeof code === 'string' && (NETWORK.has(code) || SQLSTATE.test(code))) return true
  if (typeof message === 'string' && BY_MESSAGE.test(message)) return true
  return cause !== undefined && cause !== error && isDatabaseAway(cause)
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'])
/** Connection exceptions, shutting down or starting up, too many connections. Source: PostgreSQL, appendix A. */
const SQLSTATE = /^(08...|57P0[1-5]|53300|25006)$/
/** pg gives no code to a connection that ends under a statement, and none to a pool or a connection that has waited too long. */
const BY_MESSAGE =
  /^(Connection terminated|timeout e(?:xceeded when trying to connect|xpired)|connect ENOENT|Client has encountered)/

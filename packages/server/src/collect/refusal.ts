import { DatabaseError } from 'pg'

/**
 * Whether the database refuses what is in a row, rather than the statement, or everything: data it cannot hold, a constraint, a
 * value too large for an index.
 *
 * Only then is it worth looking for the one row; whatever else is wrong is wrong with all of them.
 * Source: PostgreSQL, appendix A, classes 22, 23, 44, 54 and what a function raises itself.
 */
export function isRefusal(error: unknown): error is DatabaseError & { code: string } {
  return error instanceof DatabaseError && /^(?:22|23|44|54|P0001)/.test(error.code ?? '')
}

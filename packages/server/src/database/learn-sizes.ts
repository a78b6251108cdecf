import { sql } from 'kysely'

import type { Db } from './open.ts'

/**
 * Lets PostgreSQL learn how much there is, after much was written at once.
 *
 * By itself it looks within a minute. Until then it takes new tables for empty ones, and reads a whole project for each of its visits:
 * what matters most took a minute instead of a tenth of a second.
 */
export async function learnSizes(db: Db): Promise<void> {
  for (const table of ['answers', 'visits', 'counts']) await sql`analyze ${sql.table(table)}`.execute(db)
}

import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'

import { distribute } from './distribute.ts'
import { MIGRATIONS } from './migrations/index.ts'
import type { Db } from './open.ts'

/**
 * Brings a database to the newest migration. Safe to run from several processes at once: they wait for each other.
 *
 * On a cluster it also spreads the tables of projects over the nodes.
 *
 * @returns the names of the migrations that were applied, and what was spread; empty where there was nothing to do.
 * @throws what the database refused, with the name of the migration.
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) {
    const failed = results.find((result) => result.status === 'Error')?.migrationName ?? 'the first one'
    throw new Error(`Migration ${failed} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
  const spread = await distribute(db)
  return [...results.map((result) => result.migrationName), ...spread.map((table) => `the spreading of ${table}`)]
}

/** The migrations of this release that a database lacks; those of a newer release are no fault. */
export async function missingMigrations(db: Db): Promise<string[]> {
  const { rows: found } = await sql<{ name: string }>`
    select name from kysely_migration`
    .execute(db)
    .catch((error: unknown) => {
      if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return { rows: [] }
      throw error
    })
  const applied = new Set(found.map(({ name }) => name))
  return Object.keys(MIGRATIONS).filter((name) => !applied.has(name))
}

const UNDEFINED_TABLE = '42P01'

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

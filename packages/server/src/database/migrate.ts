import { Migrator } from 'kysely/migration'

import { MIGRATIONS } from './migrations/index.ts'
import type { Db } from './open.ts'

/**
 * Brings a database to the newest migration. Safe to run from several processes at once: they wait for each other.
 *
 * @returns the names of the migrations that were applied; empty where there was nothing to do.
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
  return results.map((result) => result.migrationName)
}

import type { Settings } from '../settings.ts'
import { joinEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './open.ts'

export interface StoreOptions {
  /** The service itself; commands work beside it and leave this out. */
  serve?: boolean
  /** Told of connections that are lost; they are replaced by themselves. */
  onError: (error: Error) => void
}

/** A database that is open, migrated, and whose address is known. */
export interface Store extends Database {
  url: string
  /** The migrations that were applied just now. */
  applied: string[]
}

/**
 * Opens the database that the settings name, migrated: the embedded one, started if need be, or `DATABASE_URL`.
 *
 * @throws AppError where it cannot be had.
 */
export async function openStore(settings: Settings, { serve = false, onError }: StoreOptions): Promise<Store> {
  const embedded = settings.databaseUrl ? null : await joinEmbedded(settings.dataFolder, { serve, onError })
  const url = settings.databaseUrl ?? embedded?.url ?? ''
  const { db, close } = openDatabase(url, POOL_MAX, onError)
  const leave = async (): Promise<void> => {
    await close()
    await embedded?.leave()
  }
  try {
    return { db, url, applied: await migrate(db), close: leave }
  } catch (error) {
    await leave()
    throw error
  }
}

const POOL_MAX = 10

import type { Command } from '../command.ts'
import { AppError } from '../errors.ts'
import { openStore } from './store.ts'

/** `attune migrate`: brings the database to this release's tables, and says what it did. */
export const migrateCommand: Command = async (args, { settings, print, warn }) => {
  if (args.length > 0)
    throw new AppError('bad_request', `"attune migrate" takes no arguments, and was given "${args.join(' ')}".`)
  const store = await openStore(settings, { onError: (error) => warn(error.message) })
  await store.close()
  print(store.applied.length === 0 ? 'The database is up to date.' : `Applied ${store.applied.join(', ')}.`)
  return 0
}

import type { Database } from './database/open.ts'
import type { Settings } from './settings.ts'

/** What a command of the command line is given: everything it may touch of the outside. */
export interface CommandContext {
  settings: Settings
  /** Opens the database, migrated: the embedded one (started if need be) or `DATABASE_URL`. Closed after the command ends. */
  open: () => Promise<Database>
  /** One line for the person or script that called. */
  print: (line: string) => void
  /** One line about progress or trouble; never on the output that scripts read. */
  warn: (line: string) => void
  /** Whether a person is watching: progress bars if so, plain lines if not. */
  isWatched: boolean
  /** Aborted when the person presses Ctrl-C: stop at the next safe point. */
  signal: AbortSignal
  /** Aborted when they press it again: stop waiting for anybody, and still leave everything in order. */
  hurry?: AbortSignal
}

/**
 * A command: `attune NAME ARGS…`.
 *
 * @returns the exit code: 0 done, 1 it failed, 2 it was called wrongly.
 * @throws AppError for what the caller can mend; it is printed as one sentence and exits with 1.
 */
export type Command = (args: string[], context: CommandContext) => Promise<number>

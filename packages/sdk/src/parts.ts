import type { AskingModule } from './asks.ts'
import type { DebugModule } from './debug.ts'
import type { WatchModule } from './watch.ts'

/** What not every page needs, each a file of its own (`attune-ask.js`, …) that is fetched when it is. */
export interface Parts {
  /** At the first moment that a live prompt stands at. */
  ask: AskingModule
  /** Where the configuration names signals, selectors or other things to watch for. */
  watch: WatchModule
  /** With `?attune_debug` in the page's address. */
  debug: DebugModule
}

/**
 * Fetches a part.
 *
 * @param host The service's origin.
 */
export type LoadPart = <P extends keyof Parts>(part: P, host: string) => Promise<Parts[P]>

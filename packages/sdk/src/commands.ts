import type { Dismissal, MomentType, Outcome, Reason, Receipt } from '@attune/protocol'

import type { Books } from './books.ts'
import { quietly } from './natives.ts'
import type { LoadPart } from './parts.ts'
import { start } from './start.ts'

export interface InitOptions {
  /** The project's public key, `pk_…`. */
  key: string
  /** The service's origin, e.g. `https://feedback.example.com`. */
  host: string
  /**
   * `granted`: what a person is asked is remembered on their device, under a random id.
   * `required`: nothing is stored and no id is sent until `consent('granted')`.
   * `anonymous`: there is no id, and nothing is stored before the person answers; then only what is not delivered yet.
   *
   * Default: `granted`. A browser that says Global Privacy Control or Do Not Track is taken for `anonymous`, and its page is
   * not named either, until `consent('granted')`.
   */
  consent?: 'granted' | 'required' | 'anonymous' | undefined
  /** `memory`: nothing ever outlives the page. Default: `local`, where consent allows it. */
  storage?: 'local' | 'memory' | undefined
  /** The page's nonce. Browsers hand a script's own nonce on to what it fetches, so pages may leave it away. */
  nonce?: string | undefined
  /** BCP 47. Default: the document's language, else the browser's. */
  locale?: string | undefined
  /** The host's own release name, e.g. `2026.11`, and traits as with `set`. */
  context?: { release?: string | undefined; traits?: Record<string, string> | undefined } | undefined
}

/** What `on` tells of. */
export interface Notices {
  moment: { type: MomentType; step: string }
  asked: { prompt: string; step: string }
  answered: { prompt: string; step: string; feel: number; comment: string; answers?: Record<string, string[]> }
  dismissed: { prompt: string; step: string; how: Dismissal }
  delivered: Receipt
}

/** Why a prompt is (not) asked: `asked` and `passed` are of the past, `ok` waits for a pause, anything else is the reason. */
export interface Explanation {
  prompt: string
  decision: 'ok' | 'asked' | 'passed' | Reason
}

/** What a page can say. Nothing here ever throws, and what is said before the configuration has come is kept in order. */
export interface Commands {
  /** The person has entered a step, e.g. `checkout/payment`; a later step completes the one before it. */
  step: (step: string) => void
  /** The step is completed. Default: the step entered last. */
  complete: (step?: string) => void
  /** Something went wrong at the step, e.g. `{ reason: 'card_declined' }`. Default: the step entered last. */
  fail: (step?: string, details?: { reason?: string }) => void
  /** How the visit ended, where no goal step says it. */
  outcome: (journey: string, outcome: Outcome) => void
  /** Asks now: the host's explicit wish overrides samples and the budget, never the person's "never ask me again". */
  ask: (prompt: string) => void
  /** An answer given in the host's own interface. */
  answer: (prompt: string, answer: { feel: number; comment?: string; answers?: Record<string, string[]> }) => void
  /**
   * Recognises the person on all their devices by the host's own id, for samples and distinct counts.
   *
   * Only a hash of it is kept and sent. A hash of a guessable id can be guessed: it is a pseudonym, not anonymity.
   *
   * @param details.signature A token by which the host's server proves who it is, as docs/guide/developers.md says. Sent with what
   * this person does from now on, and kept nowhere.
   */
  identify: (userId: string, details?: { signature?: string }) => void
  /** What the host knows of the person, e.g. `{ plan: 'pro' }`; sent along from now on. */
  set: (traits: Record<string, string>) => void
  /** `granted`: storage may be used. `denied`: what is stored is removed, delivered or not, and no id is sent. */
  consent: (consent: 'granted' | 'denied') => void
  /**
   * Forgets who the person is and their visits, and starts anew. What is not delivered yet still is; and what was asked on
   * this device stays known, so that signing out and in asks nobody twice and "never ask me again" holds.
   */
  reset: () => void
  /** @returns stops telling. Before the configuration has come, what it returns does nothing. */
  on: <E extends keyof Notices>(event: E, handler: (notice: Notices[E]) => void) => () => void
  /** For every live prompt, what was decided last; empty before the configuration has come. */
  explain: () => Explanation[]
  /** What became of every event that was reported on this device: `submitted = stored + pending + dropped`. */
  books: () => Books
}

/**
 * One copy of Attune: says a command by its name. The first `init` starts it; what is said before the configuration has
 * come is kept in order.
 *
 * @param load Fetches what not every page needs, from the service's origin or from the bundle.
 */
export function createAttune(load: LoadPart): (...call: unknown[]) => unknown {
  const early: unknown[][] = []
  let isStarted = false
  let commands: Commands | undefined
  const say = (name?: unknown, ...args: unknown[]): unknown =>
    quietly(() => {
      if (commands) return (commands[name as keyof Commands] as (...args: unknown[]) => unknown)(...args)
      if (name !== 'init') return void early.push([name, ...args])
      if (isStarted) return undefined
      isStarted = true
      const onReady = (ready: Commands) => {
        commands = ready
        for (const one of early) say(...one)
      }
      return void start(args[0] as InitOptions, load, onReady).catch(() => {})
    })
  return say
}

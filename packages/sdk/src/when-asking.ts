import type { Context, MomentType, PageConfig } from '@attune/protocol'

import type { AskingModule, Asks } from './asks.ts'
import type { Commands, Explanation, Notices } from './commands.ts'
import { uuid } from './natives.ts'
import type { Outbox } from './outbox.ts'
import type { PersonMemory } from './person.ts'
import type { Sender } from './sender.ts'
import type { Store } from './store.ts'
import type { Visits } from './visits.ts'

/** A moment, when it was, and before it that a step is about to be entered. */
export interface Noticed {
  type: MomentType | 'entering'
  step: string
  /** In milliseconds since 1970. */
  at: number
  /** How far down, for `scrolled`; how long, for `stayed` and `slow`. */
  depth?: number
  ms?: number
}

/** What asking is made of. */
export interface AskingParts {
  config: PageConfig
  host: string
  document: Document
  person: PersonMemory
  visits: Visits
  outbox: Pick<Outbox, 'add' | 'hold' | 'held' | 'release' | 'drop'>
  sender: Pick<Sender, 'flush' | 'isQuiet'>
  /** Where the outbox is: an answer that the host was given may be stored before anything is fetched. */
  mail: Store
  /** Of this tab: what waits to be asked outlives one page load. */
  tab: Store
  context: () => Context
  /** The person has acted: from now on, what they said may be kept. */
  keep: () => void
  tell: <E extends keyof Notices>(event: E, notice: Notices[E]) => void
}

/** What the host's own interface was told, until `asks.ts` makes an answer of it. */
export interface Said {
  prompt: string
  visit: string
  at: string
  feel: number
  comment?: string
  answers?: Record<string, string[]>
}

/** Where it is stored: a key as the outbox has them, of one event. */
export const SAID = 'w:s::1:'

/**
 * What of asking every page needs: it fetches the rest (`asks.ts`) at the first moment that a live prompt stands at, or where
 * somebody has answered in the host's own interface. What is noticed or said until then is kept in order, over a page load if
 * need be.
 *
 * @param load Fetches `asks.ts`.
 */
export function createWhenAsking(parts: AskingParts, load: () => Promise<AskingModule>) {
  const { config, visits, mail, tab, keep } = parts
  const { prompts } = config
  let asks: Asks | undefined
  let loading: Promise<Asks> | undefined
  // In memory, too: somebody who denies storage meanwhile is asked all the same.
  const waiting = (tab.get('q') as Noticed[] | undefined) ?? []

  const whenLoaded = (run?: (asks: Asks) => void) => {
    loading ??= load().then((module) => {
      asks = module.createAsks(parts)
      tab.set('q')
      for (const noticed of waiting) asks.notice(noticed)
      return asks
    })
    loading.then(run).catch(() => {
      if (!asks) loading = undefined
    })
  }
  // A page before, or a tab that may be gone, has left something; or a prompt depends on more than one moment.
  if (waiting[0] ?? tab.get('a') ?? mail.keys('w:')[0] ?? config.settings.isOrdered) whenLoaded()

  return {
    notice(type: Noticed['type'], step: string, more?: Pick<Noticed, 'depth' | 'ms'>) {
      const noticed = { type, step, at: Date.now(), ...more }
      if (asks) asks.notice(noticed)
      else if (loading || prompts.some((prompt) => prompt.step === step && prompt.on === type)) {
        waiting.push(noticed)
        tab.set('q', waiting)
        whenLoaded()
      }
    },
    pending: () => (asks ? asks.pending() : !!loading),
    ask: (id: string) => whenLoaded((ready) => ready.ask(id)),
    answer: ((prompt, answer) => {
      const step = prompts.find(({ id }) => id === prompt)?.step
      if (!step) return
      keep()
      const { id: visit } = visits.change(step)
      const key = SAID + uuid()
      mail.set(key, { prompt, visit, at: new Date().toISOString(), ...answer } satisfies Said)
      whenLoaded((ready) => ready.answered(key))
    }) as Commands['answer'],
    leave: () => asks?.leave(),
    explain: (): Explanation[] =>
      prompts.map(({ id }) => ({ prompt: id, decision: asks?.explain(id) ?? 'other_step' })),
  }
}

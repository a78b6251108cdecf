import {
  type AnsweredEvent,
  type Context,
  type Draft,
  MAX_COMMENT,
  type MomentType,
  type PageConfig,
  type PromptConfig,
} from '@attune/protocol'

import type { AskingModule, Asks } from './asks.ts'
import type { Commands, Explanation, Notices } from './commands.ts'
import { mask } from './mask.ts'
import { uuid } from './natives.ts'
import type { Happening, Outbox } from './outbox.ts'
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
export interface AskingBasics {
  config: PageConfig
  host: string
  document: Document
  person: PersonMemory
  visits: Visits
  outbox: Pick<Outbox, 'add' | 'hold' | 'held' | 'release'>
  sender: Pick<Sender, 'flush' | 'isQuiet'>
  /** Of this tab: what waits to be asked outlives one page load. */
  tab: Store
  localeNow: () => string
  contextNow: () => Context
  /** The person has acted: from now on, what they said may be kept. */
  onAct: () => void
  tell: <E extends keyof Notices>(event: E, notice: Notices[E]) => void
}

export interface AskingParts extends AskingBasics {
  keepAnswer: (
    prompt: PromptConfig,
    draft: Draft,
    more: Pick<AnsweredEvent, 'id' | 'visit' | 'took_ms' | 'share' | 'variant' | 'unprompted'>,
  ) => void
  tellAnswer: (prompt: PromptConfig, draft: Draft) => void
}

/**
 * What of asking every page needs: it keeps answers, and fetches the rest (`asks.ts`) at the first moment that a live prompt
 * stands at. What is noticed until then is kept in order, over a page load if need be.
 *
 * @param load Fetches `asks.ts`.
 */
export function createWhenAsking(basics: AskingBasics, load: () => Promise<AskingModule>) {
  const { config, visits, outbox, sender, tab, tell, onAct } = basics
  const { prompts } = config
  let asks: Asks | undefined
  let loading: Promise<Asks> | undefined

  const keepAnswer: AskingParts['keepAnswer'] = ({ id, version, step }, { feel, comment, answers }, more) => {
    const words = comment && { comment: mask(comment).slice(0, MAX_COMMENT) }
    const said = Object.entries(answers ?? {}).map(([name, all]) => [name, all.map(mask)])
    const others = answers && { answers: Object.fromEntries(said) }
    const answer = { type: 'answered', prompt: id, version, step, feel, ...words, ...others, ...more } as Happening
    onAct()
    outbox.hold(more.id, answer)
    const { visit } = more
    if (visits.change(step).id === visit) visits.change(step, { hasAnswer: true })
    // An outcome that waits for the answer now says whose visit it ends.
    const owed = outbox.held(visit)
    if (owed) outbox.hold(visit, { ...owed, visit } as Happening)
  }
  const tellAnswer: AskingParts['tellAnswer'] = ({ id, step }, { feel, comment, answers }) =>
    tell('answered', { prompt: id, step, feel: feel!, comment, ...(answers && { answers }) })

  const whenLoaded = (run?: (asks: Asks) => void) => {
    loading ??= load().then((module) => {
      asks = module.createAsks({ ...basics, keepAnswer, tellAnswer })
      const noticed = (tab.get('q') as Noticed[] | undefined) ?? []
      tab.set('q')
      for (const one of noticed) asks.notice(one)
      return asks
    })
    loading.then(run).catch(() => {
      if (!asks) loading = undefined
    })
  }
  // The page before has left something to be asked, or a prompt depends on more than one moment.
  if (tab.get('q') ?? tab.get('a') ?? prompts.some(({ on, after }) => after || on === 'opened')) whenLoaded()

  return {
    notice(type: Noticed['type'], step: string, more?: Pick<Noticed, 'depth' | 'ms'>) {
      const noticed = { type, step, at: Date.now(), ...more }
      if (asks) asks.notice(noticed)
      else if (loading || prompts.some((prompt) => prompt.step === step && prompt.on === type)) {
        tab.set('q', [...((tab.get('q') as Noticed[] | undefined) ?? []), noticed])
        whenLoaded()
      }
    },
    isWaiting: () => (asks ? asks.isWaiting() : !!loading),
    ask: (id: string) => whenLoaded((ready) => ready.ask(id)),
    answer: ((id, { feel, comment = '', answers }) => {
      const prompt = prompts.find((one) => one.id === id)
      if (!prompt) return
      const { step } = prompt
      const draft = { feel, comment, ...(answers && { answers }) }
      keepAnswer(prompt, draft, { id: uuid(), visit: visits.change(step).id })
      whenLoaded((ready) => ready.noteAnswer(id, step))
      tellAnswer(prompt, draft)
      outbox.release()
      sender.flush()
    }) as Commands['answer'],
    leave: () => asks?.leave(),
    explain: (): Explanation[] =>
      prompts.map(({ id }) => ({ prompt: id, decision: asks?.explain(id) ?? 'other_step' })),
  }
}

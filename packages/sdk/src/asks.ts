import {
  type Asked,
  type Considered,
  consideredAs,
  decide,
  DEFAULT_BUDGET,
  type Dismissal,
  type Draft,
  type Moment,
  type PromptConfig,
  type WidgetModule,
} from '@attune/protocol'

import { awaitBreakpoint } from './await-breakpoint.ts'
import type { Explanation } from './commands.ts'
import { uuid } from './natives.ts'
import { journeyOf } from './visits.ts'
import type { AskingParts, Noticed } from './when-asking.ts'
import { wordingFor } from './wording.ts'

/** A prompt that waits for a pause, as it is kept over one page load. */
interface Pending {
  prompt: string
  version: number
  visit: string
  /** When it is dropped, in milliseconds since 1970. */
  until: number
  /** It was brought along from the page before, and goes no further. */
  isCarried?: boolean
}

/** This file, which a page fetches at the first moment that a live prompt stands at. */
export interface AskingModule {
  createAsks: typeof createAsks
}

export type Asks = ReturnType<typeof createAsks>

/** Decides at each moment who is asked what, waits for a pause, shows the prompt, and keeps what is tapped. */
export function createAsks(parts: AskingParts) {
  const { config, host, document, person, visits, outbox, sender, tab, localeNow, keepAnswer, tellAnswer, tell } = parts
  const { prompts, settings } = config
  const decisions = new Map<string, Explanation['decision']>()
  /** What waits for a pause or is open; `leave` ends either. */
  let current: { step: string; isOpen?: boolean; leave: () => void } | undefined
  let loading: Promise<WidgetModule> | undefined

  const find = (id?: string) => prompts.find((prompt) => prompt.id === id)
  const decideNow = (prompt: PromptConfig, moment: Moment) =>
    decide(prompt, moment, person.read(), Date.now(), { ...DEFAULT_BUDGET, ...settings.budget })
  const report = (prompt: PromptConfig, decision: Explanation['decision']) => {
    decisions.set(prompt.id, decision)
    const isPast = decision === 'passed' || decision === 'asked'
    const result: Considered | null = isPast ? decision : consideredAs(decision)
    if (result) outbox.add({ type: 'considered', ...nameOf(prompt), result })
  }
  const load = () => {
    loading ??= import(/* @vite-ignore */ /* webpackIgnore: true */ host + settings.widget) as Promise<WidgetModule>
    // One that could not be fetched is fetched again for the next prompt.
    loading.catch(() => {
      loading = undefined
    })
    return loading
  }
  /** Notes what became of a prompt; the same `at` and prompt again replaces it. */
  const note = (at: number, prompt: string, step: string, outcome: Asked['outcome']) => {
    const { asked, session } = person.read()
    const others = asked.filter((a) => at - a.at < YEAR_MS && (a.at !== at || a.prompt !== prompt))
    person.change({ asked: [...others, { at, prompt, step, session, outcome }] })
  }
  /** At a step that is neither the same nor the one after it, a question comes too late. */
  const isPast = (about: string, step: string) =>
    journeyOf(about) === journeyOf(step) && ![0, 1].includes(visits.placeOf(step) - visits.placeOf(about))
  /** Nobody is asked any more: the outcome of a visit that waited for an answer goes. */
  const end = () => {
    tab.set('a')
    current = undefined
    outbox.release()
  }

  const wait = (prompt: PromptConfig, ask: Pending) => {
    const { step } = prompt
    const pass = (decision: Explanation['decision'] = 'passed') => {
      end()
      report(prompt, decision)
    }
    const mine = { step, leave: () => pass() }
    current = mine
    tab.set('a', ask)
    decisions.set(prompt.id, 'ok')
    // Fetched while the person goes on, so that it is there when they pause.
    void load()
    awaitBreakpoint(
      document,
      ask.until,
      () => current !== mine,
      (isPaused) => {
        // Another tab may have asked meanwhile.
        const decision = isPaused ? decideNow(prompt, { type: prompt.on, step }) : 'passed'
        if (decision === 'ok') void show(prompt, ask.visit, prompt.share)
        else pass(decision)
      },
    )
  }

  const show = async (prompt: PromptConfig, visit: string, share: number) => {
    const { id, step, scale, why, wording } = prompt
    const answerId = uuid()
    const locale = localeNow()
    let shownAt = 0
    let draft: Draft = { feel: null, comment: '' }
    let remove = () => {}

    const became = (outcome: Asked['outcome']) => note(shownAt, id, step, outcome)
    const onShown = () => {
      shownAt = Date.now()
      became('ignored')
      report(prompt, 'asked')
      outbox.add({ type: 'shown', ...nameOf(prompt), share })
      tell('asked', { prompt: id, step })
    }
    const onDraft = (newest: Draft) => {
      draft = newest
      if (current !== mine || draft.feel === null) return
      keepAnswer(prompt, draft, { id: answerId, visit, took_ms: Date.now() - shownAt, share })
      became('answered')
    }
    const onClose = (how: 'done' | Dismissal, last = draft) => {
      if (current !== mine) return
      onDraft(last)
      if (how === 'never') person.change({ optedOut: true })
      if (draft.feel !== null) tellAnswer(prompt, draft)
      else if (!shownAt) report(prompt, 'passed')
      else {
        const dismissed = how === 'done' ? 'closed' : how
        if (how !== 'ignored') became('dismissed')
        outbox.add({ type: 'dismissed', ...nameOf(prompt), how: dismissed })
        tell('dismissed', { prompt: id, step, how: dismissed })
      }
      end()
      sender.flush()
    }
    const leave = () => {
      remove()
      onClose('ignored')
    }
    const mine = { step, isOpen: true, leave }
    current = mine
    tab.set('a')

    try {
      const widget = await load()
      if (current !== mine) return
      const words = wordingFor(wording, locale)
      const { privacy } = settings
      ;({ remove } = widget.show({ scale, why, wording: words, locale, privacy, onShown, onDraft, onClose }))
    } catch {
      leave()
    }
  }

  const carried = tab.get('a') as Pending | undefined
  const known = find(carried?.prompt)
  if (known && carried?.version === known.version) {
    if (carried.isCarried) report(known, 'passed')
    else wait(known, { ...carried, isCarried: true })
  }

  return {
    notice({ type, step, at }: Noticed) {
      // A question about a step further back comes too late.
      if (type === 'entering') return current && isPast(current.step, step) ? current.leave() : undefined
      for (const prompt of prompts) {
        const { id, version } = prompt
        let decision = decideNow(prompt, { type, step })
        if (decision === 'ok' && (current || sender.isQuiet())) decision = 'busy'
        if (decision === 'ok') wait(prompt, { prompt: id, version, visit: visits.change(step).id, until: at + WAIT_MS })
        // What became of a prompt at its own moment says more than that this is not its moment.
        else if (consideredAs(decision) || !decisions.has(id)) report(prompt, decision)
      }
      if (!current) outbox.release()
      return
    },
    isWaiting: () => !!current,
    /** An answer given in the host's own interface is asked for, too. */
    noteAnswer: (id: string, step: string) => note(Date.now(), id, step, 'answered'),
    /** Asks now; see `Commands.ask`. */
    ask(id: string) {
      const prompt = find(id)
      if (!prompt || current?.isOpen || sender.isQuiet() || person.read().optedOut) return
      current?.leave()
      void show(prompt, visits.change(prompt.step).id, 1)
    },
    /** The page goes away: what stands in an open prompt is the answer; what waits for a pause may go one page further. */
    leave() {
      if (current?.isOpen) current.leave()
      current = undefined
    },
    explain: (id: string) => decisions.get(id),
  }
}

/** The fields of an event that name its prompt. */
export const nameOf = ({ id, version, step }: PromptConfig) => ({ prompt: id, version, step })

const YEAR_MS = 31_622_400_000
/** Source: docs/method.md, section 7. */
const WAIT_MS = 30_000

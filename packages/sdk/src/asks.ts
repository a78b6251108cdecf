import {
  type Asked,
  askedShare,
  type Considered,
  consideredAs,
  decide,
  DEFAULT_BUDGET,
  type Dismissal,
  type Draft,
  firstOfPair,
  type Moment,
  type Person,
  type PromptConfig,
  type WidgetModule,
} from '@attune/protocol'

import { createAnswers } from './answers.ts'
import { awaitBreakpoint } from './await-breakpoint.ts'
import type { Explanation } from './commands.ts'
import { quietly, uuid } from './natives.ts'
import { type Current, isNamed, momentOf, type Noted, type Pending } from './pending.ts'
import { requestFor } from './request-for.ts'
import { createTab } from './tab.ts'
import { journeyOf } from './visits.ts'
import { type AskingParts, type Noticed, SAID } from './when-asking.ts'

/** This file, which a page fetches at the first moment that a live prompt stands at. */
export interface AskingModule {
  createAsks: typeof createAsks
}

export type Asks = ReturnType<typeof createAsks>

/** Decides at each moment who is asked what, waits for a pause, shows the prompt, and keeps what is tapped. */
export function createAsks(parts: AskingParts) {
  const { config, host, document, person, visits, outbox, sender, mail, tab, tell } = parts
  const { journeys, settings } = config
  const answers = createAnswers(parts)
  const decisions = new Map<string, Explanation['decision']>()
  let current: Current | undefined
  let loading: Promise<WidgetModule> | undefined
  /** Takes away what stands of the prompt before: its thanks. */
  let clear = () => {}

  const importanceOf = ({ step }: PromptConfig) =>
    journeys.find(({ id }) => id === journeyOf(step))?.steps.find(({ id }) => step.endsWith(`/${id}`))?.importance ?? 0
  /** Of two that want the same moment, the one whose step matters more comes first. */
  const prompts = config.prompts.toSorted((a, b) => importanceOf(b) - importanceOf(a))
  const isOrdered = prompts.some(({ after }) => after)
  const find = (id?: string) => prompts.find((prompt) => prompt.id === id)
  const personNow = (): Person => {
    const known = person.read()
    return { ...known, session: known.sessions, context: parts.context() }
  }
  const decideNow = (prompt: PromptConfig, moment: Moment) =>
    decide(prompt, moment, personNow(), Date.now(), { ...DEFAULT_BUDGET, ...settings.budget })
  const requestOf = (prompt: PromptConfig) => requestFor(prompt, person.read().id, parts.context().locale!, settings)
  const report = (prompt: PromptConfig, decision: Explanation['decision']) => {
    decisions.set(prompt.id, decision)
    const isPast = decision === 'passed' || decision === 'asked'
    const result: Considered | null = isPast ? decision : consideredAs(decision)
    if (result) outbox.add({ type: 'considered', ...requestOf(prompt).named, result })
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
  const note = (what: Omit<Asked, 'session'>) => {
    const { asked, sessions: session } = person.read()
    const { at, prompt } = what
    const others = asked.filter((a) => at - a.at < YEAR_MS && (a.at !== at || a.prompt !== prompt))
    person.change({ asked: [...others, { ...what, session }] })
  }
  /** At a step that is neither the same nor the one after it, a question comes too late. */
  const isPast = (about: string, step: string) =>
    journeyOf(about) === journeyOf(step) && ![0, 1].includes(visits.placeOf(step) - visits.placeOf(about))
  /** Nobody is asked any more, but for the second of a pair: the outcome of a visit that waited for an answer goes. */
  const end = () => {
    const { ask, isOpen } = current!
    tab.set('a')
    current = undefined
    answers.release()
    const next = find(ask.next)
    if (next) consider(next, momentOf(next, ask.visit), isOpen ? Date.now() + WAIT_MS : ask.until)
  }

  /** Ends what waits; and the second of its pair, where that has come in for it. */
  const makeWay = (decision?: Explanation['decision']) => {
    current?.leave(decision)
    current?.leave(decision)
  }

  /** Decides about a prompt at a moment. @param until When it is too late to ask. */
  const consider = (prompt: PromptConfig, moment: Moment, until: number) => {
    const { id, version, pair } = prompt
    let decision = decideNow(prompt, moment)
    // Whether it is the second of a pair is known when the first is over.
    if (current && pair?.outcome === id && pair.steps.includes(current.prompt.id) && consideredAs(decision)) {
      current.ask.next = id
      if (!current.isOpen) tab.set('a', current.ask)
      decisions.set(id, 'busy')
      return
    }
    const isFirst = !current || (!current.isOpen && importanceOf(prompt) > importanceOf(current.prompt))
    if (decision === 'ok' && (!isFirst || sender.isQuiet())) decision = 'busy'
    if (decision === 'ok') {
      makeWay('busy')
      wait(prompt, { prompt: id, version, visit: moment.visit!, until }, moment)
    }
    // What became of a prompt at its own moment says more than that this is not its moment.
    else if (consideredAs(decision) || !decisions.has(id)) report(prompt, decision)
  }

  const wait = (prompt: PromptConfig, ask: Pending, moment: Moment) => {
    const pass: Current['leave'] = (decision = 'passed') => {
      end()
      report(prompt, decision)
    }
    const mine = { prompt, ask, leave: pass }
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
        const decision = isPaused ? decideNow(prompt, moment) : 'passed'
        if (decision === 'ok') void show(prompt, ask, firstOfPair(prompt, ask, person.read()))
        else pass(decision)
      },
    )
  }

  /** @param first What it is the second of a pair to; null where the page's own code asks. */
  const show = async (prompt: PromptConfig, ask: Pending, first: Asked | undefined | null) => {
    const { id, step, placement, into } = prompt
    const { visit } = ask
    const share = first === null ? 1 : askedShare(prompt, find(first?.prompt))
    const { named, request } = requestOf(prompt)
    const answerId = uuid()
    let shownAt = 0
    let draft: Draft = { feel: null, comment: '' }
    let remove = () => {}
    let impression: string | undefined

    const paired = first === null ? {} : { visit, ...(first && { isSecond: true as const }) }
    const became = (outcome: Asked['outcome']) => note({ at: shownAt, prompt: id, step, outcome, ...paired })
    const onShown = () => {
      if (shownAt) return
      shownAt = Date.now()
      became('ignored')
      report(prompt, 'asked')
      outbox.add({ type: 'shown', ...named, share })
      tell('asked', { prompt: id, step })
    }
    const onDraft = (newest: Draft) => {
      draft = newest
      if (current !== mine || draft.feel === null) return
      // Who taps in the very frame in which it comes has seen it.
      onShown()
      const { variant } = named
      const took_ms = Date.now() - shownAt
      const details = { id: answerId, visit, took_ms, share, ...(variant && { variant }) }
      answers.keep(prompt, draft, { ...details, ...(impression && { impression }) })
      became('answered')
    }
    const onClose = (how: 'done' | Dismissal, last = draft) => {
      if (current !== mine) return
      onDraft(last)
      if (how === 'never') person.change({ optedOut: true })
      if (draft.feel !== null) answers.announce(prompt, draft)
      else if (!shownAt) report(prompt, 'passed')
      else {
        const dismissed = how === 'done' ? 'closed' : how
        if (how !== 'ignored') became('dismissed')
        outbox.add({ type: 'dismissed', ...named, how: dismissed })
        tell('dismissed', { prompt: id, step, how: dismissed })
      }
      end()
      sender.flush()
    }
    const leave = () => {
      remove()
      onClose('ignored')
    }
    const mine = { prompt, ask, isOpen: true, leave }
    current = mine
    tab.set('a')

    try {
      const asking = answers.impressionFor(id)
      const widget = await load()
      if (asking) impression = await asking
      if (current !== mine) return
      const place = placement === 'inline' && document.querySelector(into!)
      // Nowhere to be shown: the moment passes.
      if (place === null) return leave()
      clear()
      ;({ remove } = widget.show({ ...request, ...(place && { into: place }), onShown, onDraft, onClose }))
      clear = remove
    } catch {
      leave()
    }
  }

  const ownTab = createTab(parts, answers, load, requestOf)
  const carried = tab.get('a') as Pending | undefined
  const known = find(carried?.prompt)
  if (known && carried?.version === known.version) {
    if (carried.isCarried) {
      tab.set('a')
      report(known, 'passed')
    } else wait(known, { ...carried, isCarried: true }, momentOf(known, carried.visit))
  }

  /** An answer given in the host's own interface is asked for, too. */
  const answered = (start: string) => {
    const onTaken = ({ id, step }: PromptConfig) => note({ at: Date.now(), prompt: id, step, outcome: 'answered' })
    const goOn = () => {
      if (!current) answers.release()
      sender.flush()
    }
    answers.takeSaid(start, onTaken).then(goOn, () => {})
  }
  // What a tab that is gone has left. Not at once: what one that is there is about to take itself would be sent twice.
  setTimeout(() => {
    if (mail.keys(SAID)[0]) answered(SAID)
    // Where there are no locks, they are final after ten minutes.
    answers.releaseGone().catch(() => {})
  }, LEFT_AFTER_MS)

  return {
    notice(noticed: Noticed) {
      const { type, step, at, depth, ms } = noticed
      if (type === 'entering') {
        ownTab.leave(step)
        // A question about a step further back comes too late.
        return current && isPast(current.prompt.step, step) ? current.leave() : undefined
      }
      if (current && !current.isOpen && current.prompt.unless?.some((name) => isNamed(name, current!.prompt, noticed)))
        current.leave()
      const before = (tab.get('h') as Noted[] | undefined) ?? []
      if (isOrdered) tab.set('h', [...before, { type, step, at }].slice(-MAX_HISTORY))
      const { id: visit } = visits.change(step)
      for (const prompt of prompts) {
        const { id, on } = prompt
        const isTab = on === 'opened'
        if (isTab && (type !== 'entered' || !`${step}/`.startsWith(`${prompt.step}/`))) continue
        const moment = {
          type: isTab ? on : type,
          step: isTab ? prompt.step : step,
          before,
          visit,
          ...(depth !== undefined && { depth }),
          ...(ms !== undefined && { ms }),
        }
        if (isTab) {
          const decision = decideNow(prompt, moment)
          decisions.set(id, decision)
          if (decision === 'ok') ownTab.show(prompt, visit)
        } else consider(prompt, moment, at + WAIT_MS)
      }
      if (!current) outbox.release()
      return
    },
    pending: () => !!current,
    answered,
    /** Asks now; see `Commands.ask`. */
    ask(id: string) {
      const prompt = find(id)
      if (!prompt || current?.isOpen || sender.isQuiet() || person.read().optedOut) return
      makeWay()
      void show(prompt, { prompt: id, version: prompt.version, visit: visits.change(prompt.step).id, until: 0 }, null)
    },
    /** The page goes away: what stands in an open prompt is the answer; what waits for a pause may go one page further. */
    leave() {
      quietly(() => ownTab.leave())
      if (current?.isOpen) current.leave()
      current = undefined
    },
    explain: (id: string) => decisions.get(id),
  }
}

const YEAR_MS = 31_622_400_000
/** Longer than a page takes to fetch this file. */
const LEFT_AFTER_MS = 1500
/** What a prompt's `after` can look back at. */
const MAX_HISTORY = 30
/** Source: docs/method.md, section 7. */
const WAIT_MS = 30_000

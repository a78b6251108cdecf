import type { MomentType, PageConfig } from '@attune/protocol'

import type { Commands } from './commands.ts'
import { quietly } from './natives.ts'
import { isAt, pathsOf } from './notice-steps.ts'
import type { Outbox } from './outbox.ts'
import type { Store } from './store.ts'
import { journeyOf, type Visit } from './visits.ts'
import { watchClicks } from './watch-clicks.ts'
import { watchErrors } from './watch-errors.ts'
import { watchExit } from './watch-exit.ts'
import { watchForms } from './watch-forms.ts'
import { watchScroll } from './watch-scroll.ts'
import { watchSteps } from './watch-steps.ts'
import { watchTime } from './watch-time.ts'
import { createWanted } from './watch-wanted.ts'
import { type Entry, isBackAndForth } from './watch-way.ts'

/** What watching is made of. */
export interface WatchParts {
  page: Window
  config: PageConfig
  /** Of this tab: what has been seen of a step outlives one page load. */
  tab: Store
  /** Stops watching; nothing of it stays in the page. */
  signal: AbortSignal
  /** Puts an event into the outbox: signals are reported by this file, not by its caller. */
  report: Outbox['add']
  /** As `Commands.on`. */
  on: Commands['on']
  /** A step is entered: an element appeared or was clicked. */
  onStep: (step: string) => void
  /** Something happened at a step that a prompt or the project wants to know of. */
  onMoment: (type: MomentType, step: string, more?: { depth?: number; ms?: number }) => void
}

/** This file, which a page fetches only where its configuration wants something of it. */
export interface WatchModule {
  watch: typeof watch
}

/** What has been seen of the step that the person is at, since they have entered it. */
export interface Seen extends Entry {
  /** What was told already, with the limit that was reached. */
  told: string[]
  /** For how long the step has been in sight. */
  ms: number
  /** The steps of this tab, oldest first. */
  way: Entry[]
}

/** What each of the watching files gets. */
export interface Watching {
  page: Window
  signal: AbortSignal
  /** What has been seen of the current step; undefined where the person is at none. */
  seen: () => Seen | undefined
  keep: (seen: Seen) => void
  /** What is wanted of the current step and has not been told since it was entered; see `Wanted.limitsAt`. */
  pending: (type: MomentType) => number[]
  /** Tells, where it is wanted and for the first time; with what is compared with the limit. */
  tell: (type: MomentType, reached?: number) => void
}

/** Watches for what the configuration names, and for nothing else: what no prompt uses costs no listener. */
export function watch({ page, config, tab, signal, report, on, onStep, onMoment }: WatchParts): void {
  if (signal.aborted) return
  const wanted = createWanted(config)

  const seen = (): Seen | undefined => {
    const place = placeOf(tab)
    if (!place || !isHere(config, place.step, page.location)) return undefined
    const known = tab.get('w') as Seen | undefined
    if (known?.step === place.step && known.since === place.since) return known
    const way = [...(known?.way ?? []), place].slice(-MAX_WAY)
    const fresh = { ...place, told: [], ms: 0, way }
    keep(fresh)
    if (isBackAndForth(way)) tell('back_and_forth')
    return tab.get('w') as Seen
  }
  const keep: Watching['keep'] = (now) => tab.set('w', now)
  const pending: Watching['pending'] = (type) => {
    const now = seen()
    return now ? wanted.limitsAt(type, now.step).filter((limit) => !now.told.includes(type + limit)) : []
  }
  const tell: Watching['tell'] = (type, reached = 0) => {
    const limits = pending(type).filter((limit) => limit <= reached)
    const now = seen()
    if (!now || !limits.length) return
    const { step, told } = now
    const isFirst = !told.some((one) => one.startsWith(type))
    keep({ ...now, told: [...told, ...limits.map((limit) => type + limit)] })
    if (isFirst && wanted.isReported(type, step)) report({ type: 'signal', step, signal: type })
    onMoment(type, step, reached ? { [type === 'scrolled' ? 'depth' : 'ms']: reached } : undefined)
  }

  const watching = { page, signal, seen, keep, pending, tell }
  /** Watches where any of these is wanted. */
  const use = <R>(how: (watching: Watching) => R, ...types: MomentType[]) =>
    types.some(wanted.isAnywhere) ? quietly(() => how(watching)) : undefined
  const restart = use(watchTime, 'slow', 'stayed')
  use(watchClicks, 'rage_click', 'dead_click')
  use(watchErrors, 'error')
  use(watchForms, 'invalid')
  use(watchExit, 'exit_intent')
  use(watchScroll, 'scrolled')
  const entered = () => {
    seen()
    restart?.()
  }
  watchSteps(page, config.journeys, signal, onStep)
  entered()
  const stop = on('moment', ({ type }) => type === 'entered' && entered())
  signal.addEventListener('abort', stop)
}

/** The step that the person is at, as `journey/step`, and since when in milliseconds since 1970; see visits.ts. */
export function placeOf(tab: Store): Entry | undefined {
  const step = tab.get('s') as string | undefined
  const visit = step && (tab.get(`v:${journeyOf(step)}`) as Visit | undefined)
  return visit && visit.step === step && !visit.completed ? { step, since: visit.since! } : undefined
}

/** A step that shows by its address alone ends with it: what happens on a page of no step is nobody's signal. */
function isHere({ journeys }: PageConfig, step: string, location: Location): boolean {
  const match = journeys
    .find(({ id }) => id === journeyOf(step))
    ?.steps.find(({ id }) => step.endsWith(`/${id}`))?.match
  return (
    !match?.urls ||
    !!(match.appears ?? match.clicked) ||
    pathsOf(location).some((path) => isAt(match, location.host, path))
  )
}

/** Enough for two journeys that are walked at the same time. */
const MAX_WAY = 12

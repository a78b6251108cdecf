import type { Origin, ThemeContrast } from '@attune/protocol'

import { dayOf } from './days.ts'
import { hrefOf, type Words } from './route.ts'

/** What the page of voices shows, as it stands in the address, so that a view can be sent to a colleague. */
export interface VoicesView {
  /** Null: the whole journey; `''`: what was asked about the journey as a whole. */
  step: string | null
  /** Scores; empty: every one. */
  feel: number[]
  words: Words
  origin: Origin | null
  /** Words to look for; `''`: none. */
  q: string
  /** `''`: whatever their tags. */
  tag: string
  /** First and last day; `''`: all. */
  from: string
  to: string
  /** What else an answer must be, as a link from elsewhere asks for it, e.g. `device: 'mobile'`. */
  where: Partial<Record<(typeof WHERE)[number], string>>
  contrast: ThemeContrast
  /** The first day after, for `contrast: 'date'`; `''`: not chosen yet. */
  date: string
  /** A theme that is opened, by its rule or its term; `''`: none. */
  theme: string
  /** A voice whose moment is opened, by its id; `''`: none. */
  voice: string
}

/** What makes no sense is left out. */
export function readView(search: URLSearchParams): VoicesView {
  const origin = ORIGINS.find((one) => one === search.get('origin')) ?? null
  const contrast = CONTRASTS.find((one) => one === search.get('contrast')) ?? 'faces'
  const [from, to] = [dayIn(search, 'from'), dayIn(search, 'to')]
  const feel = (search.get('feel') ?? '').split(',').filter((score) => /^\d{1,2}$/u.test(score) && Number(score) <= 10)
  return {
    step: search.get('step'),
    feel: [...new Set(feel.map(Number))].toSorted((a, b) => a - b),
    words: search.get('words') === 'all' ? 'all' : 'only',
    origin,
    q: (search.get('q') ?? '').trim(),
    tag: search.get('tag') ?? '',
    ...(isBackwards(from, to) ? { from: '', to: '' } : { from, to }),
    where: Object.fromEntries(
      WHERE.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])),
    ) as VoicesView['where'],
    // Without a step there is no rest of the journey.
    contrast: contrast === 'step' && search.get('step') === null ? 'faces' : contrast,
    date: dayIn(search, 'date'),
    theme: search.get('theme') ?? '',
    voice: search.get('voice') ?? '',
  }
}

/** The days with one of them chosen anew; the other comes along where it would be on its wrong side. */
export function withDay(
  { from, to }: Pick<VoicesView, 'from' | 'to'>,
  name: 'from' | 'to',
  day: string,
): Pick<VoicesView, 'from' | 'to'> {
  const days = { from, to, [name]: day }
  return isBackwards(days.from, days.to) ? { from: day, to: day } : days
}

function isBackwards(from: string, to: string): boolean {
  return from !== '' && to !== '' && from > to
}

/** The search of an address that shows this: what `readView` reads back. Whatever is as it is by itself is left away. */
export function searchOf(view: VoicesView): string {
  const search = new URLSearchParams()
  if (view.step !== null) search.set('step', view.step)
  if (view.feel.length > 0) search.set('feel', view.feel.join(','))
  if (view.words === 'all') search.set('words', 'all')
  if (view.origin !== null) search.set('origin', view.origin)
  for (const name of WHERE) if (view.where[name]) search.set(name, view.where[name])
  if (view.contrast !== 'faces') search.set('contrast', view.contrast)
  for (const name of ['q', 'tag', 'from', 'to', 'date', 'theme', 'voice'] as const)
    if (view[name] !== '') search.set(name, view[name])
  return search.size === 0 ? '' : `?${search}`
}

/** Writes the address of the same page with something changed; what no longer belongs to it goes. */
export type Change = (change: Partial<VoicesView>) => string

/**
 * Whatever is asked for anew closes the theme and the moment that were open; opening one of those changes nothing else.
 */
export function createChange(project: string, journey: string, view: VoicesView): Change {
  return (change) => {
    const isOpening = 'voice' in change && Object.keys(change).length === 1
    const next = { ...view, ...(isOpening ? {} : { theme: '', voice: '' }), ...change }
    return hrefOf({ page: 'analyse', project, journey, view: 'voices', search: searchOf(next) })
  }
}

/** `2026-11-23`; `''` where there is no such day. */
const dayIn = (search: URLSearchParams, name: string): string => dayOf(search.get(name)) ?? ''

const CONTRASTS = ['faces', 'step', 'date'] as const
export const ORIGINS = ['live', 'unprompted', 'import', 'sample'] as const
/** Said by what happened, or by what somebody looks at elsewhere: shown here, and taken away, but not chosen. */
const WHERE = ['prompt', 'version', 'variant', 'device', 'locale', 'release'] as const

import type { CompletionMissing, DoingAnswer, DoingCorner, DoingStep, Signal } from '@attune/protocol'

import { count, percent, points } from '../../words.ts'

/** The surprises of a journey in sentences, or why there is none; the first is the page's own. */
export function findingOf({ steps, middle }: DoingAnswer): string[] {
  const surprises = steps.filter(({ corner }) => corner !== null)
  if (surprises.length > 0) return surprises.map(surpriseOf)
  if (middle.completion === null || middle.net === null)
    return [
      'Too little is known yet to set doing beside feeling: it takes two steps that five people each passed and answered at.',
    ]
  const known = steps.filter((step) => step.completion !== null && step.feel.net !== null)
  const sure = known.filter(({ entered, feel }) => entered >= 30 && feel.n >= 30)
  return sure.length < 2
    ? ['No surprise can be told yet: a step takes 30 passes and 30 answers before it is said to surprise.']
    : ['No surprises: no step stands out by being finished and disliked, or liked and left.']
}

/** A surprise with its figures: beside the other steps, and in plain words only where they are true by themselves. */
function surpriseOf({ name, corner, completion, feel, ...step }: DoingStep): string {
  const done = percent(completion ?? 0)
  const net = `net feel ${points(feel.net ?? 0)}`
  const isPlain = isOutright({ corner, completion, feel, ...step })
  if (corner === 'done_and_disliked')
    return isPlain
      ? `Nearly everyone completes ${name} (${done}), and few like it (${net}).`
      : `More people complete ${name} than other steps (${done}), and it feels worse (${net}).`
  return isPlain
    ? `People like ${name} (${net}), and most do not finish it (${done} do).`
    : `${name} feels better than other steps (${net}), and fewer people complete it (${done}).`
}

/** What a step is called that surprises; null for others. */
export function cornerName(step: Surprising): string | null {
  if (step.corner === null) return null
  const [outright, beside] = NAMES[step.corner]
  return isOutright(step) ? outright : beside
}

type Surprising = Pick<DoingStep, 'corner' | 'completion' | 'feel'>

/** Whether it holds of the step alone, and not only beside the others. */
function isOutright({ corner, completion, feel }: Surprising): boolean {
  return corner === 'done_and_disliked'
    ? (completion ?? 0) >= NEARLY_ALL && (feel.net_high ?? 1) <= 0
    : (completion ?? 1) < HALF && (feel.net_low ?? -1) > 0
}

const NEARLY_ALL = 0.9
const HALF = 0.5
const NAMES: Record<DoingCorner, [outright: string, beside: string]> = {
  done_and_disliked: ['Everyone completes it, nobody likes it', 'Completed more than others, liked less'],
  liked_and_dropped: ['People like it and do not finish', 'Liked more than others, completed less'],
}

/** The four corners, beside the journey's own middle. */
export const CORNERS = {
  topLeft: 'More liked, less done',
  topRight: 'More of both',
  bottomLeft: 'Less of both',
  bottomRight: 'More done, less liked',
}

/** Why there is no completion, in a few words. */
export const MISSING: Record<CompletionMissing, string> = {
  nobody: 'Nobody came by in these days',
  few: 'Fewer than 5 people came by',
  last: 'The last step: it completes the journey',
  unnoticed: 'Completing is not noticed',
  uneven: 'More often completed than entered',
}

/** Signals as people would say them, the most frequent first: `12 rage clicks, 3 errors`. */
export function kindsOf({ kinds }: DoingStep['struggle']): string {
  return Object.entries(kinds)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, n]) => `${count(n)} ${SIGNALS[kind as Signal]?.[n === 1 ? 0 : 1] ?? 'signals'}`)
    .join(', ')
}

/** `12 in 100`, of how often a signal comes; `3.4 in 100` where there are few. */
export function inHundred(rate: number): string {
  const value = rate * 100
  return `${value > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} in 100`
}

/** `2 to 5`: the ends of its 95 % interval, in a hundred. */
export function struggleInterval({ per_entered_low: low, per_entered_high: high }: DoingStep['struggle']): string {
  return `${Math.round((low ?? 0) * 100)} to ${Math.ceil((high ?? 0) * 100)}`
}

const SIGNALS: Record<Signal, [one: string, many: string]> = {
  rage_click: ['rage click', 'rage clicks'],
  dead_click: ['click that did nothing', 'clicks that did nothing'],
  error: ['error', 'errors'],
  back_and_forth: ['going back and forth', 'goings back and forth'],
  slow: ['long wait', 'long waits'],
  invalid: ['form refused again', 'forms refused again'],
}

import type { CountedRow, Privacy, Scale, Voice } from '@attune/protocol'
import { SCALES } from '@attune/protocol'

import type { ReportStep } from '../../report-api.ts'
import { answers, count, netInterval, percent, points } from '../../words.ts'

/** How many answers the report stands on, and of how many who were asked. */
export function heardOf(steps: ReportStep[]): string {
  const rows = steps.flatMap(({ now }) => now ?? [])
  const sum = (of: (row: CountedRow) => number): number => rows.reduce((all, row) => all + of(row), 0)
  const n = sum((row) => row.n)
  const [shown, answered] = [sum((row) => row.funnel.shown), sum((row) => row.funnel.answered)]
  // Imported answers are from nobody who was asked.
  const those = n > answered ? `; ${count(answered)} of them` : ''
  const heard =
    shown > 0 && answered > 0 && answered <= shown
      ? `${those}, from ${percent(answered / shown)} of the times that somebody was asked`
      : ''
  return `${answers(n)}${heard}.`
}

/**
 * Which step hurts most, and how sure that is: alone only where its interval lies below those of all others.
 *
 * An early signal is no reason to call a step the worst.
 */
export function hurtsMost(steps: ReportStep[]): string {
  const sure = steps
    .flatMap(({ name, now }) =>
      now?.net != null && (now.tier === 'shown' || now.tier === 'imprecise') ? [{ name, now }] : [],
    )
    .toSorted((a, b) => (a.now.net ?? 0) - (b.now.net ?? 0))
  const [worst, ...others] = sure
  if (worst === undefined) return 'No step has enough answers to say which hurts most.'
  if (others.length === 0)
    return `Only ${worst.name} has enough answers for a figure, so nothing can be held against it.`
  const high = worst.now.net_high ?? 1
  const asBad = others.filter(({ now }) => (now.net_low ?? -1) <= high).map(({ name }) => name)
  const figure = `net ${points(worst.now.net ?? 0)}, ${netInterval(worst.now)}`
  const verb = (worst.now.net ?? 0) < 0 ? 'hurts most' : 'is the least good'
  if (asBad.length === 0) return `${worst.name} ${verb} (${figure}): clearly below every other step.`
  if (asBad.length === others.length)
    return `No step stands out: ${worst.name} is lowest (${figure}), and that may be chance.`
  return `${worst.name} is lowest (${figure}), but ${LIST.format(asBad)} may be as low.`
}

/** Where people felt better or worse than on as many days before; only what holds however often one looks. */
export function changed(steps: ReportStep[], length: number): string {
  const at = (change: ReportStep['change']): string[] =>
    steps.filter((step) => step.change === change).map(({ name }) => name)
  const [better, worse, same] = [at('better'), at('worse'), at('no_difference')]
  const before = length === 1 ? 'the day before' : `the ${count(length)} days before`
  if (steps.every(({ change }) => change === null)) return `Too few days or answers to hold them against ${before}.`
  const said = [
    worse.length > 0 && `worse at ${AND.format(worse)}`,
    better.length > 0 && `better at ${AND.format(better)}`,
  ].filter((part) => part !== false)
  const rest = steps.length - better.length - worse.length
  if (said.length > 0)
    return `Against ${before}, people felt ${said.join(' and ')}${rest > 0 ? '; elsewhere no change is clear' : ''}. Time may explain it.`
  return same.length === steps.length
    ? `Against ${before}, no step changed in a way that would matter.`
    : `Against ${before}, no change is clear.`
}

/** How a step stands against the days before: `felt worse, before +41 (+35 to +47)`; null where there was nothing before. */
export function againstBefore({ before, change }: ReportStep): string | null {
  const said = change === null ? null : CHANGES[change]
  const was = before?.net == null ? null : `before ${points(before.net)} (${netInterval(before)})`
  return [said, was].filter((part) => part !== null).join('; ') || null
}

/**
 * The words of somebody who felt about as most did: of the newest, the one whose score is nearest to the middle of
 * the step, and among those the one nearest to a line in length. Null where nobody wrote then.
 */
export function typicalVoice({ now, voices }: ReportStep): Voice | null {
  const awayOf = ({ feel, scale, comment }: Voice): number =>
    Math.abs(feel - medianOf(now?.scores ?? null, scale)) * FAR + Math.abs((comment?.length ?? 0) - LINE)
  const written = voices.filter(({ comment }) => comment !== null)
  return written.toSorted((a, b) => awayOf(a) - awayOf(b))[0] ?? null
}

function medianOf(scores: number[] | null, scale: Scale): number {
  const { min, max } = SCALES[scale]
  const all = scores?.reduce((sum, n) => sum + n, 0) ?? 0
  if (scores === null || all === 0 || scores.length !== max - min + 1) return (min + max) / 2
  let below = 0
  return min + scores.findIndex((n) => (below += n) * 2 >= all)
}

export const METHOD_NOTE =
  'Net feel is the share who felt good less the share who felt bad. Ranges hold the true value 19 times in 20. Fewer than 5 answers show no figure, fewer than 30 are an early signal. A change is named only where it holds however often one looks. Each sentence is one of the newest, of somebody who felt about as most did.'

export const PRIVACY_NOTES: Record<Privacy, string> = {
  open: 'People were told before they answered that this team reads their words. No names or addresses are among them unless somebody wrote them.',
  confidential:
    'People were promised that nobody can be made out: figures and words are told of five people or more together, and whoever waits for others is in none.',
  anonymous:
    'People were promised that nothing links two answers to one person: figures and words are told of five people or more together, and whoever waits for others is in none.',
}

const CHANGES: Record<NonNullable<ReportStep['change']>, string> = {
  better: 'felt better',
  worse: 'felt worse',
  no_difference: 'no change that would matter',
  undecided: 'no clear change',
  not_comparable: 'asked differently before',
}
const LIST = new Intl.ListFormat('en-GB', { type: 'disjunction' })
const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' })
/** A score apart weighs more than any length. */
const FAR = 10_000
const LINE = 70

import { type DryRun, isFor, type Pair, type PromptDocument, type Targeting } from '@attune/protocol'

import { sampleRate } from '../analyse/statistics/sampling/sample-rate.ts'
import { partsOf } from '../configure/pairs.ts'
import { notesOn } from './notes.ts'

/** So many of a moment, at one step and of one segment. `''` is unknown. */
export interface MomentCount {
  /** `journey/step`. */
  step: string
  /** `entered`, `completed`, `failed`, `left`, or `signal` with its kind as `value`. */
  measure: string
  value: string
  device: string
  locale: string
  release: string
  n: number
}

/** So many of what became of a prompt: `considered` with the result as `value`, `shown`, or `feel`. */
export interface PromptCount {
  prompt: string
  measure: string
  value: string
  n: number
}

/** What a forecast is made of. */
export interface Counted {
  /** Whole days that were counted. */
  days: number
  /** Of the journey that the prompt stands in. */
  moments: readonly MomentCount[]
  /** Of every prompt of the project. */
  prompts: readonly PromptCount[]
  /** Whether generated sample data is among them. */
  hasSample: boolean
}

/** What one wants to know. */
export interface Wanted {
  prompt: PromptDocument
  /** The other live prompts of the same journey. */
  others: readonly PromptDocument[]
  /** That it is of. */
  pair?: Pair | undefined
  /** Null: no target. */
  answersPerWeek: number | null
  /** Milliseconds since 1970. */
  now: number
}

/**
 * What a prompt would have done, by counts. Pure arithmetic.
 *
 * Moments that the prompt is meant for × its share, or the one that its wanted answers take × how many of those in the sample the budget let through × how many of the
 * people who are asked answer. Each of the last two is measured at the prompt itself where it was asked often enough, else over
 * all prompts of the project. Counts are of moments: one person who comes twice counts twice, which is what the budget then sees.
 */
export function forecast({ days, moments, prompts, hasSample }: Counted, wanted: Wanted): Omit<DryRun, 'from' | 'to'> {
  const { prompt, pair, answersPerWeek, now } = wanted
  const { quota, schedule } = prompt
  const letThrough = rateOf(prompts, prompt.id, letThroughOf)
  const answered = rateOf(prompts, prompt.id, answeredOf) ?? { rate: ASSUMED_RESPONSE, from: 'assumed' as const }
  const reached = perDay(reachedOf(prompt, [prompt], moments), days)
  const passing = letThrough?.rate ?? 1
  const parts = partsOf(prompt.id, pair)

  const wantedShare =
    answersPerWeek === null || !reached || passing === 0
      ? null
      : sampleRate(answersPerWeek * parts, 7 * reached * passing, answered.rate)

  const most = mostPerDay(quota)
  const willing = reached === null ? null : (reached / parts) * shareOf(prompt, wantedShare) * passing
  const asked = willing === null ? null : Math.min(willing, most / answered.rate)
  const answers = asked === null ? null : asked * answered.rate
  const crowd = crowdOf(wanted, moments, days)
  return {
    reached_per_day: reached,
    asked_per_day: asked,
    answers_per_day: answers,
    response_rate: answered.rate,
    response_rate_from: answered.from,
    days_until: GOALS.map((goal) => ({ answers: goal, days: daysUntil(goal, answers, prompt, now) })),
    crowds_out: crowd.known,
    share_for_target: wantedShare,
    notes: notesOn({
      prompt,
      pair,
      days,
      hasSample,
      isReachedKnown: reached !== null,
      letThroughFrom: letThrough?.from ?? null,
      unknownOthers: crowd.unknown,
      ends: schedule?.until === undefined ? null : Date.parse(schedule.until),
      now,
    }),
  }
}

/**
 * How often a prompt's moment was reached by people whom all of these prompts are meant for; null where it was never counted.
 *
 * Nothing of a kind at a step in all those days more likely means that pages do not report it than that it never happens.
 */
function reachedOf(
  { step, on = 'completed' }: PromptDocument,
  meantBy: readonly PromptDocument[],
  moments: readonly MomentCount[],
): number | null {
  const here = moments.filter((one) => one.step === step && (one.measure === 'signal' ? one.value : one.measure) === on)
  if (here.length === 0) return null
  const meant = here.filter((one) => meantBy.every(({ who = {} }) => isMeant(who, one)))
  return sum(meant)
}

/** The page's own rule, as far as counts know the person. */
function isMeant({ devices, locales, releases }: Targeting, { device, locale, release }: MomentCount): boolean {
  const known = { ...(devices && { devices }), ...(locales && { locales }), ...(releases && { releases }) }
  return isFor(known, { device: device as 'desktop', locale, release }, true) === 'ok'
}

/** The same share over the prompt itself, else over all prompts; null where there is too little of either. */
function rateOf(
  counts: readonly PromptCount[],
  prompt: string,
  partOf: (counts: readonly PromptCount[]) => { of: number; among: number },
): { rate: number; from: 'prompt' | 'project' } | null {
  const own = partOf(counts.filter((one) => one.prompt === prompt))
  if (own.among >= ENOUGH) return { rate: Math.min(1, own.of / own.among), from: 'prompt' }
  const all = partOf(counts)
  return all.among >= ENOUGH ? { rate: Math.min(1, all.of / all.among), from: 'project' } : null
}

/** Of the people in the sample, those whom nothing else kept from being asked. */
function letThroughOf(counts: readonly PromptCount[]) {
  const considered = counts.filter((one) => one.measure === 'considered' && one.value !== 'sampled_out')
  return { of: sum(considered.filter((one) => one.value === 'asked')), among: sum(considered) }
}

function answeredOf(counts: readonly PromptCount[]) {
  return {
    of: sum(counts.filter((one) => one.measure === 'feel')),
    among: sum(counts.filter((one) => one.measure === 'shown')),
  }
}

/** An imported prompt is never asked. @param wanted The share that takes the place of its own; null: none does. */
function shareOf({ share = 1, status }: PromptDocument, wanted: number | null = null): number {
  return status === 'imported' ? 0 : (wanted ?? share)
}

/** A quota ends the asking of its day or week; one for ever shows in how long it takes. */
function mostPerDay(quota: PromptDocument['quota']): number {
  if (quota?.per === 'day') return quota.answers
  return quota?.per === 'week' ? quota.answers / 7 : Infinity
}

function daysUntil(
  goal: number,
  answersPerDay: number | null,
  { quota, schedule }: PromptDocument,
  now: number,
): number | null {
  if (!answersPerDay) return null
  if (quota && (quota.per ?? 'ever') === 'ever' && quota.answers < goal) return null
  const days = Math.ceil(goal / answersPerDay - ROUNDING)
  return schedule?.until !== undefined && now + days * DAY_MS > Date.parse(schedule.until) ? null : days
}

/** Others of the journey that would want the same people, most first; and those of which counts know nothing. */
function crowdOf({ prompt, pair, others, now }: Wanted, moments: readonly MomentCount[], days: number) {
  const known: DryRun['crowds_out'] = []
  const unknown: string[] = []
  // A tab interrupts nobody, and takes nobody away; nor do those of a pair from each other.
  const isRival = ({ id, on }: PromptDocument) =>
    on !== 'opened' && !(pair && [pair.outcome, ...pair.steps].includes(id))
  const asking = others.filter((one) => isRival(one) && !(now >= Date.parse(one.schedule?.until ?? '')))
  for (const other of prompt.on === 'opened' ? [] : asking) {
    const both = [prompt, other]
    const [mine, theirs] = both.map((one) => reachedOf(one, both, moments))
    if (mine === null || mine === undefined || theirs === null || theirs === undefined) unknown.push(other.id)
    else {
      const wanting = (Math.min(mine, theirs) / days) * shareOf(prompt) * shareOf(other)
      if (wanting > 0) known.push({ prompt: other.id, people_per_day: wanting })
    }
  }
  return { known: known.toSorted((a, b) => b.people_per_day - a.people_per_day), unknown }
}

function perDay(n: number | null, days: number): number | null {
  return n === null || days === 0 ? null : n / days
}

function sum(counts: readonly { n: number }[]): number {
  return counts.reduce((total, { n }) => total + n, 0)
}

const DAY_MS = 86_400_000
/** So many answers leave the share of good ones uncertain by 13, 10 and 5 points. Source: docs/method.md. */
const GOALS = [50, 93, 381] as const
/** A guess on the cautious side, for a project that has never asked anybody. */
const ASSUMED_RESPONSE = 0.1
/** Fewer than so many say little of a share: ± 18 points at 30. */
const ENOUGH = 30
/** 50 / 0.7 × 0.7 is 50 and a little: that little is no further day. */
const ROUNDING = 1e-9

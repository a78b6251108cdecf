import { cusum } from '../statistics/drift/cusum.ts'
import { ordinalZ } from '../statistics/drift/ordinal-z.ts'
import type { Histogram } from '../statistics/histogram.ts'
import { sumOf } from '../statistics/sums.ts'

/** A day on which somebody answered. */
export interface AnsweredDay {
  day: string
  scores: Histogram
}

/** Places in the list of days; the end is the first that is no longer part of it. */
export interface Stretch {
  start: number
  end: number
}

/** What people felt became another thing. */
export interface Shift {
  /** Where it was sure. */
  at: number
  /** Where it began, about: the sum has only grown since. */
  since: number
  direction: 'worse' | 'better'
}

export interface Drift {
  /** The first days, and those after each shift; the last may not be there yet. */
  baselines: Stretch[]
  /** One fewer than baselines, or as many: a shift ends the time that its baseline is good for. */
  shifts: Shift[]
  /** What there is of the next baseline; null where there is one now. */
  learning: Stretch | null
}

/**
 * When days began to differ from the first ones: a two-sided CUSUM of ordinal deviations from a frozen baseline.
 *
 * The baseline is the first days until there are enough of them, so that it stays what it is whatever comes later and from whenever
 * on somebody looks. A shift is told once: from its beginning on, a new baseline is gathered, against which the next is noticed;
 * nothing can be noticed meanwhile. Held against the old one, the same shift would be told again every few days.
 * Source: docs/method.md, Drift; NIST/SEMATECH e-Handbook 6.3.2.3 for where a shift began.
 *
 * @param days Those that nothing comes to any more, oldest first, somebody on each.
 */
export function findDrift(days: readonly AnsweredDay[]): Drift {
  const drift: Drift = { baselines: [], shifts: [], learning: null }
  let start = 0
  for (;;) {
    const baseline = firstBaseline(days, start)
    if (!baseline) return { ...drift, learning: gathered(days, start) }
    drift.baselines.push(baseline)
    const shift = firstShift(days, baseline)
    if (!shift) return drift
    drift.shifts.push(shift)
    start = shift.since
  }
}

/**
 * The first days that are enough, close enough together to be one time: a survey's days, a year apart, are not.
 *
 * @returns null where there are none.
 */
function firstBaseline(days: readonly AnsweredDay[], from: number): Stretch | null {
  let start = from
  let n = 0
  for (let i = from; i < days.length; i++) {
    n += answersOf(days[i])
    for (; start < i && isApart(days[start], days[i]); start++) n -= answersOf(days[start])
    if (n >= NEEDS.n && i + 1 - start >= NEEDS.days) return { start, end: i + 1 }
  }
  return null
}

/** What there is of one: the newest days that are close enough together. */
function gathered(days: readonly AnsweredDay[], from: number): Stretch {
  const start = days.findIndex((day, i) => i >= from && !isApart(day, days.at(-1)))
  return { start: start < 0 ? days.length : start, end: days.length }
}

function isApart(one: AnsweredDay | undefined, other: AnsweredDay | undefined): boolean {
  return Date.parse(other?.day ?? '') - Date.parse(one?.day ?? '') > NEEDS.within * DAY_MS
}

function answersOf(day: AnsweredDay | undefined): number {
  return sumOf(day?.scores ?? [])
}

function firstShift(days: readonly AnsweredDay[], { start, end }: Stretch): Shift | null {
  const base = sumScores(days.slice(start, end))
  const z = days.slice(end).map(({ scores }) => ordinalZ(scores, base)?.z ?? 0)
  const { hi, lo, signal } = cusum(z, HALF_SHIFT, LIMIT)
  if (signal === null) return null
  const isBetter = (hi[signal] ?? 0) > LIMIT
  const sum = isBetter ? hi : lo
  const zero = sum.slice(0, signal).findLastIndex((value) => value === 0)
  return { at: end + signal, since: end + zero + 1, direction: isBetter ? 'better' : 'worse' }
}

/** The answers of several days together. */
export function sumScores(days: readonly AnsweredDay[]): number[] {
  const [first] = days
  return (first?.scores ?? []).map((_, i) => sumOf(days.map(({ scores }) => scores[i] ?? 0)))
}

/**
 * What a baseline needs: answered days, answers, and how many days of the calendar they may lie apart.
 *
 * Source: docs/method.md; fewer days would take one odd week for what is usual. Half a year is ours.
 */
export const NEEDS = { days: 40, n: 300, within: 180 }
const DAY_MS = 86_400_000
const HALF_SHIFT = 0.5
const LIMIT = 5

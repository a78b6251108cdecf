/**
 * How a step felt over time, and when that drifted: the answer of `GET …/trend`.
 *
 * Shares run from 0 to 1 and net feel from −1 to 1; a null means "no figure", never zero.
 */
import type { Tier } from './api.ts'
import type { WordingKey } from './feel.ts'

/** What people felt in some days, with 95 % intervals. */
export interface TrendFigures {
  /** First and last day, both inclusive. */
  from: string
  to: string
  n: number
  tier: Tier
  net: number | null
  net_low: number | null
  net_high: number | null
  positive: number | null
  positive_low: number | null
  positive_high: number | null
  negative: number | null
  negative_low: number | null
  negative_high: number | null
}

/** A day, a week or a month in which somebody answered. */
export interface TrendPoint extends TrendFigures {
  /** It is not over, late answers may still come, or not all of it was asked for. */
  partial: boolean
}

/** The days that later ones are held against. They never change: not with the time, and not with `from`. */
export interface TrendBaseline extends TrendFigures {
  /** On how many days of these somebody answered. */
  days: number
}

/** What people felt became another thing. */
export interface TrendSignal {
  /** The day on which it was sure. */
  day: string
  /** The day from which on it was so, about. */
  since: string
  direction: 'worse' | 'better'
  /** What it was held against. */
  before: TrendFigures
  /** From `since` on: up to the next signal, or as far as is known. */
  after: TrendFigures
  /** What to say of it, as a question to the team. */
  sentence: string
}

/** Answers that mean the same: to one question, in one order, on one scale. */
export interface TrendSeries {
  /** First and last day of its answers. */
  from: string
  to: string
  /** As it was asked last; null where nobody knows it any more. */
  question: string | null
  asked: WordingKey[]
  /** What differs from the series before it, in words; empty of the first. */
  differs: string[]
  /** Oldest first, only where somebody answered. */
  points: TrendPoint[]
  /** What drift is held against: the first days, and anew after each signal. */
  baselines: TrendBaseline[]
  /** What there is of the next baseline; null where there is one now. */
  learning: { days: number; n: number } | null
  signals: TrendSignal[]
}

/** `GET /api/projects/:project/trend`. */
export interface TrendAnswer {
  project: string
  journey: string
  /** `''`: the journey as a whole. */
  step: string
  by: 'day' | 'week' | 'month'
  from: string
  to: string
  zone: string
  /** Oldest first. None: nobody has answered. */
  series: TrendSeries[]
  /** What a baseline needs: days with answers, answers, and within how many days. */
  needs: { days: number; n: number; within: number }
}

import type { FeelFigures } from './api.ts'

/**
 * Whether one group of people felt better than another, and whether that is to be believed: the answer of `GET …/compare`.
 *
 * Probabilities run from 0 to 1, nets from −1 to 1, unrounded; a null means "no figure", never zero.
 */

/** What tells the sides apart: `time` is before and after a change, `period` two stretches of time such as two years. */
export type CompareBy = 'time' | 'period' | 'device' | 'locale' | 'release' | 'variant' | 'version'

/** What was asked on a side. */
export interface CompareQuestion {
  prompt: string
  version: number
  variant: string
  /** Null where nobody knows any more. */
  question: string | null
  /** The same number: asked alike, in the same words and on the same scale. */
  alike: number
}

/** One of the two groups. */
export interface CompareSide {
  /** `before`, `after`, the period, or the value that its people share. */
  name: string
  /** First and last day, both inclusive. */
  from: string
  to: string
  /** The first and the last of them that somebody answered on; null where there are no figures. */
  answered: { from: string; to: string } | null
  /** Null where its answers were asked for in several ways, and so are not one figure. */
  figures: FeelFigures | null
  questions: CompareQuestion[]
}

/** A word for the size of a difference. */
export type CompareSize = 'negligible' | 'small' | 'medium' | 'large'

/** The chance that a random person of `b` felt better than one of `a`, ties counted half. */
export interface CompareEffect {
  probability: number
  /** 95 %, of a single look; null where everybody felt the same. */
  low: number | null
  high: number | null
  /** 95 %, however often one looks: what the verdict goes by. */
  anytime_low: number | null
  anytime_high: number | null
  /** Of a single look. */
  p: number
  size: CompareSize
  sentence: string
}

/** A difference, `b` less `a`, with its 95 % interval. */
export interface CompareDifference {
  difference: number
  low: number
  high: number
}

/** Whether both sides spread over the scale alike, which sees feelings that drift apart around the same middle. */
export interface CompareShape {
  chi2: number
  df: number
  p: number
  /** Too few people for single scores: bad, neither and good were compared. */
  merged: boolean
}

/** Whether variants were shown as often as their weights say. */
export interface CompareRatio {
  /** The share of `a` in what was shown, and what it should have been. */
  share: number
  expected: number
  p: number
}

/** Whether as many of those who were asked have answered on both sides. */
export interface CompareRates extends CompareDifference {
  a: number
  b: number
  p: number
}

/** What the other steps did, which nothing was done to: what time alone does to all of them is taken out. */
export interface CompareControl {
  steps: string[]
  /** Steps that were asked about differently on the two sides, or on another scale. */
  left_out: string[]
  a: number
  b: number
  /** How net feel changed at the other steps. */
  net: CompareDifference
  /** How much more it changed here; null where figures of this step are hidden. */
  beyond: CompareDifference | null
}

/** How net feel changed at another step in the same days, as one of many. */
export interface CompareOther {
  step: string
  /** Answers on each side. */
  a: number
  b: number
  net: CompareDifference
}

/** What a verdict rests on. */
export interface CompareCondition {
  id: 'weeks' | 'answers' | 'sample_ratio' | 'answer_rate' | 'interval' | 'effect'
  /** Null where it does not apply, or cannot be known. */
  met: boolean | null
}

export type CompareOutcome = 'better' | 'worse' | 'no_difference' | 'undecided' | 'not_comparable'

export interface CompareVerdict {
  outcome: CompareOutcome
  sentence: string
  /** About how many more answers would decide, should they come as they have; null where it is decided, or answers would not help. */
  more: { a: number; b: number } | null
}

/** `GET /api/projects/:project/compare`. */
export interface CompareAnswer {
  project: string
  journey: string
  /** Without its journey; `''` for answers about the journey as a whole. */
  step: string
  /** As they were asked for, with commas. */
  prompt: string | null
  zone: string
  by: CompareBy
  /** The day of the change; null unless sides are before and after. */
  change: string | null
  /** The release whose first day that is. */
  release: string | null
  /** Whole weeks on each side that are over and counted; null where both sides lie in the same days. */
  weeks: number | null
  /** Days left out from the change on. */
  excluded_days: number
  a: CompareSide
  b: CompareSide
  /** Why the sides are not held against each other; null where they are. */
  not_comparable: { reason: 'wording' | 'scale'; detail: string } | null
  effect: CompareEffect | null
  net: CompareDifference | null
  shape: CompareShape | null
  sample_ratio: CompareRatio | null
  answer_rate: CompareRates | null
  control: CompareControl | null
  /** By id; only steps that were asked alike on both sides, by five people or more; none where the sides are of one prompt. */
  others: CompareOther[]
  conditions: CompareCondition[]
  verdict: CompareVerdict
  /** What to know when reading it, in sentences. */
  notes: string[]
}

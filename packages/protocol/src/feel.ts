/** The shapes of `GET …/feel`, with the figures and notes of `api.ts`. */
import type { FeelFigures, Origin } from './api.ts'
import type { Scale } from './config.ts'

/**
 * What became of the people at a step, from `reached` to `commented`. Whoever was shown a prompt has answered, dismissed (closed, or
 * "never again") or ignored it: `answered + dismissed + ignored + unresolved = shown`. Each is counted in times, not in people.
 */
export interface FeelFunnel {
  /** How often the step was entered; null in a row of some prompt alone. */
  reached: number | null
  /** How often somebody was there whom a prompt was meant for, in its sample or not. */
  eligible: number
  shown: number
  /** From pages that asked: with answers that are set aside, without imports and who spoke up by themselves. */
  answered: number
  /** Null, as are the next two, where it would tell how many have answered. */
  dismissed: number | null
  ignored: number | null
  /** A page that is still open or could not report; under 0, answers that a page asked for in its own way. */
  unresolved: number | null
  commented: number
  /** `shown / eligible`; null where nobody was eligible, or fewer than were shown. */
  coverage: number | null
  /** `answered / eligible`: of everyone here, the share that was heard. */
  heard: number | null
}

/** What somebody was asked: a version of a prompt, in the wording of a variant; `''` where it has none, `*` where several are mixed. */
export interface WordingKey {
  prompt: string
  version: number
  variant: string
}

/** What is counted where it happens, and therefore by no page, trait or proof: null, and not 0, in a row that is told apart by these. */
type CountedAlone = 'shown' | 'commented' | 'entered' | 'completed' | 'failed'

/**
 * With what probabilities the answers of a row were asked for. `one`: all with the same, so that each weighs the same. `several`: see
 * `weights=share`. `unknown`: a prompt sets its share anew each day, which only the answers tell: see there, too.
 */
export type Shares = 'one' | 'several' | 'unknown'

/** What weights have done to a row's figures. */
export interface FeelWeighting {
  /** How many equally likely answers these are worth, at most `n` (Kish): what the intervals and the tier are of. */
  effective: number
  /** `n / effective`; 1 where all weigh the same. */
  design_effect: number
  /** Answers that say no share, from imports and pages that ask in their own way: each weighs 1. */
  without_share: number
  /** Answers whose weight was cut down to five times the median. */
  capped: number
  /** The same figures without weights; null where figures are hidden. */
  plain: { mean: number; positive: number; negative: number; net: number } | null
}

/** One row of `GET …/feel`: the keys of `by`, and the figures. */
export interface FeelRow extends Omit<FeelFigures, CountedAlone>, Record<CountedAlone, number | null> {
  journey: string
  /** Without its journey; `''` for answers about the journey as a whole. */
  step?: string
  /** `2026-11-23`, in the project's zone. */
  day?: string
  /** ISO 8601, e.g. `2026-W48`. */
  week?: string
  /** `2026-11`. */
  month?: string
  device?: string
  locale?: string
  release?: string
  origin?: Origin
  /** `''` for what happened at the step itself, whoever was asked. */
  prompt?: string
  /** The path that an answer came from; `''` where it says none. */
  page?: string
  /** Of the traits that `by` asks for, by name; `''` where an answer says none. */
  traits?: Record<string, string>
  /** Whether the host's server has signed who answered. */
  trust?: 'verified' | 'unverified'
  /** Of `prompt`; 0 where that is `''`. */
  version?: number
  /** Of `prompt`; `''` where it has none. */
  variant?: string
  /** The scale that people chose on, worst score first; `''` where `prompt` would be. */
  scale?: Scale | ''
  /** The period is not over, or late answers may still come. */
  partial?: boolean
  /** Whether all of its answers are to one question: the same words, scale and order. False: see `versions`, and split by them. */
  comparable: boolean
  /** What its answers were given to, where that is not comparable. */
  versions?: WordingKey[]
  /**
   * Answers of people who spoke up by themselves, at the same keys: in no figure of this row, because nobody chose them by chance.
   * 0 where `origin` tells them apart or leaves them out.
   */
  unprompted: number
  shares: Shares
  /** Only with `weights=share`. */
  weighting?: FeelWeighting
  /** Null where it is not known: by page, trait or trust. */
  funnel: FeelFunnel | null
}

/** A row that nothing but what is counted tells apart: everything is known of it. */
export type CountedRow = FeelRow & FeelFigures & { funnel: FeelFunnel }

/** The body of `GET …/feel`. */
export interface FeelAnswer {
  project: string
  /** First and last day, both inclusive. */
  from: string
  to: string
  zone: string
  by: string[]
  /** `share`: each answer weighs 1 / the probability with which it was asked for; null: each weighs 1. */
  weights: 'share' | null
  rows: FeelRow[]
}

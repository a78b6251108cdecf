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

/** One row of `GET …/feel`: the keys of `by`, and the figures. */
export interface FeelRow extends FeelFigures {
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
  funnel: FeelFunnel
}

/** The body of `GET …/feel`. */
export interface FeelAnswer {
  project: string
  /** First and last day, both inclusive. */
  from: string
  to: string
  zone: string
  by: string[]
  rows: FeelRow[]
}

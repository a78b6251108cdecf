/**
 * What people do at each step beside what they feel there: the answer of `GET …/doing`.
 *
 * Shares run from 0 to 1, net feel from −1 to 1, times are seconds; a null means "no figure", never zero.
 */
import type { FeelFigures } from './api.ts'
import type { WordingKey } from './feel.ts'
import type { Signal } from './wire.ts'

/** `done_and_disliked`: everyone completes it, nobody likes it. `liked_and_dropped`: people like it and do not finish. */
export type DoingCorner = 'done_and_disliked' | 'liked_and_dropped'

/**
 * Why a step has no completion. `nobody`: nobody entered it, as in a survey that was imported. `few`: fewer than 5 did.
 * `last`: it ends the journey, and no page says that it is completed. `unnoticed`: pages say so of no step. `uneven`: more often
 * completed than entered, so that pages do not say of each person that they came.
 */
export type CompletionMissing = 'nobody' | 'few' | 'last' | 'unnoticed' | 'uneven'

/** How long a step took those who completed it, in seconds, each figure within 9 %. */
export interface DoingTime {
  /** Whose time is known. */
  n: number
  /** A quarter took less. */
  lower: number
  median: number
  median_low: number
  median_high: number
  /** A quarter took longer. */
  upper: number
}

/** Signals of struggle at a step. One person may give several. */
export interface DoingStruggle {
  n: number
  /** Only those that came. */
  kinds: Partial<Record<Signal, number>>
  /** Per time that the step was entered, with its 95 % interval; null where fewer than 5 entered. */
  per_entered: number | null
  per_entered_low: number | null
  per_entered_high: number | null
}

/** A step: what people did there, in times and not in people, and what they felt. */
export interface DoingStep {
  /** Without its journey. */
  step: string
  /** Its name; its id where it is no longer configured. */
  name: string
  entered: number
  completed: number
  failed: number
  left: number
  /** `completed / entered`, with its 95 % interval. */
  completion: number | null
  completion_low: number | null
  completion_high: number | null
  completion_missing: CompletionMissing | null
  /** Null where fewer than 5 times are known. */
  took: DoingTime | null
  struggle: DoingStruggle
  feel: FeelFigures
  /** Whether all of its answers are to one question. False: `versions` names them. */
  comparable: boolean
  versions?: WordingKey[]
  /** Null: no surprise, or not enough to speak of one. */
  corner: DoingCorner | null
}

/** `GET /api/projects/:project/doing`. */
export interface DoingAnswer {
  project: string
  journey: string
  /** First and last day, both inclusive. */
  from: string
  to: string
  zone: string
  /** As people walk; then steps that are no longer configured. */
  steps: DoingStep[]
  /** The journey's own middle, which a surprise has to clear on both sides; null where fewer than two steps can be told. */
  middle: { completion: number | null; net: number | null }
}

/**
 * Which steps' feel goes with how a journey ends: the answer of `GET …/drivers`.
 *
 * Correlations run from −1 to 1, nets from −1 to 1 and costs from −2 to 2, unrounded; a null means "no figure", never zero.
 */
import type { Scale } from './config.ts'

/**
 * How far a driver can be trusted, by the people who were heard on both. `none`: nobody. `hidden`: fewer than 5, no figures.
 * `too_early`: 5 to 59. `hint`: 60 to 119, unranked. `ranked`: 120 and more.
 */
export type DriverTier = 'none' | 'hidden' | 'too_early' | 'hint' | 'ranked'

/** Whether whoever feels better here ends better (`with`) or worse (`against`), as far as the interval says. */
export type DriverDirection = 'with' | 'against' | 'unclear'

/** How one feel goes with the outcome of the same person and visit: Spearman's rank correlation with its 95 % interval. */
export interface Association {
  /** People, each counted once. */
  n: number
  tier: DriverTier
  rho: number | null
  rho_low: number | null
  rho_high: number | null
  /** Null where there is no figure. */
  direction: DriverDirection | null
}

/** The same of a prompt about the journey as a whole: an outcome itself, and no step. */
export interface WholeAssociation extends Association {
  prompt: string
  question: string
}

/** What steps can be held against: a prompt about the journey as a whole, a recommendation, or how visits ended. */
export interface DriverOutcome {
  /** Null: whether visits were reached or abandoned. */
  prompt: string | null
  /** As it is asked where no language is better; null for how visits ended. */
  question: string | null
  scale: Scale | null
  /** Where it is asked, without its journey; `''`: about the journey as a whole. */
  step: string
  /** How many are known in these days: of prompts the answers, of visits the ends, and these no further than `newest`. */
  known: number
  /** The prompts at steps that it makes pairs with: each person is asked one of them, drawn by chance, and then this. */
  pair_with: string[]
}

/** Where a step stands on the map of importance and feel; `unclear` unless its intervals clear both lines. */
export type DriverQuadrant = 'mend_first' | 'keep' | 'low_priority' | 'going_well' | 'unclear'

/** A step as a driver of the outcome. */
export interface Driver extends Association {
  /** Without its journey. */
  step: string
  /** What the step is called; its id where the journey has it no more. */
  name: string
  prompt: string
  scale: Scale
  /** The place by the strength of `rho`, 1 the strongest, among the ranked; null for others. */
  rank: number | null
  /** Drawn to the journey's mean, the more so the fewer people. */
  rho_shrunk: number | null
  rho_shrunk_low: number | null
  rho_shrunk_high: number | null
  /** How much of everybody's net outcome the bad moments here go with; null where nobody, or everybody, felt bad. */
  cost: number | null
  cost_low: number | null
  cost_high: number | null
  cost_shrunk: number | null
  cost_shrunk_low: number | null
  cost_shrunk_high: number | null
  /** The share of these people who felt bad here. */
  bad: number | null
  /** The net feel of these people at the step. */
  net: number | null
  net_low: number | null
  net_high: number | null
  net_shrunk: number | null
  net_shrunk_low: number | null
  net_shrunk_high: number | null
  quadrant: DriverQuadrant
  /** People: a row for each score of the step, worst first, in it one for each of the outcome; null where figures are hidden. */
  table: number[][] | null
}

/** Why there are no shares of R². */
export type WeightsMissing = 'few_steps' | 'little_overlap' | 'few_complete' | 'no_spread' | 'repeated_step'

/** What a step adds to explaining the outcome beside all others. */
export interface DriverWeight {
  step: string
  prompt: string
  /** Its share of R² by Johnson's relative weights. */
  johnson: number
  /** The same averaged over all orders of the steps (LMG); null where there are more than 15. */
  lmg: number | null
  /** Pearson's correlation with the outcome. */
  correlation: number
  /** The standardised coefficient. A share hides its sign: see `direction`. */
  beta: number
  direction: 'with' | 'against'
}

/** Shares of R² among people who answered every step. */
export interface DriverWeights {
  /** People who answered all of these steps and the outcome. */
  n: number
  r2: number
  least_eigenvalue: number
  steps: DriverWeight[]
}

/** `GET /api/projects/:project/drivers`. */
export interface DriversAnswer {
  project: string
  journey: string
  from: string
  to: string
  zone: string
  /** The prompt whose score is the outcome; null: whether visits were reached or abandoned. */
  outcome: string | null
  /** What else there is to choose from, the likeliest choice first: what 120 people said before all else, of these what makes pairs, then the most often known. */
  outcomes: DriverOutcome[]
  /** People whose outcome and a step's or the whole journey's feel are known. */
  people: number
  /** How many outcomes were looked at, the newest first, at most. */
  newest: number
  /** Whether there may be older ones that were not looked at. */
  newest_only: boolean
  /** The dearest first, by shrunk cost; then those that it is too early for, as people walk. */
  steps: Driver[]
  wholes: WholeAssociation[]
  /** The worst and the last of each person's steps as predictors, of people who answered two or more. */
  peak_end: { worst: Association; last: Association }
  /** The lines of the map: the journey's mean net and correlation. */
  map: { net: number | null; rho: number | null }
  weights: DriverWeights | null
  weights_missing: WeightsMissing | null
  /** What to know when reading it, in sentences. */
  notes: string[]
}

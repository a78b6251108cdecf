/**
 * What the service tells the console and anybody else who asks: the answers under `/api`.
 *
 * Shares run from 0 to 1 and net feel from −1 to 1, unrounded; a null means "no figure", never zero.
 */
import type { JourneyConfig, Privacy } from './config.ts'
import type { Voice } from './voices.ts'

/**
 * How far a figure can be trusted. `none`: nobody answered. `hidden`: fewer than 5 answers, no figures.
 * `early`: 5 to 29, an early signal. `imprecise`: the interval is wider than 20 points. `shown`: a number.
 */
export type Tier = 'none' | 'hidden' | 'early' | 'imprecise' | 'shown'

/**
 * Where an answer came from: a person in a page, a survey export, generated sample data; or `unprompted`, a person who spoke up
 * by themselves. Those are in no figure of anybody else, and have their own (`by=origin`, `where=origin:unprompted`): nobody chose them
 * by chance.
 */
export type Origin = 'live' | 'import' | 'sample' | 'unprompted'

/** What people felt, as figures with 95 % intervals, and the denominators that they stand on. */
export interface FeelFigures {
  n: number
  tier: Tier
  /** People per score, worst first; null where figures are hidden. */
  scores: number[] | null
  mean: number | null
  mean_low: number | null
  mean_high: number | null
  positive: number | null
  positive_low: number | null
  positive_high: number | null
  negative: number | null
  negative_low: number | null
  negative_high: number | null
  /** The share who felt good less the share who felt bad. */
  net: number | null
  net_low: number | null
  net_high: number | null
  shown: number
  answered: number
  /** Null where it would tell how many have answered. */
  dismissed: number | null
  /** `answered / shown`; null where nothing was shown (imported answers have no denominator). */
  response_rate: number | null
  commented: number
  entered: number
  completed: number
  failed: number
}

/** One week of a step, for its sparkline. */
export interface WeekPoint {
  week: string
  partial: boolean
  n: number
  net: number | null
  net_low: number | null
  net_high: number | null
}

/** A station of the journey map. */
export interface MapStep {
  id: string
  name: string
  feel: FeelFigures
  /** The last 8 ISO weeks, oldest first, always 8. */
  weeks: WeekPoint[]
  /** The newest words, at most 3. */
  voices: Voice[]
  /** The live prompt at this step; null where nobody is asked. */
  prompt: { id: string; question: string } | null
}

/** The body of `GET …/journeys/{journey}/map`. */
export interface JourneyMap {
  project: ProjectSummary
  journey: { id: string; name: string }
  from: string
  to: string
  /** How many answers of each origin the figures hold, so that sample data is never taken for people. */
  origins: Record<Exclude<Origin, 'unprompted'>, number>
  steps: MapStep[]
}

export interface ProjectSummary {
  id: string
  name: string
  zone: string
  privacy: Privacy
}

/** A row of `GET /api/projects`. */
export interface ProjectListItem extends ProjectSummary {
  journeys: Pick<JourneyConfig, 'id' | 'name'>[]
  /** Public keys, for the line to paste into a page. */
  keys: string[]
  /** Whether generated sample data is present, to be labelled and removable. */
  sample: boolean
  /** When all of it goes for good (ISO 8601); null where nobody has said so. Its pages report nothing meanwhile. */
  delete_after: string | null
}

/** The body of `GET /api/sign-in`: the ways to sign in. */
export interface SignInWays {
  password: boolean
  /** Another service to sign in with, at `GET /api/sign-in/oidc`; null: none. */
  oidc: { name: string } | null
}

/**
 * Why signing in with another service led nowhere, as `#sign-in-problem=…` of the console.
 *
 * `cancelled`: by the person. `expired`: it took too long, or was begun elsewhere. `unverified`: the service does not vouch for the
 * e-mail. `unknown`: nobody here has that e-mail, and no invitation waits for it. `refused`: what came back cannot be trusted.
 * `unavailable`: the service cannot be reached. `too_many`: it has failed too often from this address.
 */
export type SignInProblem =
  | 'cancelled'
  | 'expired'
  | 'unverified'
  | 'unknown'
  | 'taken'
  | 'refused'
  | 'unavailable'
  | 'too_many'

/** The body of `GET /api/me`. */
export interface Me {
  id: string
  email: string
  name: string
}

/** An event of `GET …/live` (server-sent, named `changed`): figures of this journey have changed. */
export interface LiveChange {
  journey: string
}

/**
 * What came in for a project and what became of it: always `received = stored + duplicate + quarantined + Σ refused`.
 *
 * Counted are events; a body that was turned away whole, so that nobody knows its events, counts as one.
 */
export interface DeliveryBooks {
  received: number
  stored: number
  /** Stored before: a retry, or the same answer from another tab. */
  duplicate: number
  /** Kept aside because the database refused them. */
  quarantined: number
  /** By reason: see docs/errors.md. */
  refused: Record<string, number>
  /** What pages' devices had given up before it was sent, by reason: not among what was received. */
  dropped: Record<string, number>
  /** What was left away of events that were stored, because their version knows no such thing. */
  stripped: Record<string, number>
}

/** The body of `GET …/delivery`. Days are those of the receipt, in the project's zone; days without anything are left away. */
export interface DeliveryAnswer {
  project: string
  /** First and last day, both inclusive. */
  from: string
  to: string
  zone: string
  total: DeliveryBooks
  days: ({ day: string } & DeliveryBooks)[]
  /** Hours in which far more people answered a prompt than usual. They are marked and counted all the same. */
  bursts: Burst[]
}

/** An hour in which somebody may have stuffed the box. */
export interface Burst {
  prompt: string
  /** `journey/step`, or a journey as a whole. */
  step: string
  /** Of the project's zone. */
  day: string
  /** In UTC, 0–23. */
  hour: number
  answers: number
  /** The median of the other hours, of the two weeks up to that day, in which anybody answered. */
  usual: number
}

/** RFC 9457. `code` is one of the closed list in docs/errors.md. */
export interface Problem {
  type: string
  title: string
  status: number
  detail: string
  code: string
}

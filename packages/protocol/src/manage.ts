/**
 * What the console and scripts manage under `/api`: projects, journeys, prompts and their versions.
 *
 * Everything that two people may change has an `ETag`. Whoever changes it says in `If-Match` which one they have seen (or
 * `If-None-Match: *` for something new), and is told `changed_meanwhile` (412) where that is not the latest.
 */
import type { Budget, JourneyConfig, Privacy, Theme } from './config.ts'
import type { PromptDocument, Retention } from './configuration.ts'
import type { Signal } from './wire.ts'

/**
 * `GET /api/projects/{project}`: all that is said of a project itself. Its `ETag` changes with each of these. `PATCH` takes those
 * of `ProjectChange` and answers with the whole.
 */
export interface ProjectSettings extends Required<ProjectChange> {
  id: string
  keys: KeyItem[]
  /** How the last change of its zone goes on; null where there was none after something was counted. No part of the `ETag`. */
  zone_move: ZoneMove | null
}

/**
 * Answers on their way to the days of a new zone, with all that they count as.
 *
 * What was counted before `since` and has no answer that is kept stays for ever under the days of the zone that it was counted in:
 * how often a step was entered and a prompt was shown, outcomes, deliveries, and answers or words that were removed for their age.
 */
export interface ZoneMove {
  /** The zone that all of it was counted in before. */
  from: string
  to: string
  /** When the zone was changed last. */
  since: string
  /** From 0 to 1. */
  progress: number
  /** Null: it goes on, and numbers by day may be a day off until then. */
  done_at: string | null
}

/** `PATCH /api/projects/{project}`: what is given takes the place of what was there; what is not stays. */
export interface ProjectChange {
  name?: string
  /** Days are counted in it. What was counted before moves to the days of a new one: see `ZoneMove`. */
  zone?: string
  /** May be tightened, and loosened only as long as nobody has answered. */
  privacy?: Privacy
  /** What differs from `DEFAULT_BUDGET`. */
  budget?: Partial<Budget>
  theme?: Theme
  signals?: Signal[]
  origins?: string[]
  impressions?: boolean
  /** How long what people said is kept; `{}`: for ever. A change takes hold after a week. */
  retention?: Retention
  /** Traits that figures can be split by, besides those that a prompt is meant for. */
  traits?: string[]
}

/** `POST /api/projects`. */
export interface NewProject extends Pick<ProjectChange, 'zone' | 'privacy'> {
  /** Absent: made from the name, and a free one. One that is taken is a `conflict`. */
  id?: string
  name: string
}

/** A row of `GET …/keys`, newest first; what `POST …/keys` answers with. A key is public: it opens nothing but reporting. */
export interface KeyItem {
  key: string
  created_at: string
  /** Null: never. One that is past opens nothing any more. */
  expires_at: string | null
}

/** `GET …/journeys`. Its `ETag` is of their order; each has one of its own at `GET …/journeys/{journey}`. */
export interface JourneyList {
  journeys: JourneyConfig[]
}

/** `GET …/pages`: where people were who answered lately, the busiest first. Empty where a project promises not to tell. */
export interface PageList {
  pages: PageItem[]
  /** So many of the newest answers were looked at, at most. */
  at_most: number
}

/** A row of `GET …/pages`. */
export interface PageItem {
  /** With what may name a person masked, as everywhere. */
  path: string
  /** Answers. */
  n: number
}

/** Where a prompt stands. `draft`: it was never published. */
export type PromptStatus = NonNullable<PromptDocument['status']> | 'draft'

/** A row of `GET …/prompts`. */
export interface PromptListItem {
  id: string
  /** `journey/step`. */
  step: string
  /** In the project's own words, as published; of the draft where there is nothing else. */
  question: string
  status: PromptStatus
  /** That pages are given; null where none was published. */
  version: number | null
  published_at: string | null
  /** Whether a draft waits that says something else than what is published. */
  has_draft: boolean
  updated_at: string | null
  updated_by: string
}

/** `GET …/prompts/{prompt}` and what every change of one answers with. Its `ETag` changes with each of them. */
export interface PromptState {
  id: string
  status: PromptStatus
  version: number | null
  published: PromptDocument | null
  published_at: string | null
  published_by: string
  draft: PromptDocument | null
  updated_at: string | null
  updated_by: string
  /** What differs between what is published and the draft; empty without a draft. */
  changes: PromptChange[]
  /** What stands against publishing the draft, or speaks against it. */
  checks: PublishCheck[]
}

/** One difference between two versions of a prompt, as a person reads it. */
export interface PromptChange {
  /** Where in the document, e.g. `wording.de.question`. */
  place: string
  before: unknown
  after: unknown
  /** In words: `The question in German: “Wie war das?” became “Wie hat sich das angefühlt?”`. */
  text: string
  /** Answers before and after mean different things: they are never added up unasked. */
  breaks: boolean
}

/** Something to know before publishing. `stop`: it cannot be published so. `warn`: it can, and this comes of it. */
export interface PublishCheck {
  level: 'stop' | 'warn'
  code: CheckCode
  /** What is wrong, why, and the way out. */
  text: string
}

export type CheckCode =
  | 'invalid'
  | 'no_match'
  | 'over_budget'
  | 'contrast'
  | 'missing_locale'
  | 'new_series'
  | 'crowded_out'
  | 'ended_schedule'
  | 'no_pairs'

/** A row of `GET …/prompts/{prompt}/versions`, newest first. */
export interface PromptVersionItem {
  version: number
  published_at: string
  published_by: string
  content: PromptDocument
  /** Since the version before; empty for the first. */
  changes: PromptChange[]
  /** Its answers are not comparable with those of the version before. */
  is_new_series: boolean
  answers: number
}

/** `POST …/prompts/{prompt}/publish`. A prompt that is paused or has ended stays so: resuming it is an act of its own. */
export interface Published extends PromptState {
  /** False: the newest version said the same already. */
  is_new_version: boolean
  is_new_series: boolean
}

/** `POST …/prompts/{prompt}/dry-run`: what a prompt would have done, by the counts of the last 14 days. */
export interface DryRun {
  /** First and last day, both inclusive. */
  from: string
  to: string
  /** How many a day reached the moment that it asks at. Null: nothing has been counted there yet. */
  reached_per_day: number | null
  /** How many of them a day would be asked, and would answer. */
  asked_per_day: number | null
  answers_per_day: number | null
  /** The share of people asked who answer: measured at this prompt, else over the project's prompts, else 0.1. */
  response_rate: number
  response_rate_from: 'prompt' | 'project' | 'assumed'
  /** Days until so many answers; null: never at this rate. 50: ± 13 points; 93: ± 10; 381: ± 5. */
  days_until: { answers: 50 | 93 | 381; days: number | null }[]
  /** Other live prompts at the same step or journey, and how many people a day both would want. */
  crowds_out: { prompt: string; people_per_day: number }[]
  /** The share that would bring the wanted answers a week (METHOD §7); null without a target or counts. */
  share_for_target: number | null
  /** What cannot be known from counts, in sentences. */
  notes: string[]
}

/** `POST …/prompts/{prompt}/would-ask`: a page and a person. */
export interface WouldAsk {
  /** The page's path. */
  page: string
  device?: 'desktop' | 'mobile' | 'tablet'
  locale?: string
  release?: string
  traits?: Record<string, string>
  is_returning?: boolean
}

/** Yes, or the one reason. */
export interface WouldAskAnswer {
  asked: boolean
  /** As `decide` names it; `asked` where it is. */
  reason: string
  /** In words. */
  text: string
}

/** `GET …/respect`: what people were asked of, per ISO week and prompt. */
export interface RespectAnswer {
  from: string
  to: string
  rows: RespectRow[]
}

export interface RespectRow {
  week: string
  prompt: string
  step: string
  shown: number
  answered: number
  dismissed: number
  ignored: number
  never: number
  /** Taken from people altogether, in seconds: what answering took, and two seconds for each prompt that was closed or ignored. */
  seconds: number
  dismiss_rate: number | null
  /** More than a quarter is dismissed, or it is rising: METHOD §7. */
  is_nuisance: boolean
}

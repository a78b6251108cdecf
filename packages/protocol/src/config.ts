/**
 * What the service tells a page: `GET /v1/config?key=pk_…`.
 *
 * Everything here is public. Interfaces and primitive constants only, so that importing this costs a browser nothing.
 */

import type { Device, Signal } from './wire.ts'

/** The scales a prompt can ask on. */
export type Scale = 'faces' | 'stars' | 'thumbs' | 'ease' | 'csat' | 'nps'

/**
 * The moments a prompt can be asked at, always of one step: what happened to the step itself, a signal of struggle at it, or
 * something the person did there. `exit_intent`: the pointer leaves the page at its top. `scrolled`: down to `depth`.
 * `stayed`: for `afterMs`. `opened`: the person opens the prompt's tab; nobody is asked.
 */
export type MomentType =
  | 'entered'
  | 'completed'
  | 'failed'
  | 'left'
  | Signal
  | 'exit_intent'
  | 'scrolled'
  | 'stayed'
  | 'opened'

/** How a step is noticed without code. A step is entered when any of them matches. */
export interface StepMatch {
  /** Globs of the path, or of host and path where they start with `//`; see `matchesGlob`. */
  urls?: string[]
  /** A selector (CSS): the step is entered when an element that fulfils it comes into the page. */
  appears?: string
  /** A selector (CSS): the step is entered when an element that fulfils it, or something in it, is clicked. */
  clicked?: string
}

export interface StepConfig {
  /** Unique in its journey, e.g. `payment`. */
  id: string
  name: string
  match?: StepMatch
  /** Where two prompts want the same moment, the step of greater importance wins. Default: 0. */
  importance?: number
}

/** An ordered list of steps toward an outcome. */
export interface JourneyConfig {
  id: string
  name: string
  steps: StepConfig[]
  /** Entering this step means that the outcome is reached. Absent: the page says so with `outcome`. */
  goal?: string
}

/** The words of a prompt in one locale. Absent ones are the widget's own. */
export interface Wording {
  question: string
  /** The label under the worst end of the scale. */
  low?: string
  /** The label under the best end of the scale. */
  high?: string
  /** The optional follow-up in the person's own words; the same for every score, so that it leads nobody. */
  why?: string
  thanks?: string
  /** The follow-ups' words, by the follow-up's id. */
  followUps?: Record<string, FollowUpWording>
}

export interface FollowUpWording {
  question: string
  /** What can be chosen, by the option's id, in the order of `FollowUp.options`; absent for `text`. */
  options?: Record<string, string>
}

/** A second or third question, asked once a score is chosen: one option, several, or a short text. */
export interface FollowUp {
  /** The key of its answer in `answered.answers`. */
  id: string
  kind: 'one' | 'many' | 'text'
  /** The ids of the options; absent for `text`. */
  options?: string[]
  /** Asked only from this score on, and only up to this one. Both ends are inclusive. */
  from?: number
  to?: number
}

/** Whom a prompt is for. Everything that is said must hold; an empty list is fulfilled by nobody. */
export interface Targeting {
  devices?: Device[]
  /** `de` is fulfilled by `de-AT`, too. Case does not matter. */
  locales?: string[]
  releases?: string[]
  /** Globs, as in `StepMatch.urls`. */
  pages?: string[]
  /** Seen in an earlier session, or not. */
  returning?: boolean
  /** For each trait its values: what the host says with `set({...})`, a feature flag as well as a plan. */
  traits?: Record<string, string[]>
}

/** Something that has happened, as `after` and `unless` name it. */
export interface MomentName {
  type: MomentType
  /** As `journey/step`. Default: the prompt's own step. */
  step?: string
}

/** One of several wordings that are tried against each other. */
export interface Variant {
  /** Unique in its prompt, e.g. `a`. */
  id: string
  /** Its share is its weight of the sum of all weights; sticky per person. */
  weight: number
  /** Default: the prompt's own. */
  wording?: Wordings
}

/** When and how long a prompt is asked; ISO 8601 with an offset or `Z`. */
export interface Schedule {
  from?: string
  until?: string
}

/** Where a prompt is shown; a card becomes a sheet at the bottom of a small screen. */
export type Placement = 'card' | 'inline' | 'tab'

/** The wording of a prompt by locale; `default` is used where nothing nearer fits. */
export interface Wordings {
  default: Wording
  [locale: string]: Wording
}

/** One person is asked at one of some steps, drawn by chance, and then for the outcome, as one interruption. */
export interface Pair {
  /** The prompt that asks for the outcome. */
  outcome: string
  /** The prompts at steps, all live: one of them for each person, each as likely. */
  steps: string[]
}

/** A live version of a prompt. */
export interface PromptConfig {
  id: string
  /** Immutable once published: whatever changes what an answer means makes a new one. */
  version: number
  /** The step it asks about, as `journey/step`. */
  step: string
  on: MomentType
  /** The share of people who may be asked, 0 to 1; sticky per person. */
  share: number
  scale: Scale
  /** Asks for the person's own words once a score is chosen. */
  why: boolean
  wording: Wordings
  /** Up to two, and with `why` up to one: three questions are the most that a moment bears. */
  followUps?: FollowUp[]
  /** Default: `card`. A `tab` stays at the edge of the page and waits to be opened: see `MomentType`. */
  placement?: Placement
  /** For `inline`: a selector (CSS) of the element that the prompt is shown in. */
  into?: string
  /** For `scrolled`: the share of the page that has been seen, over 0 up to 1. */
  depth?: number
  /** For `stayed` and `slow`: so many milliseconds at the step. */
  afterMs?: number
  /** Asked only where these have happened before, in this order, the first of them at most so long ago. */
  after?: { moments: MomentName[]; withinMs: number }
  /** Not asked any more once one of these happens while it waits for a pause. */
  unless?: MomentName[]
  who?: Targeting
  schedule?: Schedule
  /** The service's own word that this prompt has as many answers as it was meant to get. */
  isFull?: boolean
  /** How often one person may be asked this; the budget still holds. 0: no limit. Default: 1. */
  perPerson?: number
  variants?: Variant[]
  /** The same at each of its prompts. */
  pair?: Pair
}

/** The colours of a prompt, as `#rgb` or `#rrggbb`. Absent ones are the widget's own. */
export interface Palette {
  background?: string
  text?: string
  muted?: string
  accent?: string
  onAccent?: string
}

/** How prompts look on a project's pages; the page's own custom properties (`--attune-…`) go before it. */
export interface Theme {
  /** Default: `system`, the person's own setting. */
  scheme?: 'light' | 'dark' | 'system'
  light?: Palette
  dark?: Palette
  /** Of the corners, in CSS pixels. */
  radius?: number
}

/**
 * How often one person may be asked anything at all. Days may be fractions; 0 switches a limit off.
 *
 * The defaults, `DEFAULT_BUDGET`, and their sources are in docs/method.md.
 */
export interface Budget {
  /** Prompts shown in one session. 0: no limit. */
  perSession: number
  /** Whether a person may be asked in the first session they are ever seen in. */
  firstSession: boolean
  /** Quiet after two dismissals running. */
  afterTwoDismissalsDays: number
  /** Quiet after a dismissal. */
  afterDismissalDays: number
  /** Quiet at the step where a prompt was dismissed. */
  afterDismissalAtStepDays: number
  /** Quiet after an answer. */
  afterAnswerDays: number
  /** Quiet after anything was shown, answered or not. */
  afterShownDays: number
  /** Quiet at the same step. */
  sameStepDays: number
  /** Prompts shown in any 30 days. 0: no limit. */
  shownPer30Days: number
  /** Answers given in any 365 days. 0: no limit. */
  answersPerYear: number
}

/** Shown to the person before answering. It can be tightened, never loosened for answers already given. */
export type Privacy = 'open' | 'confidential' | 'anonymous'

/** The body of `GET /v1/config`. */
export interface PageConfig {
  project: string
  journeys: JourneyConfig[]
  prompts: PromptConfig[]
  settings: {
    /** What differs from `DEFAULT_BUDGET`. */
    budget?: Partial<Budget>
    privacy: Privacy
    theme?: Theme
    /** The signals of struggle that every page reports, besides those that prompts are asked at. */
    signals?: Signal[]
    /** Something has to be watched for besides the steps: a signal, a selector, how far a page is scrolled, … */
    isWatched?: true
    /** What is asked depends on more than one moment: a prompt comes after others, or stands in a tab. */
    isOrdered?: true
    /** Where an impression is asked for before a prompt is shown; its id is added. Absent: nobody asks for one. */
    impressions?: string
    /** Where the widget's file is: a path on the service, immutable (its name holds its hash). */
    widget: string
  }
}

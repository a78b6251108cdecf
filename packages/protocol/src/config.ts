/**
 * What the service tells a page: `GET /v1/config?key=pk_…`.
 *
 * Everything here is public. Interfaces and primitive constants only, so that importing this costs a browser nothing.
 */

/** The scales a prompt can ask on. */
export type Scale = 'faces' | 'stars' | 'thumbs' | 'ease' | 'csat' | 'nps'

/** The moments a prompt can be asked at. */
export type MomentType = 'entered' | 'completed' | 'failed'

/** How a step is noticed without code. A step is entered when any of them matches. */
export interface StepMatch {
  /** Globs of the path, or of host and path where they start with `//`; see `matchesGlob`. */
  urls?: string[]
}

export interface StepConfig {
  /** Unique in its journey, e.g. `payment`. */
  id: string
  name: string
  match?: StepMatch
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
}

/** The wording of a prompt by locale; `default` is used where nothing nearer fits. */
export interface Wordings {
  default: Wording
  [locale: string]: Wording
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
    /** Where the widget's file is: a path on the service, immutable (its name holds its hash). */
    widget: string
  }
}

import type { Budget } from './config.ts'
import type { Context } from './wire.ts'

/** What became of one prompt, as the person's own device remembers it. */
export interface Asked {
  /** When it was shown, in milliseconds since 1970. */
  at: number
  prompt: string
  step: string
  /** The session it was shown in. */
  session: number
  outcome: 'answered' | 'dismissed' | 'ignored'
  /** The visit it was asked in. Absent where the page's own code asked, or somebody answered in the host's own interface. */
  visit?: string
  /** It followed on an answer as the second of a pair: wherever prompts or answers are numbered, both are one. */
  isSecond?: true
}

/** What is known of the person whom a moment happened to. All of it stays on the device. */
export interface Person {
  /** Decides samples: an opaque id, the same for as long as the person may be recognised. */
  id: string
  /** Everything asked so far, oldest first; what is older than a year does not matter. */
  asked: Asked[]
  /** The number of the running session. */
  session: number
  /** How many sessions there have been, the running one included. */
  sessions: number
  /** Said "never ask me again". */
  optedOut?: boolean
  /** Is typing, or has a dialog, a film or full screen open. */
  busy?: boolean
  /** Where and how they are now; what is unknown fulfils no condition on it. */
  context?: Context
}

/** Why a person is not asked anything now. */
export type BudgetReason =
  | 'opted_out'
  | 'busy'
  | 'session'
  | 'first_session'
  | 'two_dismissals'
  | 'dismissed_recently'
  | 'dismissed_step'
  | 'answered_recently'
  | 'shown_recently'
  | 'same_step'
  | 'cap_30d'
  | 'cap_year'

/**
 * How often one person may be asked, unless a project says otherwise.
 *
 * Source: docs/method.md, section 7: a judgement between the seven days and the twelve weeks that are usual in the field.
 */
export const DEFAULT_BUDGET: Budget = {
  perSession: 1,
  firstSession: false,
  afterTwoDismissalsDays: 90,
  afterDismissalDays: 30,
  afterDismissalAtStepDays: 90,
  afterAnswerDays: 14,
  afterShownDays: 7,
  sameStepDays: 30,
  shownPer30Days: 3,
  answersPerYear: 12,
}

const DAY_MS = 86_400_000

/**
 * Whether a person may be asked anything at this step now, or the first reason why not, in the order of `BudgetReason`.
 *
 * Something exactly as old as a limit no longer blocks.
 *
 * @param now Milliseconds since 1970, by the same clock as `person.asked[].at`.
 */
export function withinBudget(
  person: Person,
  step: string,
  now: number,
  budget: Budget = DEFAULT_BUDGET,
): 'ok' | BudgetReason {
  const { asked } = person
  const recent = (days: number, which?: (a: Asked) => boolean) =>
    asked.filter((a) => now - a.at < days * DAY_MS && (!which || which(a)))
  const isDismissed = (a: Asked | undefined) => a?.outcome === 'dismissed'
  const isHere = (a: Asked) => a.step === step
  const isAnswered = (a: Asked) => a.outcome === 'answered'
  const isOver = (limit: number, counted: Asked[]) => limit > 0 && counted.filter((a) => !a.isSecond).length >= limit
  const last = asked[asked.length - 1]

  if (person.optedOut) return 'opted_out'
  if (person.busy) return 'busy'
  if (
    isOver(
      budget.perSession,
      asked.filter((a) => a.session === person.session),
    )
  )
    return 'session'
  if (!budget.firstSession && person.sessions < 2) return 'first_session'
  if (
    last &&
    isDismissed(last) &&
    isDismissed(asked[asked.length - 2]) &&
    now - last.at < budget.afterTwoDismissalsDays * DAY_MS
  )
    return 'two_dismissals'
  if (recent(budget.afterDismissalDays, isDismissed)[0]) return 'dismissed_recently'
  if (recent(budget.afterDismissalAtStepDays, (a) => isDismissed(a) && isHere(a))[0]) return 'dismissed_step'
  if (recent(budget.afterAnswerDays, isAnswered)[0]) return 'answered_recently'
  if (recent(budget.afterShownDays)[0]) return 'shown_recently'
  if (recent(budget.sameStepDays, isHere)[0]) return 'same_step'
  if (isOver(budget.shownPer30Days, recent(30))) return 'cap_30d'
  if (isOver(budget.answersPerYear, recent(365, isAnswered))) return 'cap_year'
  return 'ok'
}

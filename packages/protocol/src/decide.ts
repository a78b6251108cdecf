import { type BudgetReason, DEFAULT_BUDGET, type Person, withinBudget } from './budget.ts'
import type { Budget, MomentType, PromptConfig } from './config.ts'
import { stickyNumber } from './sampling.ts'
import type { Considered } from './wire.ts'

/** Something noticed in the page that a prompt may be asked at. */
export interface Moment {
  type: MomentType
  /** As `journey/step`. */
  step: string
}

/** Why a prompt is not asked: the moment is another, the person is out of the sample or was asked before, or the budget says no. */
export type Reason = 'other_step' | 'other_moment' | 'sampled_out' | 'asked_before' | BudgetReason

/**
 * May this prompt be asked at this moment? `ok`, or the one reason why not.
 *
 * The same rule runs in the page (to ask), in the service (to try a prompt on past traffic) and in the console ("would this be
 * asked?"). Pure: no clock, no storage, no chance. The first reason wins, in the order of the type: a person whom the prompt
 * is not meant for is never counted as over budget.
 *
 * @param now Milliseconds since 1970.
 */
export function decide(
  prompt: PromptConfig,
  moment: Moment,
  person: Person,
  now: number,
  budget: Budget = DEFAULT_BUDGET,
): 'ok' | Reason {
  if (prompt.step !== moment.step) return 'other_step'
  if (prompt.on !== moment.type) return 'other_moment'
  if (stickyNumber(person.id, prompt.id) >= prompt.share) return 'sampled_out'
  if (person.asked.some((a) => a.prompt === prompt.id)) return 'asked_before'
  return withinBudget(person, moment.step, now, budget)
}

/**
 * What the funnel counts for a decision; null for people whom the prompt was not meant for.
 * `passed` is not decided here: the page reports it when no quiet moment came in time.
 */
export function consideredAs(decision: 'ok' | Reason): Considered | null {
  if (decision === 'ok') return 'asked'
  if (decision === 'other_step' || decision === 'other_moment') return null
  return decision === 'sampled_out' || decision === 'busy' ? decision : 'over_budget'
}

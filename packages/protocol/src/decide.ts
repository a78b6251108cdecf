import { type BudgetReason, DEFAULT_BUDGET, type Person, withinBudget } from './budget.ts'
import type { Budget, MomentName, MomentType, PromptConfig } from './config.ts'
import { firstOfPair, isSampled } from './pairs.ts'
import { isFor, type TargetReason } from './targeting.ts'
import type { Considered } from './wire.ts'

/** Something noticed in the page that a prompt may be asked at. */
export interface Moment {
  type: MomentType
  /** As `journey/step`. */
  step: string
  /** How far down, for `scrolled`. */
  depth?: number
  /** How long, for `stayed` and `slow`. */
  ms?: number
  /** What has happened in this tab before, oldest first. */
  before?: (Required<MomentName> & { at: number })[]
  /** The person's pass through the step's journey; unknown, no prompt is the second of a pair. */
  visit?: string
}

/**
 * Why a prompt is not asked: the moment is another, the prompt is over, it is meant for others, something had to happen before,
 * the person is out of the sample or was asked before, or the budget says no.
 */
export type Reason =
  | 'other_step'
  | 'other_moment'
  | 'not_now'
  | 'full'
  | TargetReason
  | 'before'
  | 'sampled_out'
  | 'asked_before'
  | BudgetReason

/**
 * May this prompt be asked at this moment? `ok`, or the one reason why not.
 *
 * The same rule runs in the page (to ask), in the service (to try a prompt on past traffic) and in the console ("would this be
 * asked?"). Pure: no clock, no storage, no chance. The first reason wins, in the order of the type: a person whom the prompt
 * is not meant for is never counted as over budget. A tab that the person opens by themselves (`opened`) interrupts nobody
 * and spends no budget. The second of a pair is decided as though the first had not been asked, and needs no sample.
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
  const { id, step, on, schedule: { from, until } = {}, perPerson = 1 } = prompt
  if (step !== moment.step) return 'other_step'
  const { depth = 0, afterMs = 0 } = prompt
  const { depth: seen = 1, ms = Infinity } = moment
  if (on !== moment.type || seen < depth || ms < afterMs) return 'other_moment'
  if (now < Date.parse(from!) || now >= Date.parse(until!)) return 'not_now'
  if (prompt.isFull) return 'full'
  const target = isFor(prompt.who ?? {}, person.context ?? {}, person.sessions > 1)
  if (target !== 'ok') return target
  if (!hasHappened(prompt, moment, now)) return 'before'
  const first = firstOfPair(prompt, moment, person)
  if (!first && !isSampled(prompt, person.id)) return 'sampled_out'
  if (on === 'opened') return person.optedOut ? 'opted_out' : 'ok'
  if (perPerson && person.asked.filter((a) => a.prompt === id).length >= perPerson) return 'asked_before'
  return withinBudget({ ...person, asked: person.asked.filter((a) => a !== first) }, step, now, budget)
}

/**
 * What the funnel counts for a decision; null for people whom the prompt was not meant for.
 * `passed` is not decided here: the page reports it when no quiet moment came in time.
 */
export function consideredAs(decision: 'ok' | Reason): Considered | null {
  if (decision === 'ok') return 'asked'
  if (decision === 'sampled_out' || decision === 'busy') return decision
  return NOT_MEANT.test(decision) ? null : 'over_budget'
}

/** Whether all that a prompt comes after has happened, in its order, and not too long ago. */
function hasHappened({ after, step }: PromptConfig, { before = [] }: Moment, now: number): boolean {
  const rest = [...(after?.moments ?? [])]
  // From the newest back, so that it is the latest run of them whose beginning counts.
  for (const { type, step: at, at: when } of before.toReversed()) {
    const next = rest.at(-1)
    if (next?.type === type && (next.step ?? step) === at && now - when <= after!.withinMs) rest.pop()
  }
  return !rest.length
}

const NOT_MEANT = /^(other|not|full|device|locale|release|page|visitor|traits|before)/

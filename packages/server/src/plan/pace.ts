import { addDays } from '../analyse/days.ts'
import { sampleRate } from '../analyse/statistics/sampling/sample-rate.ts'
import { findNuisance } from './nuisance.ts'

/** What became of a prompt on one day. */
export interface PromptDay {
  prompt: string
  day: string
  /** People whom nothing but the share kept from being asked: those who were, and those the sample left out. */
  eligible: number
  shown: number
  answered: number
  /** Closed, or "never again". */
  dismissed: number
}

/** How often a prompt is to ask. */
export interface Asking {
  share: number
  /** Null: as the share says. */
  answersPerWeek: number | null
  /** Among how many prompts it is drawn: its share is of so small a part of people. Default: 1. */
  parts?: number
}

/**
 * The share of people whom a prompt asks, from what became of it so far: what its wanted answers take, where there are any, and
 * half as much while it is a nuisance.
 *
 * Judged by weeks that end with the last whole day, the newest alone: a prompt that is no nuisance any more asks as before.
 * Source: docs/method.md, section 7.
 *
 * @param days Of this prompt, in any order. @param last The last whole day.
 */
export function paceOf({ share, answersPerWeek, parts = 1 }: Asking, days: readonly PromptDay[], last: string): number {
  const weeks = weeksOf(days, last)
  const week = weeks.at(-1)
  const wanted = answersPerWeek === null || !week ? share : wantedShare(answersPerWeek * parts, week, share)
  return findNuisance(weeks).at(-1) ? wanted / 2 : wanted
}

/** Until a week of people has been seen, nobody knows what a target takes. */
function wantedShare(target: number, { eligible, shown, answered }: Omit<PromptDay, 'prompt' | 'day'>, share: number) {
  if (eligible < FEWEST || shown < FEWEST) return share
  // Nobody at all has answered: one might.
  return sampleRate(target, eligible, Math.max(answered, 1) / shown)
}

/** Oldest first, each of seven days. */
function weeksOf(days: readonly PromptDay[], last: string): Omit<PromptDay, 'prompt' | 'day'>[] {
  const first = days.map(({ day }) => day).toSorted()[0]
  if (first === undefined) return []
  const weeks = []
  for (let to = last; to >= first; to = addDays(to, -7)) {
    const from = addDays(to, -6)
    const own = days.filter(({ day }) => day >= from && day <= to)
    const sum = (of: (one: PromptDay) => number): number => own.reduce((all, one) => all + of(one), 0)
    weeks.unshift({
      eligible: sum((one) => one.eligible),
      shown: sum((one) => one.shown),
      answered: sum((one) => one.answered),
      dismissed: sum((one) => one.dismissed),
    })
  }
  return weeks
}

/** Fewer say too little of how many come or answer. */
const FEWEST = 20

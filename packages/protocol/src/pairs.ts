import type { Asked, Person } from './budget.ts'
import type { PromptConfig } from './config.ts'
import type { Moment } from './decide.ts'
import { stickyNumber } from './sampling.ts'

/**
 * Pair sampling: a person is asked at one step of a journey, drawn by chance, and then for the outcome, as one interruption.
 *
 * Both draw their samples by one number per person, so that whoever is asked at a step is in the outcome's sample wherever its
 * share is as large; and that is what makes the shares right that are reported. See docs/decisions/0031.
 */

/**
 * Whether a prompt's share holds a person, the same for good; of a pair's prompts at steps, only the one drawn for them.
 *
 * @param person As `Person.id`.
 */
export function isSampled({ id, share, pair }: PromptConfig, person: string): boolean {
  if (pair && pair.outcome !== id) {
    const { outcome, steps } = pair
    if (steps[Math.floor(stickyNumber(person, `${outcome}:pair`) * steps.length)] !== id) return false
  }
  return stickyNumber(person, pair?.outcome ?? id) < share
}

/**
 * What the same person was asked just before in the same visit, and answered, where this prompt is the second of that pair.
 *
 * Only an answer brings it about: whoever closed the first, or left it alone, would be interrupted for half a pair.
 */
export function firstOfPair(
  { id, pair }: PromptConfig,
  { visit }: Pick<Moment, 'visit'>,
  { asked }: Pick<Person, 'asked'>,
): Asked | undefined {
  const last = asked.at(-1)
  const isAnswered = visit && last?.visit === visit && last.outcome === 'answered'
  return isAnswered && pair?.outcome === id && pair.steps.includes(last.prompt) ? last : undefined
}

/**
 * The probability with which somebody is asked: 1/n of the share of one of n steps.
 *
 * @param first The prompt of `firstOfPair`. Its share was the chance of the outcome, too, where its own is less: which of the
 * steps was drawn is chance alone, so it may be taken as given.
 */
export function askedShare({ id, share, pair }: PromptConfig, first?: PromptConfig): number {
  if (first) return Math.max(share, first.share)
  return pair && pair.outcome !== id ? share / pair.steps.length : share
}

import type { Association, DriverOutcome, DriverQuadrant, DriversAnswer, WeightsMissing } from '@attune/protocol'

import { dayRange } from '../../when.ts'
import { count, percent, points } from '../../words.ts'

/** How an outcome is spoken of. */
export interface OutcomeWords {
  /** `goes with …` */
  what: string
  /** `whoever felt better there tends to …` */
  better: string
  worse: string
  /** `… points of …` */
  net: string
}

/** @param outcome Undefined: how visits ended. */
export function outcomeWords(outcome: DriverOutcome | undefined): OutcomeWords {
  if (outcome === undefined || outcome.prompt === null) return ENDING
  if (outcome.scale === 'nps') return RECOMMENDING
  return outcome.step === '' ? WHOLE : OTHER
}

/** The outcome that everything else is held against; undefined: how visits ended, of which nothing is known. */
export function chosenOf({ outcome, outcomes }: DriversAnswer): DriverOutcome | undefined {
  return outcomes.find(({ prompt }) => prompt === outcome)
}

/** What is chosen between, in a person's words. */
export function questionOf({ prompt, question }: DriverOutcome): string {
  if (prompt === null) return 'Did the visit reach its end?'
  return question ?? prompt
}

/** `+66`, of a correlation of .66. */
export const closeness = points

/** `+59 to +73` */
export function closenessInterval({ rho_low: low, rho_high: high }: Association): string {
  return low === null || high === null ? '' : `${points(low)} to ${points(high)}`
}

/** `310 people`, `1 person`. */
export const people = (n: number): string => `${count(n)} ${n === 1 ? 'person' : 'people'}`

/** Which days and how many people all of it is made of, as it stands in what is downloaded. */
export function madeOf(answer: Pick<DriversAnswer, 'from' | 'to' | 'people' | 'newest' | 'newest_only'>): string {
  const newest = answer.newest_only ? `, of the newest ${count(answer.newest)} outcomes` : ''
  return `${dayRange(answer.from, answer.to)} · ${people(answer.people)}${newest}`
}

/** Which way it goes, as far as the interval says. @param place Where people felt it. */
export function directionSentence({ direction, tier }: Association, words: OutcomeWords, place = 'here'): string {
  if (tier === 'none') return 'Nobody was heard both here and on the outcome'
  if (tier === 'hidden') return 'Fewer than 5 people: too few for a figure'
  if (direction === null) return 'Everybody felt the same, so that nothing can go with it'
  if (direction === 'unclear') return 'Whether it goes with it at all is not clear'
  return `Whoever felt better ${place} tends to ${direction === 'with' ? words.better : words.worse}`
}

/** `−24` or `−5.6`: what bad moments go with, in points of everybody's outcome; the other way round than a cost. */
export function burden(cost: number): string {
  const tenths = Math.round(cost * 1_000) / 10
  if (Math.abs(tenths) >= 10) return points(-cost)
  if (tenths === 0) return '0'
  return `${tenths > 0 ? '−' : '+'}${Math.abs(tenths).toFixed(1)}`
}

/** `25 %`, and `under 1 %` of what is not quite nothing. */
export const share = (of: number): string => (of > 0 && of < 0.005 ? 'under 1\u202f%' : percent(of))

export const QUADRANTS: Record<DriverQuadrant, { name: string; why: string }> = {
  mend_first: { name: 'Mend first', why: 'matters more than most, and feels worse' },
  keep: { name: 'Keep as it is', why: 'matters more than most, and feels better' },
  low_priority: { name: 'Can wait', why: 'feels worse than most, and matters less' },
  going_well: { name: 'Goes well', why: 'feels better than most, and matters less' },
  unclear: { name: 'Not clear', why: 'an interval reaches over a line, so it may be on either side' },
}

/** Why there are no shares. */
export const NO_SHARES: Record<WeightsMissing, string> = {
  few_steps: 'There are fewer than two steps to compare.',
  little_overlap:
    'It takes 100 people who answered both of any two steps. Where people are asked about one step at a time there are none, and nothing above needs them.',
  few_complete: 'It takes 100 people who answered every step, and there are fewer. Nothing above needs them.',
  no_spread: 'Everybody who answered every step felt the same of one of them, or of the outcome.',
  repeated_step:
    'Some steps are felt so much alike that what each adds beside the others would be chance. Nothing above suffers from it.',
}

const RECOMMENDING: OutcomeWords = {
  what: 'recommending',
  better: 'recommend more',
  worse: 'recommend less',
  net: 'net recommendation',
}
const WHOLE: OutcomeWords = {
  what: 'the journey as a whole',
  better: 'be happier with the whole',
  worse: 'be less happy with the whole',
  net: 'net feel of the whole',
}
const OTHER: OutcomeWords = {
  what: 'this answer',
  better: 'answer better',
  worse: 'answer worse',
  net: 'net feel of this answer',
}
const ENDING: OutcomeWords = {
  what: 'getting to the end',
  better: 'get to the end',
  worse: 'leave before the end',
  net: 'visits that reach their end, less those that do not',
}

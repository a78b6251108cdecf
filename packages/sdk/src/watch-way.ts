import { journeyOf } from './visits.ts'

/** A step that was entered, and when in milliseconds since 1970. */
export interface Entry {
  step: string
  since: number
}

/**
 * Whether the step entered last was entered for the second time, going back and forth between the same two: A, B, A, B within
 * five minutes. Steps of other journeys in between do not matter.
 *
 * Going back once is how people correct something; only the second time is nobody's plan. The figures are ours.
 *
 * @param way The steps of this tab, oldest first.
 */
export function isBackAndForth(way: Entry[]): boolean {
  const last = way.at(-1)
  if (!last) return false
  const [a, b, c, d] = way.filter(({ step }) => journeyOf(step) === journeyOf(last.step)).slice(-4)
  return (
    !!d && a!.step === c!.step && b!.step === d.step && a!.step !== b!.step && d.since - a!.since <= BACK_AND_FORTH_MS
  )
}

const BACK_AND_FORTH_MS = 300_000

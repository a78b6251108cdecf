import { addDays } from '../days.ts'
import { windows } from '../statistics/compare/windows.ts'

/** First and last day, both inclusive. */
export interface Days {
  from: string
  to: string
}

/** The days of both sides, and how many whole weeks of them are over and counted. */
export interface ComparedDays {
  a: Days
  b: Days
  weeks: number
}

/**
 * The days before a change and after it: as many whole weeks on both sides as were asked for, and no more than there are.
 *
 * A week that late answers may still come to is not compared, nor one before anything was counted. Where there is no whole week, the
 * first one on each side is told as it stands, and nothing is concluded from it.
 *
 * @param first The first day that anything was counted on. @param lastFinal The last day that nothing comes to any more.
 */
export function daysAround(
  change: string,
  { weeks, washout }: { weeks: number; washout: number },
  { first, lastFinal }: { first: string | null; lastFinal: string },
): ComparedDays {
  const before = first === null ? 0 : wholeWeeks(first, change)
  const after = wholeWeeks(addDays(change, washout), addDays(lastFinal, 1))
  const whole = Math.min(weeks, before, after)
  const [a, b] = Object.values(windows(change, 7 * Math.max(1, whole), washout)).map(([from, end]) => ({
    from,
    to: addDays(end, -1),
  })) as [Days, Days]
  return { a, b, weeks: whole }
}

/** Whole weeks in `[from, end)`. */
export function wholeWeeks(from: string, end: string): number {
  return Math.max(0, Math.floor((Date.parse(end) - Date.parse(from)) / WEEK_MS))
}

const WEEK_MS = 7 * 86_400_000

import { addDays } from '../../days.ts'

/** Local days, the last not included: `[from, to)`. */
export type DayWindow = [from: string, to: string]

/**
 * The days before a change and after it that are compared: equally many and whole weeks, so that each weekday counts the same;
 * without the day of the change, when some had the old and some the new.
 *
 * @param change The day of the change, e.g. `2026-05-14`. @param days A multiple of 7; 14 or 28 are usual.
 * @param washout Days left out from the change on.
 * @throws RangeError where `days` are no whole weeks.
 */
export function windows(change: string, days: number, washout = 1): { before: DayWindow; after: DayWindow } {
  if (!(days > 0) || days % 7 !== 0)
    throw new RangeError(`Compare whole weeks: 7, 14, 21 or more days each side, not ${days}.`)
  const from = addDays(change, washout)
  return { before: [addDays(change, -days), change], after: [from, addDays(from, days)] }
}

import { dayIn } from '../../aggregate/day.ts'
import { addDays } from '../days.ts'

/** A local day as instants, `[start, end)`. */
export interface DayBounds {
  start: Date
  end: Date
  /** 23, 24 or 25 as a rule; 0 of a day that a zone has left out. */
  hours: number
}

/**
 * When a local day begins and ends: from its first instant to the first of the next. That is midnight, or one o'clock where the
 * clocks are put forward at midnight.
 *
 * Found by asking `dayIn`, so that it is always the day that answers are filed under.
 * Source: the IANA zone database.
 *
 * @param day `2026-11-23` @param zone IANA name. @throws RangeError where there is no such zone.
 */
export function dayBounds(day: string, zone: string): DayBounds {
  const start = firstOf(day, zone)
  const end = firstOf(addDays(day, 1), zone)
  return { start, end, hours: (end.getTime() - start.getTime()) / HOUR_MS }
}

/** The first instant that is filed under this day, or a later one. */
function firstOf(day: string, zone: string): Date {
  const dayOf = dayIn(zone)
  const middle = Date.parse(`${day}T00:00:00Z`)
  let before = middle - WIDEST_MS
  let after = middle + WIDEST_MS
  while (after - before > 1) {
    const between = Math.floor((before + after) / 2)
    if (dayOf(new Date(between)) < day) before = between
    else after = between
  }
  return new Date(after)
}

const HOUR_MS = 3_600_000
/** No zone is further from UTC, also on the days when it changed sides of the date line. */
const WIDEST_MS = 36 * HOUR_MS

import { dayIn } from '../../aggregate/day.ts'
import { isoWeekOf } from '../../aggregate/week.ts'

/** Where an instant falls in a zone's calendar. */
export interface Bucket {
  /** `2026-11-23` */
  day: string
  /** ISO 8601, with its own year: `2026-W53` */
  week: string
  /** 1 is Monday. */
  weekday: number
  /** On the wall, `HH:MM`; some times come twice a year. */
  time: string
}

/**
 * The local day, ISO week, weekday and time of an instant.
 *
 * Source: ISO 8601; the IANA zone database.
 *
 * @param zone IANA name. @throws RangeError where there is no such zone, or `at` is no time.
 */
export function bucket(at: Date, zone: string): Bucket {
  const day = dayIn(zone)(at)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return { day, week: isoWeekOf(day), weekday, time: clockOf(zone).format(at) }
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times more than using it. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  clocks.set(zone, known)
  return known
}

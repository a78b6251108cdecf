import type { Burst } from '@attune/protocol'

import { todayIn } from '../../days.ts'

/**
 * When a burst was, on the clock of its project: `Fri 27 Nov 2026, 00:00 to 01:00`.
 *
 * Its day is one of the project, and its hour is of UTC: late in the evening or early in the morning, the day in UTC is another.
 */
export function burstHour({ day, hour }: Pick<Burst, 'day' | 'hour'>, zone: string): string {
  const onDay = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
  const candidates = [0, -DAY_MS, DAY_MS].flatMap((away) => [onDay + away, onDay + away + LAST_OF_HOUR_MS])
  const within = candidates.find((at) => todayIn(zone, new Date(at)) === day) ?? onDay
  const start = Math.floor(within / HOUR_MS) * HOUR_MS
  const clock = (at: number): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at)
  const date = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  }).format(Date.parse(day))
  return `${date.replace(',', '')}, ${clock(start)} to ${clock(start + HOUR_MS)}`
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Some zones are half an hour off, and midnight falls into the hour. */
const LAST_OF_HOUR_MS = HOUR_MS - 1

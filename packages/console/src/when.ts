/** `5 minutes ago`, `yesterday`, `3 weeks ago`. A time in the future, by a clock that is off, is `just now`. */
export function relativeTime(at: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000)
  if (seconds < 45) return 'just now'
  for (const [unit, length, below] of UNITS) {
    if (seconds < below) return RELATIVE.format(-Math.round(seconds / length), unit)
  }
  return RELATIVE.format(-Math.round(seconds / YEAR), 'year')
}

/** `Mon 23 Nov, 21:14`, in the project's zone; with its year where that is not this one. */
export function absoluteTime(at: Date, now: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(at.getUTCFullYear() === now.getUTCFullYear() ? {} : { year: 'numeric' as const }),
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  })
    .format(at)
    .replace(/^(\w+),/u, '$1')
}

/**
 * `1 September to 23 November 2026`. The year of the first day is said only where it is another.
 *
 * @param from,to Days as `2026-11-23`, both inclusive.
 */
export function dayRange(from: string, to: string): string {
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const dayOf = (value: string, withYear: boolean): string =>
    new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'long',
      ...(withYear ? { year: 'numeric' as const } : {}),
      timeZone: 'UTC',
    }).format(new Date(`${value}T00:00:00Z`))
  return from === to ? dayOf(to, true) : `${dayOf(from, !sameYear)} to ${dayOf(to, true)}`
}

/** `12 Oct`, of a day as `2026-10-12` that nobody takes for another year's. */
export function shortDay(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** `in 6 days`, `in 2 hours`, for a time to come; one that is past is `any moment now`. */
export function timeLeft(until: Date, now: Date): string {
  const seconds = Math.round((until.getTime() - now.getTime()) / 1000)
  if (seconds < MINUTE) return 'any moment now'
  for (const [unit, length, below] of UNITS) {
    if (seconds < below) return RELATIVE.format(Math.round(seconds / length), unit)
  }
  return RELATIVE.format(Math.round(seconds / YEAR), 'year')
}

/** `23 November 2026`, in the zone of whoever reads it. */
export function dateInWords(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

const RELATIVE = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })
const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEK = 7 * DAY
const MONTH = 30.44 * DAY
const YEAR = 365.25 * DAY
/** Unit, its seconds, and the age in seconds below which it is used. */
const UNITS: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ['minute', MINUTE, 55 * MINUTE],
  ['hour', HOUR, 22 * HOUR],
  ['day', DAY, 13 * DAY],
  ['week', WEEK, 8 * WEEK],
  ['month', MONTH, 18 * MONTH],
]

const DAY_MS = 86_400_000

/**
 * The ISO 8601 week of a local day, with its own year: weeks start on Monday and belong to the year of their Thursday.
 *
 * @param day `2026-11-23`; already local, so no zone is involved.
 * @example isoWeekOf('2027-01-01') // '2026-W53'
 */
export function isoWeekOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  const weekday = (new Date(at).getUTCDay() + 6) % 7
  const thursday = at + (3 - weekday) * DAY_MS
  const year = new Date(thursday).getUTCFullYear()
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY_MS))
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** The Monday of a day's ISO week. @param day `2026-11-23` */
export function mondayOf(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`)
  const weekday = (new Date(at).getUTCDay() + 6) % 7
  return new Date(at - weekday * DAY_MS).toISOString().slice(0, 10)
}

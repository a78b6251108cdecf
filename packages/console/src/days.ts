/** The day that it is in a zone, as `2026-11-23`. */
export const todayIn = (zone: string, now = new Date()): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now)

/** The day so many days later, or earlier. @param day As `2026-11-23`. */
export function addDays(day: string, more: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + more)
  return at.toISOString().slice(0, 10)
}

/** How many days from one to the other, both included. */
export const daysFrom = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1

/** A day that somebody wrote into an address; null for anything else. */
export const dayOf = (written: string | null): string | null =>
  written !== null && /^\d{4}-\d\d-\d\d$/u.test(written) && !Number.isNaN(Date.parse(written)) ? written : null

const DAY_MS = 86_400_000

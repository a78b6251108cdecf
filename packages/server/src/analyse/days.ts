import { isoWeekOf, mondayOf } from '../aggregate/week.ts'

const DAY_MS = 86_400_000

/** Answers that waited in a page's outbox still come for two days; after that a day's figures hardly move. */
export const LATE_DAYS = 2

/** The day so many days later (or earlier). @param day `2026-11-23` */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** How many days later another day is. */
export function daysBetween(day: string, other: string): number {
  return (Date.parse(other) - Date.parse(day)) / DAY_MS
}

/** The last ISO weeks up to today's, oldest first, each with its Monday and last day. */
export function lastWeeks(today: string, count: number): { week: string; first: string; last: string }[] {
  const monday = mondayOf(today)
  return Array.from({ length: count }, (_, i) => {
    const first = addDays(monday, 7 * (i + 1 - count))
    return { week: isoWeekOf(first), first, last: addDays(first, 6) }
  })
}

/** First and last day of a month. @param month `2026-11` */
export function daysOfMonth(month: string): { first: string; last: string } {
  const first = `${month}-01`
  return { first, last: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) }
}

/** Whether a period that ends on a day is not over, or late answers to it may still come. Source: docs/method.md section 10. */
export function isPartial(lastDay: string, today: string): boolean {
  return today <= addDays(lastDay, LATE_DAYS)
}

/** Whether a text is a day of the calendar since 1900, e.g. `2026-11-23`. */
export function isDay(text: string): boolean {
  if (!/^(19|[2-9]\d)\d\d-\d\d-\d\d$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}

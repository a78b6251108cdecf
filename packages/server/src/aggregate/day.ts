/**
 * A function that tells the local day of an instant in a zone, e.g. `2026-11-23`.
 *
 * Answers and counts are filed under this day, so it is computed here, once, and never in SQL: two clocks with two versions
 * of the zones would disagree. Days are 23, 24 or 25 hours long, as people live them.
 *
 * @param zone IANA name, e.g. `Europe/Berlin`.
 * @throws RangeError where there is no such zone; `applyConfiguration` lets none through.
 */
export function dayIn(zone: string): (at: Date) => string {
  if (zone === 'UTC') return (at) => at.toISOString().slice(0, 10)
  const format = formatOf(zone)
  const days = daysOf(zone)
  return (at) => {
    const quarter = Math.floor(at.getTime() / QUARTER_MS)
    if (!(quarter >= EVEN_SINCE)) return format.format(at)
    const known = days.get(quarter)
    if (known !== undefined) return known
    const day = format.format(at)
    if (days.size >= MAX_QUARTERS) days.clear()
    days.set(quarter, day)
    return day
  }
}

/** Days already worked out, by quarter of an hour: events come close together, and asking the calendar for each is slow. */
const cache = new Map<string, Map<number, string>>()

function daysOf(zone: string): Map<number, string> {
  const days = cache.get(zone) ?? new Map<number, string>()
  cache.set(zone, days)
  return days
}

/** Every zone is whole quarters of an hour from UTC, and so midnight is at one, since 1972. Source: the IANA zone database. */
const QUARTER_MS = 900_000
const EVEN_SINCE = Date.UTC(1973, 0, 1) / QUARTER_MS
/** Two weeks of them, which is how far back a page may report, and a little. */
const MAX_QUARTERS = 1_500

const formats = new Map<string, Intl.DateTimeFormat>()

/** Making a formatter costs a hundred times more than using it. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    // Swedish dates are ISO 8601 dates.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(zone, format)
  }
  return format
}

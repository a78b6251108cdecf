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
  return (at) => format.format(at)
}

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

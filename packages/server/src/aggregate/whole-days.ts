import { dayIn } from './day.ts'

/**
 * The first day in a zone none of which was before a day in another zone: where everything from `day` on is kept, counted in `from`,
 * everything from this day on is kept, counted in `to`.
 */
export function firstWholeDay(day: string, from: string, to: string): string {
  const [before, after] = [dayIn(from), dayIn(to)]
  // Nowhere is a day begun sixteen hours before it begins in UTC.
  let begin = Date.parse(day) - 16 * HOUR_MS
  while (before(new Date(begin)) < day) begin += QUARTER_MS
  const last = after(new Date(begin - 1))
  return new Date(Date.parse(last) + 24 * HOUR_MS).toISOString().slice(0, 10)
}

const HOUR_MS = 3_600_000
/** Days begin at whole quarters: see day.ts. */
const QUARTER_MS = 900_000

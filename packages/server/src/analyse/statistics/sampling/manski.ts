import type { Interval } from '../histogram.ts'

/**
 * Between what the share of all who were asked lies, whoever kept silent: at the ends, none or all of them felt good. Wide, and
 * true without any assumption. Null where nobody was shown anything.
 *
 * Source: Manski, J. Hum. Resour. 24 (1989) 343–360.
 *
 * @param positive The share who felt good among those who answered.
 */
export function manski(positive: number, answered: number, shown: number): Interval | null {
  if (shown === 0) return null
  const response = answered / shown
  return { low: response * positive, high: response * positive + 1 - response }
}

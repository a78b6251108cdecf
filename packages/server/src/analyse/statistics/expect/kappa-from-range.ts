/**
 * How sure a forecast is, in answers that it is worth: the κ of Beta(κe, κ(1 − e)) whose middle 80 % are as wide as the range that
 * was given. At least 2, which is hardly any.
 *
 * Source: moments of the beta distribution; 1.2815516 standard deviations hold 80 % of a normal one.
 *
 * @param e The expected share, over 0 and under 1. @param low The range of 80 %. @param high Over `low`.
 */
export function kappaFromRange(e: number, low: number, high: number): number {
  const sd = (high - low) / (2 * Z80)
  return Math.max(2, (e * (1 - e)) / (sd * sd) - 1)
}

const Z80 = 1.2815516

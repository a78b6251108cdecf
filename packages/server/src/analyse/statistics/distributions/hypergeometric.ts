import { logGamma } from './gamma.ts'

/** People, some of whom are drawn, and some of whom have something. */
export interface Draw {
  people: number
  drawn: number
  having: number
}

/**
 * The chance that at least so many of the drawn have it, where who is drawn has nothing to do with who has it (Fisher's exact
 * test, one-sided).
 *
 * Source: Fisher, J. R. Stat. Soc. 98 (1935) 39–82.
 */
export function hypergeometricTail(least: number, { people, drawn, having }: Draw): number {
  const fewest = Math.max(0, drawn + having - people)
  const most = Math.min(drawn, having)
  if (least <= fewest) return 1
  if (least > most) return 0
  const first = logChoose(having, least) + logChoose(people - having, drawn - least) - logChoose(people, drawn)
  // Each following chance from the one before: they fall fast, and nothing is lost to subtraction.
  let term = 1
  let sum = 1
  for (let x = least; x < most; x++) {
    term *= ((having - x) * (drawn - x)) / ((x + 1) * (people - having - drawn + x + 1))
    sum += term
  }
  return Math.min(1, Math.exp(first) * sum)
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}

import { hypergeometricTail } from '../distributions/hypergeometric.ts'

/**
 * How unlikely by chance a term must be, so that a list of all that are as unlikely holds no more false ones than this on average,
 * however many terms are compared.
 *
 * Bonferroni's bound for the expected number, over those terms alone that could ever be so unlikely: one that three people used
 * cannot, and costs the others nothing. Source: Tarone, Biometrics 46 (1990) 515–522.
 *
 * @param totals Of each term, how many people used it on both sides together. @param people On both sides. @param drawn On the first.
 * @param expected False terms per list. @returns the largest p (one-sided, see `hypergeometricTail`) to be listed.
 */
export function leastChance(totals: Iterable<number>, people: number, drawn: number, expected: number): number {
  const termsByTotal = new Map<number, number>()
  for (const total of totals) termsByTotal.set(total, (termsByTotal.get(total) ?? 0) + 1)
  const groups = [...termsByTotal]
    .map(([having, terms]) => ({
      terms,
      least: hypergeometricTail(Math.min(having, drawn), { people, drawn, having }),
    }))
    .toSorted((a, b) => a.least - b.least)
  let testable = 0
  for (const { terms, least } of groups) {
    if (testable > 0 && least > expected / testable) break
    testable += terms
  }
  return expected / Math.max(1, testable)
}

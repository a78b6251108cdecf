/**
 * Benjamini and Hochberg's q-values, in the order of the p-values: rejecting all up to q keeps the expected share of false ones
 * among them under q. For frozen reports; live pages use `ebh`.
 *
 * Source: Benjamini & Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300.
 */
export function bh(p: readonly number[]): number[] {
  const fromLargest = [...p.keys()].toSorted((i, j) => (p[j] ?? 0) - (p[i] ?? 0))
  const q: number[] = Array.from(p, () => 1)
  let least = 1
  for (const [place, i] of fromLargest.entries()) {
    least = Math.min(least, (p.length * (p[i] ?? 0)) / (p.length - place))
    q[i] = least
  }
  return q
}

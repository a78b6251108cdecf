/**
 * Which of many e-values to believe, as places in ascending order: the expected share of false ones among them stays under
 * `alpha`, however they depend on each other and however often one looks.
 *
 * Source: Wang & Ramdas, J. R. Stat. Soc. B 84 (2022) 822–852.
 */
export function ebh(e: readonly number[], alpha = 0.1): number[] {
  const fromLargest = [...e.keys()].toSorted((i, j) => (e[j] ?? 0) - (e[i] ?? 0))
  const last = fromLargest.findLastIndex((i, place) => (e[i] ?? 0) >= e.length / (alpha * (place + 1)))
  return fromLargest.slice(0, last + 1).toSorted((i, j) => i - j)
}

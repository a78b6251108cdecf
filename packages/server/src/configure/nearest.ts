/**
 * The candidate that somebody most likely meant: the shortest that goes on where the word ends, else the one that differs in the
 * fewest letters, a third of them at most; null where there is none.
 *
 * Source: Levenshtein distance, Soviet Physics Doklady 10 (1966) 707–710.
 */
export function nearestTo(word: string, candidates: Iterable<string>): string | null {
  const all = [...candidates]
  const longer = all.filter((candidate) => word !== '' && candidate.startsWith(word))
  if (longer.length > 0) return longer.reduce((a, b) => (b.length < a.length ? b : a))
  let nearest: string | null = null
  let least = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of all) {
    if (Math.abs(candidate.length - word.length) >= least) continue
    const distance = distanceOf(word.toLowerCase(), candidate.toLowerCase())
    if (distance >= least) continue
    least = distance
    nearest = candidate
  }
  return nearest
}

function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
    }
    row = next
  }
  return row[b.length] ?? 0
}

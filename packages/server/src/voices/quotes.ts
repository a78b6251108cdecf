import { medoidMmr } from '../analyse/statistics/words/medoid-mmr.ts'
import type { Said } from './contrast-terms.ts'

/**
 * The comments to quote for a theme, as places in the list: the most typical first, then by turns typical and new. One per person, and
 * none that speaks of just the same as another.
 *
 * @param said Newest first; only so many of the newest are compared, each with each.
 */
export function chooseQuotes(said: readonly Said[], count: number): number[] {
  const people = firstsBy([...said.keys()], (place) => said[place]?.person ?? '')
  const places = firstsBy(people, (place) => termsAt(said, place).toSorted().join('\n')).slice(0, MAX_COMPARED)
  const { order } = medoidMmr(
    places.map((place) => termsAt(said, place)),
    count,
  )
  return order.flatMap((i) => places[i] ?? [])
}

function termsAt(said: readonly Said[], place: number): string[] {
  return [...(said[place]?.terms ?? [])]
}

/** Of those with the same key, the first. */
function firstsBy(places: readonly number[], keyOf: (place: number) => string): number[] {
  const seen = new Set<string>()
  return places.filter((place) => !seen.has(keyOf(place)) && seen.add(keyOf(place)))
}

/**
 * Of other comments the one that speaks most of the same, as a place in the list, the newest of several; null where none does.
 *
 * Each term weighs as many as use it in the theme; a long comment gets no more for being long.
 */
export function mostAlike(theme: readonly Said[], others: readonly Said[]): number | null {
  const weights = new Map<string, number>()
  for (const { terms } of theme) for (const term of terms) weights.set(term, (weights.get(term) ?? 0) + 1)
  let best: number | null = null
  let most = 0
  for (const [place, { terms }] of others.entries()) {
    let sum = 0
    for (const term of terms) sum += weights.get(term) ?? 0
    const likeness = sum / Math.sqrt(terms.size || 1)
    if (likeness > most) [best, most] = [place, likeness]
  }
  return best
}

const MAX_COMPARED = 100

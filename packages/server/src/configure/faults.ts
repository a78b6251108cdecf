import { nearestTo } from './nearest.ts'

/** Every id that is there a second time. */
export function* faultsOfRepeats(place: string, ids: readonly string[], field = '.id'): Iterable<string> {
  for (const [i, id] of ids.entries())
    if (ids.indexOf(id) < i) yield `${place}[${i}]${field}: "${id}" is there twice; each needs a name of its own`
}

/** `; did you mean "x"?`, where something is near enough. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const nearest = nearestTo(word, candidates)
  return nearest === null ? '' : `; did you mean "${nearest}"?`
}

export function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}

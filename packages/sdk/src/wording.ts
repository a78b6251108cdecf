import type { Wording, Wordings } from '@attune/protocol'

/** The words nearest to a locale: `de-AT`, else `de`, else the default. Case does not matter, nor `_` for `-`. */
export function wordingFor(wordings: Wordings, locale: string): Wording {
  const wanted = normal(locale)
  for (let end = wanted.length; end > 0; end = wanted.lastIndexOf('-', end - 1)) {
    const found = Object.keys(wordings).find((key) => normal(key) === wanted.slice(0, end))
    if (found) return wordings[found]!
  }
  return wordings.default
}

const normal = (locale: string) => locale.replaceAll('_', '-').toLowerCase()

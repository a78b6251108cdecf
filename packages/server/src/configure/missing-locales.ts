import type { PromptDocument, Wordings } from '@attune/protocol'

/**
 * The languages that a prompt has no words in, though other prompts have, or many people use them; a sentence each.
 *
 * Nobody says which language `default` is in: it is taken for the most used of those that have no words of their own.
 *
 * @param locales How often each was counted of late; '' is unknown.
 */
export function* missingLocales(
  { wording, variants = [], who }: PromptDocument,
  others: readonly PromptDocument[],
  locales: ReadonlyMap<string, number>,
): Iterable<string> {
  const own = [wording, ...variants.flatMap((variant) => variant.wording ?? [])].map(languagesOf)
  const isWanted = (language: string) =>
    who?.locales === undefined || who.locales.some((one) => languageOf(one) === language)
  const isMissing = (language: string) => isWanted(language) && own.some((languages) => !languages.has(language))

  const used = sharesOf(locales).filter(({ language }) => isMissing(language))
  const elsewhere = new Map<string, string>()
  for (const other of others)
    for (const language of languagesOf(other.wording)) if (isMissing(language)) elsewhere.set(language, other.id)
  for (const [language, prompt] of elsewhere)
    yield `"${prompt}" has words in ${nameOf(language)} and this has none: ${WAY}`
  for (const { language, share } of used.slice(1))
    if (share >= LEAST && !elsewhere.has(language))
      yield `${Math.round(share * 100)} % of people came in ${nameOf(language)} in the last 14 days, and it has no words in it: ${WAY}`
}

/** A share of people that is worth a translation. */
const LEAST = 0.05
const WAY = 'they are asked in the words of "default". Add some, or leave it so where they read that language.'

/** The shares of the languages that are known, largest first. */
function sharesOf(locales: ReadonlyMap<string, number>): { language: string; share: number }[] {
  const counted = new Map<string, number>()
  for (const [locale, n] of locales)
    if (locale !== '') counted.set(languageOf(locale), (counted.get(languageOf(locale)) ?? 0) + n)
  const all = [...counted.values()].reduce((sum, n) => sum + n, 0)
  return [...counted]
    .map(([language, n]) => ({ language, share: n / all }))
    .toSorted((a, b) => b.share - a.share || (a.language < b.language ? -1 : 1))
}

function languagesOf(wordings: Wordings): Set<string> {
  return new Set(Object.keys(wordings).flatMap((locale) => (locale === 'default' ? [] : languageOf(locale))))
}

function languageOf(locale: string): string {
  return (locale.split(/[-_]/)[0] ?? '').toLowerCase()
}

function nameOf(language: string): string {
  try {
    return names.of(language) ?? language
  } catch {
    return language
  }
}

const names = new Intl.DisplayNames(['en'], { type: 'language' })

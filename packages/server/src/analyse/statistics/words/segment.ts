/**
 * The words of a text in lower case, as its language cuts them; punctuation and emoji are none.
 *
 * Composed by NFC and not NFKC, which takes Thai words apart. Japanese, Chinese and Thai are cut by dictionaries, so a word there
 * may differ between versions of the runtime.
 * Source: Unicode Standard Annex 29, through Intl.Segmenter.
 *
 * @param locale BCP 47, e.g. `de` or `zh-Hant`. @throws RangeError where it is no locale.
 */
export function segment(text: string, locale: string): string[] {
  const lower = text.normalize('NFC').toLocaleLowerCase(locale)
  return [...segmenterOf(locale).segment(lower)].filter((part) => part.isWordLike).map((part) => part.segment)
}

const segmenters = new Map<string, Intl.Segmenter>()

/** Making one costs far more than using it. */
function segmenterOf(locale: string): Intl.Segmenter {
  const known = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  segmenters.set(locale, known)
  return known
}

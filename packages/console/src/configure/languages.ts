/** `German`, `Portuguese (Brazil)`, from `de` and `pt-BR`; what is no language is given back as it is. */
export function languageName(locale: string): string {
  try {
    return NAMES.of(locale) ?? locale
  } catch {
    return locale
  }
}

/** Whether a text could be a language as pages name it, e.g. `de` or `pt-BR`. */
export function isLanguage(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1
  } catch {
    return false
  }
}

/** What is offered first: the languages that the widget has words of its own in, and two that run from right to left. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt', 'sv', 'ar', 'he', 'ja', 'zh']

/** Which of them run from right to left, as the widget decides it. */
export const isRightToLeft = (locale: string): boolean =>
  /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b(?!-latn)|-(arab|hebr)/iu.test(locale)

const NAMES = new Intl.DisplayNames('en-GB', { type: 'language', languageDisplay: 'standard' })

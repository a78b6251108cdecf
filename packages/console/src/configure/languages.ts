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

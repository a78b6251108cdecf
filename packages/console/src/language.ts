/** `German`, `Portuguese (Brazil)`, from `de` and `pt-BR`; what is no language is given back as it is. */
export function languageName(locale: string): string {
  try {
    return NAMES.of(locale) ?? locale
  } catch {
    return locale
  }
}

const NAMES = new Intl.DisplayNames('en-GB', { type: 'language', languageDisplay: 'standard' })

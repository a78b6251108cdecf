import type { Wordings } from '@attune/protocol'

/** The question as it was put to somebody of this locale: theirs, else their language's, else the default. */
export function questionIn(wordings: Wordings, locale: string): string {
  const [language = ''] = locale.split('-')
  const wording = own(wordings, locale) ?? own(wordings, language) ?? wordings.default
  return wording.question
}

function own(wordings: Wordings, locale: string): Wordings['default'] | undefined {
  return Object.hasOwn(wordings, locale) ? wordings[locale] : undefined
}

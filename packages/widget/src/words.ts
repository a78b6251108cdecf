/**
 * The widget's own words in one language; a prompt's wording goes before them. A list, because names would cost
 * more bytes than some of the words: `WORD` says what stands where.
 */
export type Words = readonly string[] & { length: 14 }

/** Where each word stands. The five faces' names come first, worst first. */
export const WORD = {
  why: 5,
  optional: 6,
  done: 7,
  close: 8,
  never: 9,
  thanks: 10,
  /** Who gets to see the answer: one short, true sentence for each mode. */
  open: 11,
  confidential: 12,
  anonymous: 13,
} as const

/** The words for a locale (BCP 47): its own language's where we have them, else English; and the language they are in. */
export function wordsFor(locale: string): { words: Words; lang: string } {
  const lang = languageOf(locale)
  const words = WORDS[lang]
  return words ? { words, lang } : { words: EN, lang: 'en' }
}

/** The direction that a locale is written in, by its language or the script it names. */
export function directionOf(locale: string): 'rtl' | 'ltr' {
  return RTL.test(locale) ? 'rtl' : 'ltr'
}

/** The language of a locale: `de` of `de-AT`. */
export function languageOf(locale: string): string {
  return locale.toLowerCase().split('-')[0]!
}

const RTL = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b(?!-latn)|-(arab|hebr)/i

const EN: Words = [
  'Very bad',
  'Bad',
  'Okay',
  'Good',
  'Very good',
  'What made it feel that way?',
  'optional',
  'Done',
  'Close',
  'Never ask me again',
  'Thank you for your answer.',
  'Read by the team, without your name.',
  'Seen only together with others’ answers.',
  'Anonymous: nothing says who you are.',
]

/** By language. A language that is not here falls back to English. */
const WORDS: Record<string, Words> = {
  en: EN,
  de: [
    'Sehr schlecht',
    'Schlecht',
    'Geht so',
    'Gut',
    'Sehr gut',
    'Woran lag das?',
    'freiwillig',
    'Fertig',
    'Schließen',
    'Nie wieder fragen',
    'Danke für Ihre Antwort.',
    'Das Team liest es, ohne Ihren Namen.',
    'Nur zusammen mit anderen Antworten zu sehen.',
    'Anonym: Nichts sagt, wer Sie sind.',
  ],
}

import {
  afr,
  ara,
  ben,
  bul,
  cat,
  ces,
  dan,
  deu,
  ell,
  eng,
  epo,
  est,
  eus,
  fas,
  fin,
  fra,
  gle,
  glg,
  guj,
  heb,
  hin,
  hrv,
  hun,
  hye,
  ind,
  ita,
  jpn,
  kor,
  kur,
  lav,
  lit,
  mar,
  msa,
  mya,
  nld,
  nob,
  panGu,
  pol,
  por,
  ron,
  rus,
  slk,
  slv,
  som,
  spa,
  swa,
  swe,
  tgl,
  tha,
  tur,
  ukr,
  urd,
  vie,
  zho,
  zul,
} from 'stopword'

/**
 * The language of a locale, e.g. `de` of `de-AT`; `''` where it is none that words to leave away are known of.
 *
 * Only known languages come out, so that what strangers send as their locale makes nothing grow.
 */
export function languageOf(locale: string): string {
  const [language = ''] = locale.toLowerCase().split(/[-_]/)
  return Object.hasOwn(LISTS, language) ? language : ''
}

/** Words that say nothing by themselves, e.g. `the`, in lower case; none in a language that is not known. */
export function stopWordsOf(language: string): ReadonlySet<string> {
  const known = sets.get(language)
  if (known) return known
  const list = Object.hasOwn(LISTS, language) ? LISTS[language] : undefined
  if (!list) return NONE
  const made = new Set(list.map((word) => word.normalize('NFC').toLowerCase()))
  sets.set(language, made)
  return made
}

/**
 * The language that words are in, where nobody has said so: the one whose stop words are most of them.
 *
 * @param words Of many comments, in lower case. @returns `''` where hardly any is a stop word of one language.
 */
export function guessLanguage(words: readonly string[]): string {
  let best = ''
  let most = words.length * LEAST_SHARE
  for (const language of Object.keys(LISTS)) {
    const stop = stopWordsOf(language)
    const found = words.reduce((sum, word) => (stop.has(word) ? sum + 1 : sum), 0)
    if (found > most) [best, most] = [language, found]
  }
  return best
}

const sets = new Map<string, ReadonlySet<string>>()
const NONE: ReadonlySet<string> = new Set()

/** In a text of its own language some third to a half of the words are on the list; of a neighbour's, a few. */
const LEAST_SHARE = 0.1

/** By ISO 639-1, the commoner languages first: they win where two have as many. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  en: eng,
  de: deu,
  fr: fra,
  es: spa,
  it: ita,
  pt: por,
  nl: nld,
  pl: pol,
  ru: rus,
  uk: ukr,
  tr: tur,
  zh: zho,
  ja: jpn,
  ko: kor,
  ar: ara,
  he: heb,
  fa: fas,
  hi: hin,
  th: tha,
  vi: vie,
  id: ind,
  ms: msa,
  sv: swe,
  da: dan,
  nb: nob,
  no: nob,
  fi: fin,
  et: est,
  lv: lav,
  lt: lit,
  cs: ces,
  sk: slk,
  sl: slv,
  hr: hrv,
  hu: hun,
  ro: ron,
  bg: bul,
  el: ell,
  ca: cat,
  eu: eus,
  gl: glg,
  ga: gle,
  eo: epo,
  hy: hye,
  ku: kur,
  bn: ben,
  gu: guj,
  mr: mar,
  pa: panGu,
  ur: urd,
  my: mya,
  tl: tgl,
  sw: swa,
  so: som,
  zu: zul,
  af: afr,
}

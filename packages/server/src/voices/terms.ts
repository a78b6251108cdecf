import { segment } from '../analyse/statistics/words/segment.ts'
import { stopWordsOf } from './stop-words.ts'

/**
 * What a comment speaks of: its words and its pairs of neighbouring words, each once, without those that say nothing.
 *
 * Pairs tell more than words (`late delivery`; `not working`, of which `not` alone is nothing to speak of), and heal what a dictionary
 * has cut apart (`页` `面`). They do not reach over the end of a sentence, or over what was masked. What was masked, addresses, names
 * with an at sign and long numbers are no terms.
 *
 * @param language As `languageOf` gives it; `''`: any.
 */
export function termsOf(text: string, language: string): Set<string> {
  const terms = new Set<string>()
  for (const sentence of text.split(BREAK)) {
    const words = wordsOf(sentence, language)
    for (const [i, word] of words.entries()) {
      if (!NEGATIONS.has(word)) terms.add(word)
      const next = words[i + 1]
      if (next !== undefined && next !== word) terms.add(pairOf(word, next))
    }
  }
  return terms
}

/** All words of a text in lower case, those that say nothing too: what a language is told by. */
export function plainWords(text: string, language: string): string[] {
  // Phones write the apostrophe as a quotation mark.
  return segment(text.replaceAll('’', "'"), language === '' ? 'und' : language)
}

function wordsOf(sentence: string, language: string): string[] {
  const stop = stopWordsOf(language)
  return plainWords(sentence, language)
    .map((word) => bare(word, stop))
    .filter((word) => TELLING.test(word) && !stop.has(word))
}

/** Without what is tied to it by an apostrophe: nothing of `it's`, `hôtel` of `l'hôtel`, `menu` of `menu's`; `can't` says something. */
function bare(word: string, stop: ReadonlySet<string>): string {
  if (word.endsWith("n't")) return word
  const owner = word.endsWith("'s") ? word.slice(0, -2) : word
  const at = owner.indexOf("'")
  if (at < 1) return owner
  const [before, after] = [owner.slice(0, at), owner.slice(at + 1)]
  if (before.length > 2 && !stop.has(before)) return owner
  return after.length > 2 ? after : ''
}

/** Of English, whose list of words that say nothing has none of them: other languages' have theirs. */
const NEGATIONS: ReadonlySet<string> = new Set(['not', 'no', 'cannot'])

/** Scripts that write no spaces get none. */
function pairOf(word: string, next: string): string {
  return UNSPACED.test(word) && UNSPACED.test(next) ? word + next : `${word} ${next}`
}

/** Two letters, one sign of a script whose signs are words, or a number such as 404. */
const TELLING = /\p{L}[\p{L}\p{M}\p{N}]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|^\d{3,5}$/u
const UNSPACED = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}\p{M}]+$/u
/** What was masked (see collect/redact.ts), and what should have been; and the ends of sentences. */
const BREAK =
  /\[(?:email|login|iban|number|ip|token)\]|https?:\/\/\S+|www\.\S+|(?<!\S)[^\s@＠]*[@＠]\S+|\p{Nd}{6,}|(?<![.!?…])[.!?…]+(?!\S)|[。！？；;\n]+/giu

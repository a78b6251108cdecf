import type { Said } from './contrast-terms.ts'
import { guessLanguage, languageOf } from './stop-words.ts'
import { plainWords, termsOf } from './terms.ts'
import type { Comment } from './theme-comments.ts'

/** A comment with what it speaks of. */
export type Heard = Said & Omit<Comment, 'text' | 'locale'>

/**
 * Finds the terms of the comments of each side, by the language of each comment; others get their turn meanwhile, as there may be
 * thousands.
 *
 * Those that came without a locale, as surveys from elsewhere do, are all taken for the language that most of their words are of:
 * on both sides the same, or a word that says nothing in one would tell it from the other.
 */
export async function hear(sides: readonly (readonly Comment[])[]): Promise<Heard[][]> {
  const unknown = sides.flatMap((comments) => comments.filter(({ locale }) => locale === '').slice(0, ENOUGH_TO_GUESS))
  const guessed = guessLanguage(unknown.flatMap(({ text }) => plainWords(text, '')))
  const heard: Heard[][] = []
  for (const comments of sides) heard.push(await hearOne(comments, guessed))
  return heard
}

async function hearOne(comments: readonly Comment[], guessed: string): Promise<Heard[]> {
  const heard: Heard[] = []
  for (const { text, locale, ...same } of comments) {
    heard.push({ ...same, terms: termsOf(text, locale === '' ? guessed : languageOf(locale)) })
    if (heard.length % AT_ONCE === 0) await new Promise(setImmediate)
  }
  return heard
}

/** Some milliseconds' worth. */
const AT_ONCE = 50
const ENOUGH_TO_GUESS = 100

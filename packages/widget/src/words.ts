import type { Privacy, PromptHandle } from '@attune/protocol'

/**
 * The widget's own words in one language; a prompt's wording goes before them. A list, because names would cost
 * more bytes than some of the words: `WORD` says what stands where.
 */
export type Words = readonly string[] & { length: 25 }

/** Where each word stands. The five faces' names are 0 to 4, those of the points of `csat` 18 to 22, worst first. */
export const WORD = {
  why: 5,
  optional: 6,
  done: 7,
  close: 8,
  never: 9,
  thanks: 10,
  /** The name of a point that has only a number: `x` is the number, `y` the best one. */
  of: 14,
  /** Beside a follow-up that takes several options. */
  many: 15,
  hard: 16,
  easy: 17,
  unlikely: 23,
  likely: 24,
} as const

/** Who gets to see the answer: where the short, true sentence for each mode stands. */
export const PRIVACY_WORD: Record<Privacy, number> = { open: 11, confidential: 12, anonymous: 13 }

/** The widget's own words as one prompt has them. */
export interface Spoken {
  words: Words
  /** Their language, where it is not the prompt's. */
  lang: string | undefined
}

/**
 * Begins a prompt as soon as the words for its locale (BCP 47) are there: English at once, and another language we have once
 * its file is fetched. Where we have none, or it does not come in time, the words are English, and told so.
 *
 * @returns a handle for now: a prompt that is removed before its words have come never begins.
 */
export function withWords(locale: string, begin: (spoken: Spoken) => PromptHandle): PromptHandle {
  const language = languageOf(locale)
  const english = { words: EN, lang: language === 'en' ? undefined : 'en' }
  if (!HAS_FILE.test(language)) return begin(english)
  let handle: PromptHandle | undefined
  let isOver = false
  const go = (spoken: Spoken) => {
    if (isOver) return
    isOver = true
    handle = begin(spoken)
  }
  setTimeout(() => go(english), WORDS_WITHIN_MS)
  fetchWords(language).then(
    (words) => go({ words, lang: undefined }),
    () => go(english),
  )
  return {
    remove() {
      isOver = true
      handle?.remove()
    },
  }
}

/** The direction that a locale is written in, by its language or the script it names. */
export function directionOf(locale: string): 'rtl' | 'ltr' {
  return RTL.test(locale) ? 'rtl' : 'ltr'
}

/** The language of a locale: `de` of `de-AT`. */
function languageOf(locale: string): string {
  return locale.toLowerCase().split('-')[0]!
}

/** The build puts these files beside the widget's own, and their address here; see `rollup.config.js`. */
async function fetchWords(language: string): Promise<Words> {
  const { words } = (await import(`./words/${language}.ts`)) as { words: Words }
  return words
}

/** The languages that have a file. */
const HAS_FILE = /^(ar|de|es|fr|it|ja|nl|pl|pt|sv|zh)$/

const RTL = /^(ar|ckb|dv|fa|he|iw|ps|sd|ug|ur|yi)\b(?!-latn)|-(arab|hebr)/i

/** Later than this, English now is worth more than the right language some time. */
const WORDS_WITHIN_MS = 1_500

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
  'x of y',
  'choose any',
  'Very difficult',
  'Very easy',
  'Very dissatisfied',
  'Dissatisfied',
  'Neither',
  'Satisfied',
  'Very satisfied',
  'Not at all likely',
  'Extremely likely',
]

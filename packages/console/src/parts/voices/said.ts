import type { Scale, ThemesAnswer, ThemeSide, ThemeSideName } from '@attune/protocol'

import type { VoicesView } from '../../voices-view.ts'
import { dayRange } from '../../when.ts'
import { count, scoreName } from '../../words.ts'

/** Where something was said, e.g. `at Payment`, `in Checkout`, `about Checkout as a whole`. */
export interface Place {
  journey: string
  /** Null: anywhere in the journey. `''` where it is the journey as a whole. */
  step: string | null
}

/** `at Payment`, `about Checkout as a whole`, `in Checkout`. */
export function placeOf({ journey, step }: Place): string {
  if (step === null) return `in ${journey}`
  return step === '' ? `about ${journey} as a whole` : `at ${step}`
}

/** What is listed, in a sentence: `What people wrote at Payment who felt bad or very bad, newest first.` */
export function listedSentence(view: Pick<VoicesView, 'feel' | 'words'>, place: Place, scale: Scale): string {
  const did = view.words === 'all' ? 'What people answered' : 'What people wrote'
  const felt = view.feel.length === 0 ? '' : ` who felt ${orOf(view.feel.map((feel) => lower(scoreName(feel, scale))))}`
  return `${did} ${placeOf(place)}${felt}, newest first.`
}

/** `1 comment`, `52 comments`. */
export const comments = (n: number): string => `${count(n)} ${n === 1 ? 'comment' : 'comments'}`

/** A side's heading: whose words these are. */
export function sideTitle(side: ThemeSideName, { date }: Pick<ThemesAnswer, 'date'>, place: Place): string {
  if (side === 'bad') return 'Whoever felt bad speaks of'
  if (side === 'good') return 'Whoever felt good speaks of'
  if (side === 'after') return `Since ${dayIn(date)} they speak of`
  if (side === 'before') return `Before ${dayIn(date)} they spoke of`
  return side === 'here' ? `${capital(placeOf(place))} they speak of` : 'In the rest of the journey'
}

/** Whom a count is of, as in `11 of 52 …`: `who felt bad`, `at Payment`, `since 3 November 2026`. */
export function sideWords(side: ThemeSideName, { date }: Pick<ThemesAnswer, 'date'>, place: Place): string {
  if (side === 'bad') return 'who felt bad'
  if (side === 'good') return 'who felt good'
  if (side === 'after') return `since ${dayIn(date)}`
  if (side === 'before') return `before ${dayIn(date)}`
  return side === 'here' ? placeOf(place) : 'elsewhere'
}

/** How much was read on a side: `52 comments, 21 September to 26 November 2026`. */
export function readWords({ comments: n, from, to }: ThemeSide): string {
  return from === null || to === null ? comments(n) : `${comments(n)}, ${dayRange(from.slice(0, 10), to.slice(0, 10))}`
}

/** `a`, `a or b`, `a, b or c`. */
export const orOf = (words: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)

/** `German (Austria)`, of `de-AT`; what is no language as it stands. */
export function languageName(locale: string): string {
  try {
    return LANGUAGES.of(locale) ?? locale
  } catch {
    return locale
  }
}

const LANGUAGES = new Intl.DisplayNames('en-GB', { type: 'language' })
const dayIn = (date: string | null): string => (date === null ? 'then' : dayRange(date, date))
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

import type { Scale, ThemeRule, ThemesAnswer, ThemeSide, ThemeSideName } from '@attune/protocol'

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

type Listed = Pick<VoicesView, 'feel' | 'words' | 'q' | 'tag' | 'from' | 'to'>

/** What is listed, in a sentence: `What people wrote at Payment who felt bad or very bad, newest first.` */
export function listedSentence(view: Listed, place: Place, scale: Scale): string {
  const { words, feel, q, tag } = view
  return [
    words === 'all' && q === '' ? 'What people answered' : 'What people wrote',
    q === '' ? '' : ` with “${q}”`,
    ` ${placeOf(place)}`,
    feel.length === 0 ? '' : ` who felt ${orOf(feel.map((one) => lower(scoreName(one, scale))))}`,
    daysWords(view),
    tag === '' ? '' : `, tagged “${tag}”`,
    ', newest first.',
  ].join('')
}

/** ` from 1 to 5 November 2026`, ` since …`, ` until …`; `''` for all days. */
function daysWords({ from, to }: Pick<VoicesView, 'from' | 'to'>): string {
  if (from !== '' && to !== '') return from === to ? ` on ${dayRange(from, to)}` : ` from ${dayRange(from, to)}`
  if (from !== '') return ` since ${dayRange(from, from)}`
  return to === '' ? '' : ` until ${dayRange(to, to)}`
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

/** What a rule says: `“slow” and “slow page” are the theme “Too slow”, without what says “slow motion”.` */
export function ruleWords({ name, terms, except = [] }: ThemeRule): string {
  const quoted = (list: readonly string[], type: Intl.ListFormatOptions['type']): string =>
    new Intl.ListFormat('en-GB', { type }).format(list.map((term) => `“${term}”`))
  const without = except.length === 0 ? '' : `, without what says ${quoted(except, 'disjunction')}`
  return `${quoted(terms, 'conjunction')} ${terms.length === 1 ? 'is' : 'are'} the theme “${name}”${without}.`
}

/** `a`, `a or b`, `a, b or c`. */
export const orOf = (words: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words)

const dayIn = (date: string | null): string => (date === null ? 'then' : dayRange(date, date))
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1)

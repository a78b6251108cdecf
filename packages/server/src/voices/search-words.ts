import { LANGUAGES } from '../database/migrations/0016_voices.ts'

/** How words are read: a configuration of PostgreSQL's text search, `simple` where only the same word is a match. */
export function languageOf(locale: string): string {
  const [code = ''] = locale.toLowerCase().split(/[-_]/)
  return Object.hasOwn(LANGUAGES, code) ? (LANGUAGES[code] ?? SIMPLE) : SIMPLE
}

/** Every one that words may be in. */
export const ALL_LANGUAGES: readonly string[] = [...new Set(Object.values(LANGUAGES)), 'simple']

export const SIMPLE = 'simple'

/** As the index has them: what looks like the name of a host, a file or a tag is words. Nothing becomes longer or shorter. */
export function plainText(text: string): string {
  return text.replaceAll(/[./_<>&@#=]/g, ' ')
}

/** What was searched for, as one language reads it: a `tsquery` as text, `''` where none of it says anything in that language. */
export interface Reading {
  language: string
  query: string
}

/** Days since 2000, inclusive. */
export interface Days {
  from: number
  to: number
}

/** What narrows a search beside its words, by the names that the index has for it. */
export interface Narrowed {
  project: string
  /** Only answers that were told of; they are in no language. */
  isTold: boolean
  /** `journey/step`; null: every one. */
  moment: string | null
  /** Null: all. */
  days: Days | null
}

/**
 * The words and everything that narrows them, as one `tsquery`: an answer matches where it does so in its own language.
 *
 * @param readings At least one that says something.
 */
export function composeQuery(readings: readonly Reading[], { project, isTold, moment, days }: Narrowed): string {
  const named = (name: string) => `'${project} ${name}'`
  const byQuery = Map.groupBy(
    readings.filter(({ query }) => query !== ''),
    ({ query }) => query,
  )
  const words = [...byQuery].map(([query, of]) => {
    const languages = of.map(({ language }) => named(isTold ? 'told' : language))
    return `((${query}) & (${languages.join(' | ')}))`
  })
  const parts = [`(${words.join(' | ')})`]
  if (moment !== null) parts.push(named(moment))
  if (days) {
    parts.push(`(${daysNamed(days, isTold).map(named).join(' | ')})`)
  }
  return parts.join(' & ')
}

/** Each day, or where they are many, each stretch of 32 days that has some of them. */
function daysNamed({ from, to }: Days, isTold: boolean): string[] {
  const isLong = to - from >= STRETCH
  const kind = isLong ? (isTold ? 'u' : 'm') : isTold ? 't' : 'd'
  const [first, last] = isLong ? [Math.trunc(from / STRETCH), Math.trunc(to / STRETCH)] : [from, to]
  return Array.from({ length: last - first + 1 }, (_, i) => `${kind}${last - i}`)
}

/** Of what was searched for, the words that are to be there, as a `tsquery` that has any of them; `''` where there is none. */
export function wanted(query: string): string {
  const lexemes = new Set<string>()
  let isUnwanted = false
  let depth = 0
  for (const [token] of query.matchAll(/'(?:[^']|'')*'|[!()]/g)) {
    if (token === '!') isUnwanted = true
    else if (token === '(') depth += isUnwanted ? 1 : 0
    else if (token === ')') depth -= isUnwanted ? 1 : 0
    else if (!isUnwanted) lexemes.add(token)
    if (token !== '!' && depth === 0) isUnwanted = false
  }
  return [...lexemes].join(' | ')
}

/**
 * The same, but for the order of words in quotation marks: what the index can tell by itself. Null where it is the same, or where
 * what is not to be found has an order.
 */
export function withoutOrder(query: string): string | null {
  if (query.includes('!')) return null
  const loose = query.replaceAll(/'(?:[^']|'')*'|<(?:-|\d+)>/g, (token) => (token.startsWith('<') ? '&' : token))
  return loose === query ? null : loose
}

/** Around what was found, in what PostgreSQL gives back: no text that people type holds it. */
export const FOUND = '\u0002'

/**
 * Where words were found, from the text in which they stand between two signs.
 *
 * @returns nothing where the text is another than the one that was given.
 */
export function marksIn(marked: string, text: string): [start: number, length: number][] {
  const marks: [number, number][] = []
  let plain = ''
  for (const [i, part] of marked.split(FOUND).entries()) {
    if (i % 2 === 1) marks.push([plain.length, part.length])
    plain += part
  }
  return plain === plainText(text) ? marks : []
}

/** The day of an instant or a day, since 2000, as the index counts them. */
export function dayNumber(at: string): number {
  return Math.floor(Date.parse(at) / DAY_MS) - Y2K
}

/** The day of such a number, e.g. `2026-11-27`. */
export function dayOfNumber(number: number): string {
  return new Date((number + Y2K) * DAY_MS).toISOString().slice(0, 10)
}

const STRETCH = 32
const DAY_MS = 86_400_000
const Y2K = Date.parse('2000-01-01') / DAY_MS

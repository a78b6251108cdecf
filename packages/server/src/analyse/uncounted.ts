import { type RawQuery, refuse, shortened } from './parameters.ts'
import { aValue } from './where.ts'

/** What is wanted of what answers have and counts have not. */
export interface Uncounted {
  /** Paths; `''` for answers that say none. Empty: all. */
  pages: string[]
  /** By a trait's name, the values that are wanted; `''` for answers that say none. */
  traits: Map<string, string[]>
  /** Empty: all. */
  trust: Trust[]
}

export type Trust = (typeof TRUST)[number]
export const TRUST = ['verified', 'unverified'] as const

/**
 * Takes `page:/cart`, `trait:plan=pro` and `trust:verified` out of a `where`.
 *
 * A path may hold a comma, and a trait anything: a `where` that begins with one of these two is one value to its end.
 *
 * @returns the rest too, as a `where` of its own.
 * @throws AppError `bad_request` that names what is wrong.
 */
export function readUncounted(given: RawQuery[string]): { uncounted: Uncounted; others: string[] } {
  const uncounted: Uncounted = { pages: [], traits: new Map(), trust: [] }
  const parts = (typeof given === 'string' ? [given] : (given ?? [])).flatMap((text) =>
    isWhole(text) ? [text] : text.split(','),
  )
  if (parts.length > 100) throw refuse('where', 'has more than 100 values', 'Ask for fewer.')
  const others = parts.filter((part) => !take(part, uncounted))
  return { uncounted, others }
}

/** @throws AppError `bad_request` where something is wanted of answers, for questions that only counts answer. */
export function allowCounted({ uncounted: { pages, traits, trust } }: { uncounted: Uncounted }): void {
  const kind = pages.length > 0 ? 'page' : traits.size > 0 ? 'trait' : trust.length > 0 ? 'trust' : null
  if (kind !== null) throw refuse('where', `has ${kind}, which is not counted`, `Ask …/feel by ${kind}.`)
}

/** Reads `trait:plan`. */
export function readTrait(key: string): `trait:${string}` {
  const [, name] = /^trait:(.+)$/.exec(key) ?? []
  if (name === undefined) throw refuse('by', `has "${shortened(key)}"`, 'A trait is asked for by its name: trait:plan.')
  return `trait:${aValue(name, 'by', 'trait')}`
}

/** The traits among the keys of rows, by name. */
export function traitsIn(by: readonly string[]): string[] {
  return by.filter((key) => key.startsWith('trait:')).map((key) => key.slice('trait:'.length))
}

function isWhole(text: string): boolean {
  return text.startsWith('page:') || text.startsWith('trait:')
}

/** Whether a part was one of ours. */
function take(part: string, { pages, traits, trust }: Uncounted): boolean {
  const colon = part.indexOf(':')
  const [key, value] = [part.slice(0, Math.max(0, colon)), part.slice(colon + 1)]
  if (key === 'page') pages.push(aValue(value, 'where', 'page', MAX_PAGE))
  else if (key === 'trust') trust.push(aTrust(value))
  else if (key === 'trait') {
    const equals = value.indexOf('=')
    if (equals < 1) throw refuse('where', `has "${shortened(part)}"`, 'A trait has a name and a value: trait:plan=pro.')
    const name = aValue(value.slice(0, equals), 'where', 'trait')
    traits.set(name, [...(traits.get(name) ?? []), aValue(value.slice(equals + 1), 'where', 'trait')])
  } else return false
  return true
}

function aTrust(value: string): Trust {
  const trust = TRUST.find((known) => known === value)
  if (!trust) throw refuse('where', `has the trust "${shortened(value)}"`, `It is ${TRUST.join(' or ')}.`)
  return trust
}

/** As long as a path is kept. */
const MAX_PAGE = 512

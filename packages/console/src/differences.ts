import { count } from './words.ts'

/** One thing that is not what it was; null where it is not there on one side. */
export interface Difference {
  /** `['steps', 'payment', 'name']`; empty for the whole. */
  place: string[]
  before: string | null
  after: string | null
}

/** What differs between what was and what is, place by place, at most so many that one can read them. */
export function differencesOf({ before, after }: { before: unknown; after: unknown }): Difference[] {
  const found: Difference[] = []
  compare([], before ?? undefined, after ?? undefined, found)
  if (found.length <= MOST) return found
  const rest = found.length - MOST
  return [...found.slice(0, MOST), { place: ['and more'], before: null, after: `${count(rest)} more changes` }]
}

function compare(place: string[], before: unknown, after: unknown, found: Difference[]): void {
  // What is not there and what is null are the same to a reader: nothing.
  if (isSame(before ?? null, after ?? null)) return
  const [was, is] = [partsOf(before), partsOf(after)]
  if ((was ?? is) !== null && (was !== null || before === undefined) && (is !== null || after === undefined)) {
    const keys = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])
    const many = found.length
    for (const key of keys) compare([...place, key], was?.[key], is?.[key], found)
    // The same things with ids may stand in another order.
    if (found.length > many || !isListed(before) || !isListed(after)) return
  }
  found.push({ place, before: saidOf(before), after: saidOf(after) })
}

/** What can be looked into: a record, or a list of things with ids, which are told apart by those and not by their place. */
export function partsOf(value: unknown): Record<string, unknown> | null {
  if (isListed(value)) return Object.fromEntries(value.map((one) => [one.id, one]))
  return isRecord(value) ? value : null
}

/** Whether something is a list of things with ids. */
export const isListed = (value: unknown): value is Listed[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => isRecord(one) && typeof one['id'] === 'string')

export type Listed = Record<string, unknown> & { id: string }

/** Something with named parts. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether two say the same, in whatever order their parts are kept. */
export const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRecord(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}

/** A value as a person reads it; null for nothing. */
export function saidOf(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value === '' ? '(empty)' : value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (isListed(value)) return value.map(({ id, name }) => (typeof name === 'string' ? name : id)).join(', ')
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ') || '(none)'
  return JSON.stringify(value)
}

/** Differences shown of one change: a whole configuration can hold thousands. */
const MOST = 40

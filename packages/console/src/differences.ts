import type { AuditItem } from '@attune/protocol'

import { count } from './words.ts'

/** One thing that is not what it was; null where it is not there on one side. */
export interface Difference {
  /** `steps, payment, name`; '' for the whole. */
  place: string
  before: string | null
  after: string | null
}

/** What differs between what was and what is, place by place, at most so many that one can read them. */
export function differencesOf({ before, after }: Pick<AuditItem, 'before' | 'after'>): Difference[] {
  const found: Difference[] = []
  compare([], before ?? undefined, after ?? undefined, found)
  if (found.length <= MOST) return found
  const rest = found.length - MOST
  return [...found.slice(0, MOST), { place: 'and more', before: null, after: `${count(rest)} more changes` }]
}

function compare(place: string[], before: unknown, after: unknown, found: Difference[]): void {
  // What is not there and what is null are the same to a reader: nothing.
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return
  const [was, is] = [partsOf(before), partsOf(after)]
  if ((was ?? is) !== null && (was !== null || before === undefined) && (is !== null || after === undefined)) {
    const keys = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])
    for (const key of keys) compare([...place, key], was?.[key], is?.[key], found)
    return
  }
  found.push({ place: place.map(inWords).join(', '), before: shown(before), after: shown(after) })
}

/** What can be looked into: a record, or a list of things with ids, which are told apart by those and not by their place. */
function partsOf(value: unknown): Record<string, unknown> | null {
  if (Array.isArray(value)) {
    const hasIds = value.length > 0 && value.every((one) => isRecord(one) && typeof one['id'] === 'string')
    return hasIds ? Object.fromEntries(value.map((one: Record<string, unknown>) => [String(one['id']), one])) : null
  }
  return isRecord(value) ? value : null
}

/** `expires_at` and `perSession` as words. */
const inWords = (key: string): string =>
  /^[a-z]+([A-Z][a-z]*|_[a-z]+)*$/u.test(key)
    ? key
        .replaceAll(/([A-Z])/gu, ' $1')
        .replaceAll('_', ' ')
        .toLowerCase()
    : key

function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value === '' ? '(empty)' : value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ') || '(none)'
  return JSON.stringify(value)
}

/** Something with named parts. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Differences shown of one change: a whole configuration can hold thousands. */
const MOST = 40

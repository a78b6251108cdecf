/** What is asked for, as the address has it: the parameters of `GET …/compare` without the journey. */

/** The ways to make two sides. */
export type Kind = 'release' | 'date' | 'period' | 'device' | 'locale' | 'releases' | 'variant' | 'version'

/** What `where` narrows, as the page offers it. */
export type Narrowed = 'device' | 'locale' | 'release' | 'origin' | 'version' | 'variant'

/** Parameters by name; null takes one away. */
export type Changes = Readonly<Record<string, string | null>>

/** How the sides are told apart; null where nothing is asked for yet. */
export function kindOf(search: URLSearchParams): Kind | null {
  const by = search.get('by')
  if (by === 'release') return 'releases'
  if (by !== null && by !== '') return KINDS.find((kind) => kind === by) ?? null
  if (search.get('release')) return 'release'
  return search.get('date') ? 'date' : null
}

/** The column that a kind is a `by` of. */
export const columnOf = (kind: Kind): string => (kind === 'releases' ? 'release' : kind)

/** Whether the sides lie before and after a day. */
export const isAroundDay = (kind: Kind | null): boolean => kind === 'release' || kind === 'date'

/** The same with some parameters changed. @returns With its question mark. */
export function changed(search: URLSearchParams, changes: Changes): string {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return `?${next}`
}

/** Other sides, at the same step and narrowed as before, but for what the sides are told apart by now. */
export function withSides(search: URLSearchParams, sides: Changes): string {
  const next = new URLSearchParams(search)
  const before = kindOf(search)
  // Two variants or versions are of one prompt, which nothing else has to be.
  if (before === 'variant' || before === 'version') next.delete('prompt')
  for (const name of OF_SIDES) next.delete(name)
  const kept = next.getAll('where').filter((pair) => !pair.startsWith(`${sides['by']}:`))
  next.delete('where')
  for (const pair of kept) next.append('where', pair)
  return changed(next, sides)
}

/** Another step, without what was of the one before: its prompts, their versions and variants, and what it was held against. */
export function withStep(search: URLSearchParams, step: string): string {
  const next = new URLSearchParams(search)
  for (const name of ['prompt', 'control']) next.delete(name)
  const kept = next.getAll('where').filter((pair) => !/^(version|variant):/u.test(pair))
  next.delete('where')
  for (const pair of kept) next.append('where', pair)
  return changed(next, { step })
}

/** What one of the things is narrowed to; `''` for all. */
export function narrowedTo(search: URLSearchParams, key: Narrowed): string {
  const pair = search.getAll('where').find((one) => one.startsWith(`${key}:`))
  return pair?.slice(key.length + 1) ?? ''
}

/** @param values Empty: all. */
export function withNarrowed(search: URLSearchParams, key: Narrowed, values: readonly string[]): string {
  const next = new URLSearchParams(search)
  const kept = next.getAll('where').filter((pair) => !pair.startsWith(`${key}:`))
  next.delete('where')
  for (const pair of [...kept, ...values.map((value) => `${key}:${value}`)]) next.append('where', pair)
  return `?${next}`
}

/** How many things narrow it beyond the step and the sides. */
export function narrowings(search: URLSearchParams): number {
  const keys = new Set(search.getAll('where').map((pair) => pair.split(':')[0]))
  return keys.size + ['prompt', 'control', 'weeks', 'washout', 'from', 'to'].filter((name) => search.get(name)).length
}

const KINDS: readonly Kind[] = ['period', 'device', 'locale', 'variant', 'version']
const OF_SIDES = ['date', 'release', 'by', 'a', 'b', 'from', 'to', 'weeks', 'washout']

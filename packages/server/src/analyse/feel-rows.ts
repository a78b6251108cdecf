import type { FeelRow, Privacy, ScaleRange, WordingKey } from '@attune/protocol'

import type { Comparison } from './comparable.ts'
import { createKeys, type KeyContext, type Keys } from './feel-keys.ts'
import type { FeelQuery } from './feel-query.ts'
import { sharesIn, weigh, type WeighedScore } from './feel-weights.ts'
import { figuresOf, MIN_ANSWERS } from './figures.ts'
import { funnelOf } from './funnel.ts'
import { type CountsRow, OF_PROMPT } from './queries.ts'
import type { RowScales } from './scale-of.ts'
import { addTo, emptyTally, type Tally } from './tally.ts'

interface GroupContext extends KeyContext {
  rangeOf: RowScales['rangeOf']
  /** By `prompt@version`, the probability with which somebody was asked; null where it is another each day. */
  shareOf: ReadonlyMap<string, number | null>
}

/** The counts of one row. */
export interface Group {
  keys: Keys
  tally: Tally
  range: ScaleRange
  /** What its answers were given to. */
  asked: Map<string, WordingKey>
  /** Answers of people who spoke up by themselves, where the row is not of them. */
  unprompted: number
  /** With what probabilities its answers were asked for; null: nobody knows. */
  shares: Set<number | null>
  /** Where answers weigh differently, each score. */
  weighed: WeighedScore[]
}

export function groupsOf(counts: readonly CountsRow[], context: GroupContext): Group[] {
  const { nameOf, keysOf } = createKeys(context)
  const groups = new Map<string, Group>()
  for (const count of counts) {
    const isApart = count.origin === 'unprompted' && !isOfOrigins(context.query)
    if (isApart && count.measure !== 'feel') continue
    const name = nameOf(count)
    const group = groups.get(name) ?? emptyGroup(keysOf(count), context.rangeOf(count))
    groups.set(name, group)
    if (isApart) group.unprompted += count.n
    else add(group, count, context)
  }
  return [...groups.values()]
}

/** Whether rows are told apart, or narrowed, by where answers came from: then nothing is mixed that has to be said. */
function isOfOrigins({ by, where }: FeelQuery): boolean {
  return by.includes('origin') || where.has('origin')
}

function emptyGroup(keys: Keys, range: ScaleRange): Group {
  return { keys, range, tally: emptyTally(range), asked: new Map(), unprompted: 0, shares: new Set(), weighed: [] }
}

function add(group: Group, count: CountsRow, { shareOf }: GroupContext): void {
  addTo(group.tally, count, group.range)
  if (count.measure !== 'feel') return
  const { prompt = '', version = 0, variant = '', n, shares, isShareless = false } = count
  group.asked.set(`${prompt}@${version} ${variant}`, { prompt, version, variant })
  for (const share of shares ?? [sharesIn(count, shareOf)]) group.shares.add(share)
  group.weighed.push({ feel: Number(count.value), share: shares?.[0] ?? 1, n, isShareless })
}

/** A row, and the scale that its scores stand on. */
interface FoundRow {
  row: FeelRow
  range: ScaleRange
}

interface RowContext {
  query: FeelQuery
  privacy: Privacy
  isComparable: Comparison
  /** Whether nobody knows how many were there and were asked. */
  isOfAnswers: boolean
  /** The same of how many wrote something. */
  hasWords: boolean
}

export function rowsOf(groups: readonly Group[], context: RowContext): FoundRow[] {
  const { query } = context
  const isOfPrompts = query.prompt !== null || query.scales.length > 0 || OF_PROMPT.some((key) => query.where.has(key))
  return groups
    .map((group): FoundRow => ({ row: rowOf(group, context), range: group.range }))
    .filter(
      ({ row }) =>
        !isOfPrompts ||
        row.n + row.unprompted + (row.shown ?? 0) + (row.dismissed ?? 0) + (row.funnel?.eligible ?? 0) > 0,
    )
}

function rowOf(group: Group, { query, privacy, isComparable, isOfAnswers, hasWords }: RowContext): FeelRow {
  const { keys, tally, range, asked, unprompted, shares } = group
  const versions = [...asked.values()].toSorted(byPrompt)
  const guard = isComparable(versions) ? { comparable: true } : { comparable: false, versions }
  const isPersonal = keys.traits !== undefined || query.uncounted.traits.size > 0
  const figures = figuresOf(tally, range, privacy, isPersonal ? MIN_PERSONAL : MIN_ANSWERS)
  const known = isOfAnswers ? { ...UNKNOWN, ...(!hasWords && { commented: null }) } : {}
  const funnel = isOfAnswers ? null : funnelOf(tally, privacy, Boolean(keys.prompt ?? keys.scale))
  const said = { unprompted, shares: shares.has(null) ? 'unknown' : shares.size > 1 ? 'several' : 'one' } as const
  const weighted = query.weights === null ? {} : weigh(figures, group.weighed, range)
  return Object.assign(keys, guard, figures, weighted, known, said, { funnel })
}

function byPrompt(a: WordingKey, b: WordingKey): number {
  return compare(a.prompt, b.prompt) || a.version - b.version || compare(a.variant, b.variant)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** What is counted by no page, trait or trust. */
const UNKNOWN = { shown: null, dismissed: null, response_rate: null, entered: null, completed: null, failed: null }
/** Fewer people than these show no figure where they are told apart by what they are. Source: docs/decisions/0021-privacy-gate.md. */
const MIN_PERSONAL = 10

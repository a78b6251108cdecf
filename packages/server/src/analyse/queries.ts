import type { Origin, Privacy, PromptDocument, Scale } from '@attune/protocol'
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely'

import type { Db } from '../database/open.ts'
import type { Tables } from '../database/tables.ts'
import { addDays, daysBetween } from './days.ts'
import { isGated, type Source, sourcesOf } from './privacy-gate/sources.ts'
import { OF_FUNNEL } from './tally.ts'
import type { Trust } from './uncounted.ts'

/** What counts can be split by. A closed list: these are the columns' own names, and nothing else ever gets into a statement. */
export const SPLITS = ['step', 'day', 'device', 'locale', 'release', 'origin', 'prompt', 'version', 'variant'] as const
export type Split = (typeof SPLITS)[number]
/** A split, or ISO weeks or months, which are made of days: far fewer rows than these. */
export type Grouping = Split | 'week' | 'month'
/** What is of a prompt. What happens at a step by itself has none of it, and is counted whichever of these is wanted. */
export const OF_PROMPT = ['prompt', 'version', 'variant'] as const

/** A version of a prompt, as counts name it. */
export interface VersionKey {
  prompt: string
  version: number
}

export interface CountsAsked {
  lane: number
  project: string
  /** What people were promised. */
  privacy: Privacy
  /** Null: all journeys. */
  journey: string | null
  /** First and last day, both inclusive; null: since ever. */
  from: string | null
  to: string
  /** One of days, weeks and months at most. */
  by: readonly Grouping[]
  /** Per split, the values that are wanted. */
  where: ReadonlyMap<Exclude<Split, 'day'>, readonly string[]>
  /** Null: all prompts. What happens at steps without a prompt counts either way. */
  prompt: string | null
  /** Versions whose answers cannot be added to the others'. */
  without: readonly VersionKey[]
  /** Whether what only a funnel is made of is wanted too. */
  withFunnel?: boolean
  /** Whether people who spoke up by themselves are wanted too, though `where` does not name them. */
  withUnprompted?: boolean
  /** Nothing but scores is wanted, and of these how many are `verified`. */
  withTrust?: boolean
  /** Days before this one come as one, the day before it. By weeks: a Monday. */
  foldBefore?: string
}

/** So many of a measure, at these keys. Splits that were not asked for are not there. */
export type CountsRow = Partial<Record<Exclude<Split, 'origin' | 'day' | 'version'>, string>> & {
  version?: number
  /** As far as answers were asked for it: see `sumAnswers`. */
  page?: string
  trust?: Trust
  traits?: Record<string, string>
  /** The least and the highest probability with which these were asked; 1 where none is known. */
  shares?: readonly [number, number]
  /** Of these, none says its share. */
  isShareless?: boolean
  /** The day, the Monday of the week, the first of the month, or the day before `foldBefore`. */
  bucket?: string
  journey: string
  origin: Origin
  measure: string
  value: string
  n: number
}

/** Adds up the counts. What it costs follows from days, steps and segments, and not from how many people answered. */
export async function sumCounts(db: Db, asked: CountsAsked): Promise<CountsRow[]> {
  const sums = await Promise.all(sourcesOf(asked.privacy).map((source) => sumOf(db, source, asked)))
  return sums.flat()
}

/**
 * The same of a long time in two halves side by side, because what it costs the database follows from its days, and one query keeps one
 * processor. What the middle is in the middle of, as a week, comes twice, once of each half.
 */
export async function sumInHalves(db: Db, asked: CountsAsked & { from: string }): Promise<CountsRow[]> {
  const days = daysBetween(asked.from, asked.to)
  if (days < LONG_DAYS) return await sumCounts(db, asked)
  const middle = addDays(asked.from, days >> 1)
  const halves = [
    { ...asked, to: middle },
    { ...asked, from: addDays(middle, 1) },
  ]
  return (await Promise.all(halves.map((half) => sumCounts(db, half)))).flat()
}

/** Less than this is added up in some milliseconds. */
const LONG_DAYS = 42

async function sumOf(db: Db, source: Source, asked: CountsAsked): Promise<CountsRow[]> {
  const { by, foldBefore } = asked
  const columns = ['journey', 'measure', 'origin', ...columnsIn(by)] as const
  // Of all measures that are asked for here, only this one has values that nobody looks at and that would make many rows.
  const score = sql<string>`case measure when 'considered' then '' else value end`
  const day = bucketIn(by)
  const bucket = foldBefore === undefined ? day : sql<string>`greatest(${day}, ${foldBefore}::date - 1)`
  const query = db
    .selectFrom(countsOf(db, source, asked).as('counts'))
    .select([...columns, score.as('value'), sql<number>`sum(n)::bigint`.as('n')])
    .groupBy([...columns, score])
  // A name of its own, because PostgreSQL would take "day" for the column.
  const rows = isDated(by) ? query.select(bucket.as('bucket')).groupBy(sql`bucket`) : query
  return await rows.execute()
}

/** The counts that are wanted: added up by day where nobody is to be told apart, which the order of the table's key makes cheap. */
function countsOf(db: Db, { table, measures }: Source, asked: CountsAsked) {
  const { lane, project, journey, from, to, by, where, prompt, without, withUnprompted } = asked
  let query = db
    .selectFrom(table)
    .select(IN_ORDER)
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('measure', 'in', measuresOf(asked, measures))
    .where('day', '<=', to)
  if (from !== null) query = query.where('day', '>=', from)
  // Refused events are counted under no journey.
  query = journey === null ? query.where('journey', '<>', '') : query.where('journey', '=', journey)
  // People who spoke up by themselves are no sample of anybody: only who asks for them by name is told of them.
  if (!where.has('origin') && !withUnprompted) query = query.where('origin', '<>', 'unprompted')
  for (const [split, values] of where) {
    const isWanted = sql<SqlBool>`${sql.ref(split)} = any(${[...values]}::${sql.raw(split === 'version' ? 'int' : 'text')}[])`
    query = query.where(OF_PROMPT.some((key) => key === split) ? sql<SqlBool>`(${isWanted} or prompt = '')` : isWanted)
  }
  if (prompt !== null) query = query.where('prompt', 'in', [prompt, ''])
  if (without.length > 0) {
    const pairs = sql.join(without.map((key) => sql`(${key.prompt}, ${key.version})`))
    query = query.where(sql<SqlBool>`(prompt, version) not in (${pairs})`)
  }
  const counts = OF_PEOPLE.some((split) => by.includes(split))
    ? query.select([...OF_PEOPLE, 'n'])
    : query.select(sql<number>`sum(n)::bigint`.as('n')).groupBy(IN_ORDER)
  // Without these three where nobody asks for them.
  return counts.$castTo<Selectable<Tables['counts']>>()
}

/** What counts are in order by, within a project; after it comes who it was. */
const IN_ORDER = ['journey', 'day', 'step', 'measure', 'value', 'prompt', 'version', 'variant', 'origin'] as const
const OF_PEOPLE = ['device', 'locale', 'release'] as const

function measuresOf({ withFunnel, withTrust }: CountsAsked, measures: Source['measures']): string[] {
  if (withTrust) return ['feel', 'verified']
  return measures.filter((measure) => withFunnel || !OF_FUNNEL.some((own) => own === measure))
}

/** The groupings that are columns, but for the origin, which is always told apart. */
export function columnsIn(by: readonly Grouping[]): Exclude<Split, 'day' | 'origin'>[] {
  return by.filter((split) => split !== 'day' && split !== 'week' && split !== 'month' && split !== 'origin')
}

/** The first day of the period that rows are made by. */
export function bucketIn(by: readonly Grouping[]): RawBuilder<string> {
  // Whole days since a Monday, which is the rule of `mondayOf`; a test holds the two together.
  if (by.includes('week')) return sql`day - (day - '1900-01-01'::date) % 7`
  return by.includes('month') ? sql`day - extract(day from day)::integer + 1` : sql`day`
}

export function isDated(by: readonly Grouping[]): boolean {
  return by.includes('day') || by.includes('week') || by.includes('month')
}

/** The first day that anything of this journey (null: of any) was counted on; null where nothing was. */
export async function firstDay(db: Db, lane: number, project: string, journey: string | null): Promise<string | null> {
  const query = db
    .selectFrom('counts')
    .select((eb) => eb.fn.min('day').as('day'))
    .where('lane', '=', lane)
    .where('project_id', '=', project)
  const row = await (journey === null ? query : query.where('journey', '=', journey)).executeTakeFirst()
  return row?.day ?? null
}

/** The last day that somebody answered about this journey on, up to a day; null where nobody did. */
export async function lastAnsweredDay(
  db: Db,
  {
    lane,
    project,
    privacy,
    journey,
    to,
  }: Pick<CountsAsked, 'lane' | 'project' | 'privacy' | 'to'> & { journey: string },
): Promise<string | null> {
  const row = await db
    .selectFrom(isGated(privacy) ? 'told' : 'counts')
    .select('day')
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('journey', '=', journey)
    .where('measure', '=', 'feel')
    .where('origin', '<>', 'unprompted')
    .where('day', '<=', to)
    .orderBy('day', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.day ?? null
}

/** A version of a prompt that is asked in a journey. */
export interface AskedVersion extends VersionKey {
  scale: Scale
  /** Without its journey; `''` for the journey as a whole. */
  step: string
  journey: string
  isCurrent: boolean
  /** The probability with which somebody was asked; null where the prompt sets it anew each day, or was ever of a pair. */
  share: number | null
  /** What it makes pairs with, as the outcome's prompt. */
  pairWith: readonly string[]
}

/** Every version ever published, by prompt and oldest first, with its scale and where it is asked; the current one of each marked. */
export async function findAskedVersions(db: Db, lane: number, project: string): Promise<AskedVersion[]> {
  const rows = await db
    .selectFrom('prompt_versions as v')
    .leftJoin('prompts as p', (join) =>
      join
        .onRef('p.lane', '=', 'v.lane')
        .onRef('p.project_id', '=', 'v.project_id')
        .onRef('p.id', '=', 'v.prompt')
        .onRef('p.version', '=', 'v.version'),
    )
    .select([
      'v.prompt',
      'v.version',
      'p.id',
      sql<Scale>`v.content ->> 'scale'`.as('scale'),
      sql<string>`v.content ->> 'step'`.as('place'),
      sql<number>`coalesce((v.content ->> 'share')::float8, 1)`.as('share'),
      sql<string[]>`coalesce(v.content -> 'pairWith', '[]')`.as('pair_with'),
      sql<boolean>`coalesce(p.term ->> 'answersPerWeek', '') <> ''`.as('is_paced'),
    ])
    .where('v.lane', '=', lane)
    .where('v.project_id', '=', project)
    .orderBy('v.prompt')
    .orderBy('v.version')
    .execute()
  // Of what a prompt asked before, nobody knows since when that is so. What is of a pair depends on how many others were.
  const unsure = rows.flatMap(({ prompt, is_paced, pair_with }) =>
    is_paced || pair_with.length > 0 ? [prompt, ...pair_with] : [],
  )
  const several = new Set(unsure)
  return rows.map(({ prompt, version, scale, place, id, share, pair_with }) => {
    const [journey = '', step = ''] = place.split('/')
    const known = several.has(prompt) ? null : share
    return { prompt, version, scale, journey, step, isCurrent: id !== null, share: known, pairWith: pair_with }
  })
}

/** Every version of these prompts, as it was published. */
export async function findContents(
  db: Db,
  lane: number,
  project: string,
  prompts: readonly string[],
): Promise<(VersionKey & { content: PromptDocument })[]> {
  if (prompts.length === 0) return []
  const rows = await db
    .selectFrom('prompt_versions')
    .select(['prompt', 'version', 'content'])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('prompt', 'in', [...prompts])
    .execute()
  return rows as (VersionKey & { content: PromptDocument })[]
}

import { type SqlBool, sql } from 'kysely'

import type { Db } from '../../database/open.ts'
import { sourcesOf } from '../privacy-gate/sources.ts'
import type { CompareAsked } from './queries.ts'
import type { Days } from './window.ts'

export type OptionsAsked = Pick<CompareAsked, 'lane' | 'project' | 'privacy' | 'journey'>

/** What answers can be told apart by, one at a time. */
const KEYS = ['device', 'locale', 'release', 'origin', 'month'] as const
type Key = (typeof KEYS)[number]

/** So many answers: with all of `step` to `value`, or with one of the others; null where it is not by that. */
export type OptionRow = Record<Key | 'step' | 'prompt' | 'variant' | 'value', string | null> & {
  version: number | null
  n: number
  /** Of these, the answers since a day. */
  recent: number
  first: string
  last: string
}

/**
 * Adds up the answers of some days by everything that sides can be told apart by, in one pass.
 *
 * @param since The first of the days that are recent.
 */
export async function sumOptions(
  db: Db,
  asked: OptionsAsked,
  { from, to, since }: Days & { since: string },
): Promise<OptionRow[]> {
  const { lane, project, journey } = asked
  const month = sql<string | null>`to_char(day, 'YYYY-MM')`
  return await db
    .selectFrom(answersOf(asked))
    .select(['step', 'prompt', 'version', 'variant', 'value', 'device', 'locale', 'release', 'origin'])
    .select((eb) => [
      month.as('month'),
      eb.fn.min('day').as('first'),
      eb.fn.max('day').as('last'),
      sql<number>`sum(n)::bigint`.as('n'),
      sql<number>`coalesce(sum(n) filter (where day >= ${since}), 0)::bigint`.as('recent'),
    ])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('journey', '=', journey)
    .where('measure', '=', 'feel')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where(IS_SAMPLED)
    .groupBy(
      sql`grouping sets ((step, prompt, version, variant, value), (device), (locale), (release), (origin), (${month}))`,
    )
    .execute()
}

/** The first and the last day up to a day that somebody answered on; null where nobody did. */
export async function answeredDays(db: Db, asked: OptionsAsked, until: string): Promise<Days | null> {
  const days = await Promise.all([edgeDay(db, asked, { to: until }, 'asc'), edgeDay(db, asked, { to: until }, 'desc')])
  const [from, to] = days
  return from === null || to === null ? null : { from, to }
}

/** Those of some years that somebody answered in: one look at the index for each. */
export async function answeredYears(db: Db, asked: OptionsAsked, years: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    years.map(async (year) => await edgeDay(db, asked, { from: `${year}-01-01`, to: `${year}-12-31` }, 'asc')),
  )
  return years.filter((_, index) => found[index] !== null)
}

async function edgeDay(
  db: Db,
  asked: OptionsAsked,
  { from, to }: Partial<Days> & { to: string },
  order: 'asc' | 'desc',
): Promise<string | null> {
  let query = db
    .selectFrom(answersOf(asked))
    .select('day')
    .where('lane', '=', asked.lane)
    .where('project_id', '=', asked.project)
    .where('journey', '=', asked.journey)
    .where('measure', '=', 'feel')
    .where('day', '<=', to)
    .where(IS_SAMPLED)
    .orderBy('day', order)
    .limit(1)
  if (from !== undefined) query = query.where('day', '>=', from)
  return (await query.executeTakeFirst())?.day ?? null
}

/** Where what people said is added up from. */
function answersOf({ privacy }: OptionsAsked): 'counts' | 'told' {
  return sourcesOf(privacy).find(({ measures }) => measures.includes('feel'))?.table ?? 'told'
}

/** People who spoke up by themselves are no sample of anybody. */
const IS_SAMPLED = sql<SqlBool>`origin <> 'unprompted'`

import { type SqlBool, sql } from 'kysely'

import type { Db } from '../../database/open.ts'
import { type Source, sourcesOf } from '../privacy-gate/sources.ts'
import type { CountsAsked } from '../queries.ts'
import type { Counted } from '../tally.ts'
import type { Narrowed, SideSplit } from './query.ts'
import { type AskedContent, type QuestionKey, versionName } from './questions.ts'
import type { Days } from './window.ts'

/** Where the sides lie: in the same days by the values of a column, or in days of their own. */
export interface SidesAsked {
  a: Days
  b: Days
  values: { by: SideSplit; a: string; b: string } | null
}

export interface CompareAsked extends Pick<CountsAsked, 'lane' | 'project' | 'privacy'> {
  journey: string
  step: string
  /** Empty: all. */
  prompts: readonly string[]
  sides: SidesAsked
  where: ReadonlyMap<Narrowed, readonly string[]>
  /** Whether other steps are wanted, too. */
  withOthers: boolean
}

/** So many of a measure, on one side. */
export interface SideRow extends Counted, QuestionKey {
  side: 'a' | 'b'
  step: string
  /** The first and the last day that any of them was counted on. */
  first: string
  last: string
}

/** Adds up both sides in one pass. What it costs follows from days, steps and segments, and not from how many people answered. */
export async function sumSides(db: Db, asked: CompareAsked): Promise<SideRow[]> {
  const sums = await Promise.all(sourcesOf(asked.privacy).map((source) => sumOf(db, source, asked)))
  return sums.flat()
}

async function sumOf(db: Db, { table, measures }: Source, asked: CompareAsked): Promise<SideRow[]> {
  const { lane, project, journey, step, prompts, sides, where, withOthers } = asked
  const { a, b, values } = sides
  const side = values
    ? sql<'a' | 'b'>`case when ${sql.ref(values.by)}::text = ${values.a} then 'a' else 'b' end`
    : sql<'a' | 'b'>`case when day between ${a.from} and ${a.to} then 'a' else 'b' end`
  const score = sql<string>`case when measure = 'feel' then value else '' end`
  const columns = ['step', 'prompt', 'version', 'variant', 'measure', 'origin'] as const
  let query = db
    .selectFrom(table)
    .select([...columns, score.as('value'), side.as('side'), sql<number>`sum(n)::bigint`.as('n')])
    .select((eb) => [eb.fn.min('day').as('first'), eb.fn.max('day').as('last')])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('journey', '=', journey)
    .where('measure', 'in', [...measures])
    .where('day', '>=', a.from < b.from ? a.from : b.from)
    .where('day', '<=', a.to > b.to ? a.to : b.to)
    .groupBy([...columns, score, sql`side`])
  if (values) query = query.where(sql<SqlBool>`${sql.ref(values.by)}::text in (${values.a}, ${values.b})`)
  else query = query.where(sql<SqlBool>`(day between ${a.from} and ${a.to} or day between ${b.from} and ${b.to})`)
  // People who spoke up by themselves are no sample of anybody: only who asks for them by name is told of them.
  if (!where.has('origin')) query = query.where('origin', '<>', 'unprompted')
  if (!withOthers) query = query.where('step', '=', step)
  if (prompts.length > 0)
    query = query.where(sql<SqlBool>`(step <> ${step} or prompt in (${sql.join([...prompts, ''])}))`)
  for (const [column, wanted] of where) {
    const isOneOf = sql<SqlBool>`${sql.ref(column)}::text in (${sql.join([...wanted])})`
    // Variants and versions are those of the prompt: other steps, and whoever passes, have none of them.
    const isOfPrompt = column === 'variant' || column === 'version'
    query = query.where(isOfPrompt ? sql<SqlBool>`(step <> ${step} or prompt = '' or ${isOneOf})` : isOneOf)
  }
  return await query.execute()
}

/** The first day that anything is told of under a release in a journey; null where nothing is. */
export async function firstDayOf(
  db: Db,
  {
    lane,
    project,
    privacy,
    journey,
    release,
  }: Pick<CompareAsked, 'lane' | 'project' | 'privacy' | 'journey'> & { release: string },
): Promise<string | null> {
  const days = await Promise.all(
    sourcesOf(privacy).map(async ({ table, measures }) => {
      const row = await db
        .selectFrom(table)
        .select((eb) => eb.fn.min('day').as('day'))
        .where('lane', '=', lane)
        .where('project_id', '=', project)
        .where('journey', '=', journey)
        .where('release', '=', release)
        .where('measure', 'in', [...measures])
        .executeTakeFirst()
      return row?.day ?? null
    }),
  )
  return days.filter((day) => day !== null).toSorted()[0] ?? null
}

/** What every version ever published asks, by `versionName`. */
export async function findContents(db: Db, lane: number, project: string): Promise<Map<string, AskedContent>> {
  const rows = await db
    .selectFrom('prompt_versions')
    .select(['prompt', 'version', sql<AskedContent>`content`.as('content')])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .execute()
  return new Map(rows.map(({ prompt, version, content }) => [versionName(prompt, version), content]))
}

import { type RawBuilder, sql } from 'kysely'

import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { bucketIn, columnsIn, type CountsAsked, type CountsRow, isDated } from './queries.ts'
import { traitsIn, type Trust, type Uncounted } from './uncounted.ts'

/** What is wanted of the answers themselves. */
export interface AnswersAsked extends Omit<CountsAsked, 'privacy' | 'foldBefore' | 'withFunnel' | 'withTrust'> {
  from: string
  /** What of `uncounted` rows are told apart by: `page`, `trust`, `trait:plan`. */
  apart: readonly string[]
  uncounted: Uncounted
  /** Whether answers that were asked for with different probabilities are told apart. */
  byShare: boolean
}

/**
 * Adds up the answers themselves, for what counts do not hold: as rows of counts, of `feel` and `commented`.
 *
 * @throws AppError `bad_request` where too many would have to be read, or made into too many rows: nothing is ever left out.
 */
export async function sumAnswers(db: Db, asked: AnswersAsked): Promise<CountsRow[]> {
  const { by, apart, byShare } = asked
  await refuseTooMany(db, asked)
  const traits = traitsIn(apart)
  const keys = [
    ...['journey', 'origin', ...columnsIn(by)].map((name) => keyed(name)),
    ...(apart.includes('page') ? [keyed('page', PAGE)] : []),
    ...(apart.includes('trust') ? [keyed('trust')] : []),
    ...traits.map((name, i) => keyed(`trait_${i}`, traitOf(name))),
    ...(isDated(by) ? [keyed('bucket', bucketIn(by))] : []),
    ...(byShare ? [keyed('share')] : []),
  ]
  const names = sql.join(keys.map(({ name }) => sql.ref(name)))
  const values = sql.join(keys.map(({ name, value }) => sql`${value} as ${sql.ref(name)}`))
  const { rows } = await sql<Found>`
    select ${names}, feel, count(*)::int as n, count(comment)::int as commented,
      min(coalesce(asked, 1)) as least, max(coalesce(asked, 1)) as most
    from (select ${values}, feel, comment, share as asked from answers where ${sql.join(filtersOf(asked), sql` and `)}) a
    group by ${names}, feel limit ${MOST_ROWS + 1}`.execute(db)
  if (rows.length > MOST_ROWS) {
    throw new AppError(
      'bad_request',
      `That makes more than ${MOST_ROWS.toLocaleString('en')} sums. Take keys out of "by", ask for fewer days, or narrow it with "where".`,
    )
  }
  return rows.flatMap((row) => rowsOf(row, traits))
}

interface Key {
  name: string
  value: RawBuilder<unknown>
}

/** A key of sums, and what it is worked out of: a column of its own name, where nothing is said. */
function keyed(name: string, value: RawBuilder<unknown> = sql.ref(name)): Key {
  return { name, value }
}

/** As it comes: keys under their names, traits under their places. */
type Found = Pick<CountsRow, 'journey' | 'origin' | 'n'> & {
  feel: number
  commented: number
  share?: number | null
  least: number
  most: number
} & Record<`trait_${number}`, string>

function rowsOf({ feel, n, commented, share, least, most, ...keys }: Found, traits: readonly string[]): CountsRow[] {
  const own = {
    ...keys,
    ...(traits.length > 0 && { traits: Object.fromEntries(traits.map((name, i) => [name, keys[`trait_${i}`] ?? ''])) }),
    shares: [least, most] as const,
    isShareless: share === null,
  }
  const scored: CountsRow = { ...own, measure: 'feel', value: String(feel), n }
  return commented === 0 ? [scored] : [scored, { ...own, measure: 'commented', value: '', n: commented }]
}

function filtersOf(asked: AnswersAsked): RawBuilder<unknown>[] {
  const { journey, where, prompt, without, withUnprompted } = asked
  const { pages, traits, trust } = asked.uncounted
  return [
    placesOf(asked),
    // A day of any zone lies within these instants, which is what the index knows.
    sql`at >= ${asked.from}::date - 2 and at < ${asked.to}::date + 3`,
    sql`set_aside is null`,
    ...(journey === null ? [] : [sql`journey = ${journey}`]),
    ...(where.has('origin') || withUnprompted ? [] : [sql`origin <> 'unprompted'`]),
    ...[...where].map(
      ([split, values]) =>
        sql`${sql.ref(split)} = any(${[...values]}::${sql.raw(split === 'version' ? 'int' : 'text')}[])`,
    ),
    ...(prompt === null ? [] : [sql`prompt = ${prompt}`]),
    ...(without.length === 0
      ? []
      : [sql`(prompt, version) not in (${sql.join(without.map((key) => sql`(${key.prompt}, ${key.version})`))})`]),
    ...(pages.length === 0 ? [] : [sql`${PAGE} = any(${pages}::text[])`]),
    ...[...traits].map(([name, values]) => sql`${traitOf(name)} = any(${values}::text[])`),
    ...(trust.length === 0 ? [] : [sql`trust = any(${trust satisfies Trust[]}::text[])`]),
  ]
}

/** By columns that answers and counts have in common. */
function placesOf({ lane, project, from, to }: AnswersAsked): RawBuilder<unknown> {
  return sql`lane = ${lane} and project_id = ${project} and day >= ${from} and day <= ${to}`
}

/** How many answers there are to read is known before the first is read: each has been counted once. */
async function refuseTooMany(db: Db, asked: AnswersAsked): Promise<void> {
  const { journey, where } = asked
  const steps = where.get('step')
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(n), 0)::bigint as n from counts
    where ${placesOf(asked)} and measure in ('feel', 'set_aside')
      and ${journey === null ? sql`journey <> ''` : sql`journey = ${journey}`}
      ${steps ? sql`and step = any(${[...steps]}::text[])` : sql``}`.execute(db)
  const n = rows[0]?.n ?? 0
  if (n <= MOST_ANSWERS) return
  throw new AppError(
    'bad_request',
    `That takes a look at each of ${n.toLocaleString('en')} answers, and at most ${MOST_ANSWERS.toLocaleString('en')} are read for one question: pages, traits and weights are in no count. Ask for fewer days, one journey or one step.`,
  )
}

const PAGE = sql<string>`coalesce(page, '')`

function traitOf(name: string): RawBuilder<string> {
  return sql`coalesce(traits ->> ${name}, '')`
}

/** So many take some seconds where the machine is busy. Source: docs/measured.md. */
const MOST_ANSWERS = 500_000
const MOST_ROWS = 50_000

import type { Privacy } from '@attune/protocol'
import { type RawBuilder, sql } from 'kysely'
import { type Client, Query, type QueryArrayConfig } from 'pg'

import { isGated } from '../analyse/privacy-gate/sources.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { viewOf } from '../voices/view.ts'
import { type ColumnName, COLUMNS, type Row } from './columns.ts'
import type { AnswersQuery } from './query.ts'

/** Whose answers, and which. */
export interface AnswersAsked extends Omit<AnswersQuery, 'format' | 'cursor'> {
  lane: number
  project: string
  /** What people were promised. */
  privacy: Privacy
  /** Only answers that come after this one. */
  after: AnswerPlace | null
}

/** An answer's place in the order of an export, which nothing that happens later changes. */
export interface AnswerPlace {
  journey: string
  step: string
  /** As the database writes it, to the microsecond: rounded, it would skip or repeat answers. */
  time: string
  id: string
}

/**
 * What becomes of each answer. @returns whether it was taken; where not, `ready` is awaited, and it comes again.
 */
export interface Taker {
  take: (row: Row) => boolean
  ready: () => Promise<void>
}

/**
 * Reads the answers of a project: by journey and step, newest first. It yields after each page.
 *
 * Each page is a short statement of its own that goes on after the last answer, so that nothing is held in the database while somebody
 * reads slowly. Rows are taken as they come in, and none is kept: a million of them leave nothing behind that would have to be collected.
 * Every answer that was there at the beginning comes exactly once; one that comes in meanwhile does or does not.
 *
 * @param client Connected, and used for nothing else meanwhile.
 */
export async function* readAnswers(client: Client, db: Db, asked: AnswersAsked, taker: Taker): AsyncGenerator<void> {
  let left = asked.limit
  let after = asked.after
  const ask = <T>(statement: RawBuilder<T>) => statement.compile(db)
  for (let moment: Moment | null = after ?? (await nextMoment(null)); moment !== null && left > 0;) {
    const wanted = Math.min(AT_ONCE, left)
    const page = await readPage(moment, after, wanted)
    left -= page.taken
    if (page.taken > 0) yield
    if (page.isRefused) await taker.ready()
    if (page.last && (page.isRefused || page.taken === wanted)) after = { ...moment, ...page.last }
    else if (!page.isRefused) {
      moment = await nextMoment(moment)
      after = null
    }
  }

  /** The next one that there are answers of, in one leap through the index; null after the last. */
  async function nextMoment(from: Moment | null): Promise<Moment | null> {
    const { sql: text, parameters } = ask(momentAfter(asked, from))
    const { rows } = await client.query<Moment>(text, [...parameters])
    return rows[0] ?? null
  }

  function readPage(moment: Moment, from: AnswerPlace | null, limit: number): Promise<Page> {
    const { sql: text, parameters } = ask(pageAfter(asked, moment, from, limit))
    // The same text for every page of an export: the database plans it once.
    const name = from === null ? 'first' : 'following'
    const config: QueryArrayConfig = { name, text, values: [...parameters], rowMode: 'array' }
    const query = new Query<Row>(config)
    const page: Page = { taken: 0, last: null, isRefused: false }
    query.on('row', (row) => {
      const time = String(row.pop())
      if (page.isRefused || !taker.take(row)) {
        page.isRefused = true
        return
      }
      page.taken++
      page.last = { time, id: String(row[0]) }
    })
    return new Promise((resolve, reject) => {
      query.once('end', () => resolve(page)).once('error', reject)
      client.query(query)
    })
  }
}

interface Page {
  taken: number
  /** Of what was taken. */
  last: Pick<AnswerPlace, 'time' | 'id'> | null
  isRefused: boolean
}

type Moment = Pick<AnswerPlace, 'journey' | 'step'>

/** Where an answer stands. @throws AppError `not_found` where there is none of this id, or none that may be told of. */
export async function findPlace(
  db: Db,
  { lane, project, privacy }: Pick<AnswersAsked, 'lane' | 'project' | 'privacy'>,
  id: string,
): Promise<AnswerPlace> {
  const { time, isTold } = viewOf(privacy)
  const { rows } = await sql<AnswerPlace>`
    select journey, step, ${time}::text as time, id from answers
    where lane = ${lane} and project_id = ${project} and id = ${id} and ${isTold}`.execute(db)
  const [place] = rows
  if (place) return place
  throw new AppError(
    'not_found',
    'There is no answer with the id that "cursor" names: it may be removed by now. Go on from the row before it.',
  )
}

function momentAfter({ lane, project, privacy, journey, step }: AnswersAsked, from: Moment | null) {
  return sql<Moment>`
    select journey, step from answers
    where lane = ${lane} and project_id = ${project} and ${viewOf(privacy).isTold}
      ${journey === null ? sql`` : sql`and journey = ${journey}`} ${step === null ? sql`` : sql`and step = ${step}`}
      ${from === null ? sql`` : sql`and (journey, step) > (${from.journey}, ${from.step})`}
    order by journey, step limit 1`
}

function pageAfter(asked: AnswersAsked, { journey, step }: Moment, after: AnswerPlace | null, limit: number) {
  const { lane, project, privacy } = asked
  const { time, isTold } = viewOf(privacy)
  const conditions = [
    sql`lane = ${lane} and project_id = ${project} and journey = ${journey} and step = ${step} and ${isTold}`,
    ...(after === null ? [] : [sql`(${time}, id) < (${after.time}, ${after.id}::uuid)`]),
    ...filtersOf(asked),
  ]
  const columns = sql.join(COLUMNS.map(({ name }) => sql`${columnOf(name, privacy)} as ${sql.ref(name)}`))
  // By the stored time: `at` alone would be the text that is given of it, which no index has, and which knows no microseconds.
  return sql`
    select ${columns}, ${time}::text as place from answers where ${sql.join(conditions, sql` and `)}
    order by answers.${time} desc, id desc limit ${limit}`
}

function filtersOf({ privacy, from, to, feel, onlyWords, prompt, origin, where }: AnswersAsked): RawBuilder<unknown>[] {
  const day = sql.ref(isGated(privacy) ? 'told_on' : 'day')
  return [
    ...(from === null ? [] : [sql`${day} >= ${from}`]),
    ...(to === null ? [] : [sql`${day} <= ${to}`]),
    ...(feel.length === 0 ? [] : [sql`feel = any(${[...feel]}::smallint[])`]),
    ...(onlyWords ? [sql`comment is not null`] : []),
    ...(prompt === null ? [] : [sql`prompt = ${prompt}`]),
    ...(origin === null ? [] : [sql`origin = ${origin}`]),
    ...[...where].map(
      ([key, values]) => sql`${sql.ref(key)} = any(${[...values]}::${sql.raw(key === 'version' ? 'int' : 'text')}[])`,
    ),
  ]
}

/** How a column is read; behind the gate, what would tell apart people who were told of together never leaves the database. */
function columnOf(name: ColumnName, privacy: Privacy): RawBuilder<unknown> {
  return (isGated(privacy) ? TOLD[name] : undefined) ?? READ[name] ?? sql.ref(name)
}

const READ: Partial<Record<ColumnName, RawBuilder<unknown>>> = {
  at: sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  // What its version says of an answer is the same for many, and put in afterwards.
  scale: sql`null`,
  question: sql`null`,
  answers: sql`answers::text`,
  traits: sql`traits::text`,
  device: sql`nullif(device, '')`,
  locale: sql`nullif(locale, '')`,
  release: sql`nullif(release, '')`,
}

const TOLD: Partial<Record<ColumnName, RawBuilder<unknown>>> = {
  at: sql`told_on || 'T00:00:00.000Z'`,
  day: sql`told_on`,
  variant: sql`''`,
  trust: sql`'unverified'`,
  ...Object.fromEntries(
    (['visit', 'page', 'device', 'locale', 'release', 'traits', 'share', 'took_ms'] as const).map((name) => [
      name,
      sql`null`,
    ]),
  ),
}

/** Some milliseconds' work. */
const AT_ONCE = 1_000

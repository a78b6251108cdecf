import type { VoicesSearch } from '@attune/protocol'
import { type RawBuilder, sql } from 'kysely'

import { isGated } from '../analyse/privacy-gate/sources.ts'
import { WORDS } from '../database/migrations/0016_voices.ts'
import type { Db } from '../database/open.ts'
import { markVoices } from './marks.ts'
import { newestOf } from './newest.ts'
import { findAmong, timesOf, type PlacedVoice, type VoicesAsked } from './queries.ts'
import {
  ALL_LANGUAGES,
  composeQuery,
  type Days,
  dayNumber,
  dayOfNumber,
  languageOf,
  type Narrowed,
  plainText,
  type Reading,
  SIMPLE,
  withoutOrder,
} from './search-words.ts'

/**
 * The comments that hold what is searched for, newest first, with where they hold it.
 *
 * A comment is read in the language of its locale, and so is, for it, what is searched for: `paying` finds `pays` in an English one.
 * Behind the privacy gate all of them are read alike, letter by letter: which words find it would tell the locale of somebody.
 *
 * An index finds all answers with a word and knows no order, so that the newest of a common word are looked for in the last days
 * first, then further back: a page costs some hundred answers, whether a word is in one or in a million.
 */
export async function searchVoices(
  db: Db,
  asked: VoicesAsked,
  q: string,
): Promise<{ found: PlacedVoice[]; search: VoicesSearch }> {
  const readings = await readIn(db, isGated(asked.privacy) ? [SIMPLE] : ALL_LANGUAGES, q)
  if (readings.every(({ query }) => query === '')) return { found: [], search: { q, empty: 'no_words' } }
  const found = await findNewest(db, asked, readings)
  const isEmpty = found.length === 0 && (await saysNothing(db, asked, readings))
  return {
    found: await markVoices(db, found, readings, asked.privacy),
    search: { q, empty: isEmpty ? 'common_words' : null },
  }
}

/** What is searched for, as each of these languages reads it. */
async function readIn(db: Db, languages: readonly string[], q: string): Promise<Reading[]> {
  const { rows } = await sql<Reading>`
    select language, websearch_to_tsquery(language::regconfig, ${plainText(q)})::text as query
    from unnest(${[...languages]}::text[]) language`.execute(db)
  return rows
}

async function findNewest(db: Db, asked: VoicesAsked, readings: readonly Reading[]): Promise<PlacedVoice[]> {
  const { project, privacy, journey, step, limit } = asked
  const isTold = isGated(privacy)
  const moment = journey === null || step === null ? null : `${journey}/${step}`
  const loose = readings.map(({ language, query }) => ({ language, query: withoutOrder(query) ?? query }))
  const isOrdered = readings.some(({ query }) => withoutOrder(query) !== null)
  const exact = isOrdered ? holds(readings, { project, isTold, moment: null, days: null }) : sql`true`
  const found: PlacedVoice[] = []
  let to = await newestDay(db, asked)
  for (const stride of [...STRIDES, null]) {
    if (to === null || found.length >= limit) break
    const days: Days | null = stride === null ? null : { from: to - stride + 1, to }
    const few = sql`comment is not null and ${holds(loose, { project, isTold, moment, days })}`
    const rest = { ...asked, limit: limit - found.length }
    const fitting = within(days, to, isTold)
    // What the words' index knows by name – project, step and days – is not asked for beside it: of a small project, the planner would
    // read every comment by another index, and make its words anew.
    found.push(
      ...(days === null
        ? await findAmong(db, rest, sql`${few} and ${fitting}`, { exact, namesProject: true })
        : await findAmong(db, rest, few, {
            exact: sql`${fitting} and ${exact}`,
            namesProject: true,
          })),
    )
    to -= stride ?? 0
  }
  return found
}

function holds(readings: readonly Reading[], narrowed: Narrowed): RawBuilder<unknown> {
  return sql`${INDEXED} @@ ${composeQuery(readings, narrowed)}::tsquery`
}

/** Exactly these days: the index knows long ones only roughly. @param days Null: all up to this one. */
function within(days: Days | null, to: number, isTold: boolean): RawBuilder<unknown> {
  const [from, until] = [days && dayOfNumber(days.from), dayOfNumber(isTold ? to : to + 1)]
  if (isTold) return sql`told_on <= ${until}::date${from === null ? sql`` : sql` and told_on >= ${from}::date`}`
  const instant = (day: string) => sql`${`${day}T00:00:00Z`}::timestamptz`
  return sql`at < ${instant(until)}${from === null ? sql`` : sql` and at >= ${instant(from)}`}`
}

/** Where looking back begins: at the cursor, else at the newest comment. Null: there is none. */
async function newestDay(db: Db, asked: VoicesAsked): Promise<number | null> {
  if (asked.before) return dayNumber(asked.before.at)
  const day = isGated(asked.privacy) ? sql`a.told_on::text as day` : sql`(a.at at time zone 'UTC')::date::text as day`
  const moments = asked.step === null ? [] : [sql`m.step = ${asked.step}`]
  const filters = [sql`comment is not null`, ...timesOf(asked)]
  const newest = newestOf({ ...asked, limit: 1 }, { columns: day, filters, moments })
  const { rows } = await newest.execute(db)
  const [row] = rows as { day: string }[]
  return row ? dayNumber(row.day) : null
}

/** Whether nothing is found because the words say nothing in any language that people wrote in lately. */
async function saysNothing(db: Db, asked: VoicesAsked, readings: readonly Reading[]): Promise<boolean> {
  if (isGated(asked.privacy) || readings.every(({ query }) => query !== '')) return false
  const lately = { ...asked, limit: LATELY, journey: null }
  const filters = [sql`comment is not null`]
  const { rows } = await sql<{ locale: string }>`
    select distinct locale from (${newestOf(lately, { columns: sql`a.locale`, filters, moments: [] })}) lately`.execute(
    db,
  )
  const languages = new Set(rows.map(({ locale }) => languageOf(locale)))
  return languages.size > 0 && readings.every(({ language, query }) => query === '' || !languages.has(language))
}

const INDEXED = sql.raw(WORDS)
/** Days, each further back than the one before. */
const STRIDES = [2, 14, 112, 896]
const LATELY = 200

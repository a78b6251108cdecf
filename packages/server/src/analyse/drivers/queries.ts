import { type RawBuilder, sql } from 'kysely'

import type { Db } from '../../database/open.ts'
import type { VersionKey } from '../queries.ts'

export interface PairsAsked {
  lane: number
  project: string
  zone: string
  journey: string
  /** Null: how visits ended. */
  outcome: { prompt: string; step: string; versions: readonly number[] } | null
  /** First and last day, both inclusive. */
  from: string
  to: string
  /** What is held against the outcome: by `placeKey` of each version, where its scores belong. */
  places: Readonly<Record<string, number>>
  /** How many outcomes are looked at, at most. */
  newest: number
}

/** A visit of which the outcome is known. */
export interface PairRow {
  /** Whoever it was; the visit where nobody knows. */
  person: string
  /** The score; of a visit's end 1 for `reached` and 0 for `abandoned`. */
  outcome: number
  /** `place:score` with blanks between, in the order of time. */
  feels: string
  /** How many outcomes were looked at. */
  looked: number
}

/**
 * The newest outcomes, each with what the same visit said before or after. Newest first.
 *
 * What it costs follows from how many outcomes are looked at, and not from how many people answered: the newest come from an index,
 * and each visit's answers from another. A lateral join, so that no plan reads the whole project instead.
 */
export async function findPairs(db: Db, asked: PairsAsked): Promise<PairRow[]> {
  const { lane, project, journey, places } = asked
  // An answer to anything else has no place, and nothing is made of it.
  const place = sql`${JSON.stringify(places)}::jsonb ->> (a.prompt || ' ' || a.version)`
  const { rows } = await sql<PairRow>`
    with ended as materialized (${asked.outcome ? scored(asked, asked.outcome) : closed(asked)})
    select coalesce(e.visitor, s.visitor, e.visit::text) as person, e.outcome, s.feels, (select count(*) from ended)::int as looked
    from ended e cross join lateral (
      select max(a.visitor) as visitor, string_agg((${place}) || ':' || a.feel, ' ' order by a.at, a.id) as feels
      from answers a
      where a.lane = ${lane} and a.project_id = ${project} and a.visit = e.visit and a.journey = ${journey}
        and a.set_aside is null and a.origin <> 'unprompted') s
    where s.feels is not null
    order by e.at desc, e.id desc`.execute(db)
  return rows
}

/** The name of a version among `places`. An id holds no blank. */
export function placeKey({ prompt, version }: VersionKey): string {
  return `${prompt} ${version}`
}

/** The newest scores of the outcome's prompt. */
function scored(asked: PairsAsked, outcome: NonNullable<PairsAsked['outcome']>): RawBuilder<unknown> {
  const { lane, project, journey, from, to, newest } = asked
  return sql`select visit, visitor, feel as outcome, at, id from answers
    where lane = ${lane} and project_id = ${project} and journey = ${journey} and step = ${outcome.step}
      and prompt = ${outcome.prompt} and version = any(${[...outcome.versions]}::int[]) and visit is not null
      and set_aside is null and origin <> 'unprompted' and day >= ${from} and day <= ${to}${aroundDays(from, to)}
    order by at desc, id desc limit ${newest}`
}

/** How many visits ended in these days, counted no further than `newest`. */
export async function countClosed(db: Db, asked: ClosedAsked): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${closed(asked)}) as ended`.execute(db)
  return rows[0]?.n ?? 0
}

type ClosedAsked = Pick<PairsAsked, 'lane' | 'project' | 'zone' | 'journey' | 'from' | 'to' | 'newest'>

/** How the newest visits ended. */
function closed({ lane, project, zone, journey, from, to, newest }: ClosedAsked): RawBuilder<unknown> {
  return sql`select id as visit, null::text as visitor, (outcome = 'reached')::int as outcome, at, id from visits
    where lane = ${lane} and project_id = ${project} and journey = ${journey}
      and (at at time zone ${zone})::date >= ${from}::date and (at at time zone ${zone})::date <= ${to}::date${aroundDays(from, to)}
    order by at desc, id desc limit ${newest}`
}

/** A day of any zone lies within these instants, which is what the index knows. */
function aroundDays(from: string, to: string): RawBuilder<unknown> {
  return sql` and at >= ${from}::date - 2 and at < ${to}::date + 3`
}

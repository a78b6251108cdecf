import { type RawBuilder, sql } from 'kysely'

/** Whose answers, how many, and how many a moment must have to be told of. */
export interface NewestOf {
  lane: number
  project: string
  /** Null: every journey. */
  journey: string | null
  /** Moments with fewer answers than this are left out whole. */
  minAnswers: number
  limit: number
}

/**
 * The newest answers, newest first, as `a`, with the version of their prompt as `v`.
 *
 * The newest of each moment come straight from its index and are merged, so that a question about a whole project reads a page's
 * worth per moment and not everything that was ever answered. The moments are found by leaping from one to the next in that index.
 *
 * @param filters What an answer must be. @param moments What a moment must be, as `m`.
 */
export function newestOf(
  { lane, project, journey, minAnswers, limit }: NewestOf,
  {
    columns,
    filters,
    moments,
  }: Record<'filters' | 'moments', RawBuilder<unknown>[]> & { columns: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const here = sql`lane = ${lane} and project_id = ${project}`
  const moment = sql`${here}${journey === null ? sql`` : sql` and journey = ${journey}`}`
  const chosen = [...moments, ...(minAnswers > 1 ? [enough(here, minAnswers)] : [])]
  return sql`
    with recursive moments as (
      (select journey, step from answers where ${moment} order by journey, step limit 1)
      union all
      select following.journey, following.step from moments, lateral (
        select journey, step from answers
        where ${moment} and (journey, step) > (moments.journey, moments.step)
        order by journey, step limit 1) following
    )
    select ${columns} from moments m cross join lateral (
      select * from answers
      where ${here} and journey = m.journey and step = m.step${joined(filters)}
      order by at desc, id desc limit ${limit}) a
    left join prompt_versions v
      on v.lane = ${lane} and v.project_id = ${project} and v.prompt = a.prompt and v.version = a.version
    where true${joined(chosen)}
    order by a.at desc, a.id desc limit ${limit}`
}

/** That a moment has so many answers: looks at no more of them than that. */
function enough(here: RawBuilder<unknown>, minAnswers: number): RawBuilder<unknown> {
  return sql`(select count(*) from (select 1 from answers
    where ${here} and journey = m.journey and step = m.step limit ${minAnswers}) first) >= ${minAnswers}`
}

function joined(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const conditions = parts.map((part) => sql` and ${part}`)
  return conditions.length > 0 ? sql.join(conditions, sql``) : sql``
}

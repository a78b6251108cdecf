import type { Privacy } from '@attune/protocol'
import { type RawBuilder, sql } from 'kysely'

import { viewOf } from './view.ts'

/** Whose answers, and how many. */
export interface NewestOf {
  lane: number
  project: string
  /** What people were promised. */
  privacy: Privacy
  /** Null: every journey. */
  journey: string | null
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
  { lane, project, privacy, journey, limit }: NewestOf,
  {
    columns,
    filters,
    moments,
  }: Record<'filters' | 'moments', RawBuilder<unknown>[]> & { columns: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const here = sql`lane = ${lane} and project_id = ${project}`
  const moment = sql`${here}${journey === null ? sql`` : sql` and journey = ${journey}`}`
  // Beside "journey =" the pair would not be leapt to in the index but looked for, through every answer of the journey.
  const next = journey === null ? sql`(journey, step) > (moments.journey, moments.step)` : sql`step > moments.step`
  const { time, isTold } = viewOf(privacy)
  return sql`
    with recursive moments as (
      (select journey, step from answers where ${moment} order by journey, step limit 1)
      union all
      select following.journey, following.step from moments, lateral (
        select journey, step from answers
        where ${moment} and ${next}
        order by journey, step limit 1) following
    )
    select ${columns} from moments m cross join lateral (
      select * from answers
      where ${here} and journey = m.journey and step = m.step and ${isTold}${joined(filters)}
      order by ${time} desc, id desc limit ${limit}) a
    left join prompt_versions v
      on v.lane = ${lane} and v.project_id = ${project} and v.prompt = a.prompt and v.version = a.version
    where true${joined(moments)}
    order by a.${time} desc, a.id desc limit ${limit}`
}

function joined(parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const conditions = parts.map((part) => sql` and ${part}`)
  return conditions.length > 0 ? sql.join(conditions, sql``) : sql``
}

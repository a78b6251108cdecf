import { sql } from 'kysely'

import type { Db } from '../database/open.ts'

/** A count that differs from the answers that it should count. */
export interface Difference {
  project_id: string
  day: string
  journey: string
  step: string
  prompt: string
  version: number
  variant: string
  measure: string
  value: string
  device: string
  locale: string
  release: string
  origin: string
  /** What the counts say. */
  counted: number
  /** What the answers say. */
  stored: number
}

/**
 * Compares the counts with the answers, key by key: `feel` with their scores, `commented` with their words, `choice`
 * with what was chosen in follow-ups, and so on for every measure of answers.
 *
 * Where a project keeps answers, or their words, only for a time, the days before are left out: their counts are all there is.
 *
 * @param project One project, or null for all of them.
 * @returns what differs; empty where the books balance.
 */
export async function verifyCounts(db: Db, project: string | null = null): Promise<Difference[]> {
  const isWanted = project === null ? sql`true` : sql`project_id = ${project}`
  const isWhole = sql`(answers_from is null or day >= answers_from)`
  const hasWords = sql`(words_from is null or day >= words_from)`
  const found = await sql<Difference>`
    with kept as not materialized (
      select lane, id as project_id, answers_from, words_from from projects
    ), whole as not materialized (
      select a.*, words_from from answers a left join kept using (lane, project_id) where ${isWanted} and ${isWhole}
    ), stored as (
      select lane, project_id, day, journey, step, prompt, version, variant, 'feel' as measure, feel::text as value, device,
        locale, release, origin, count(*) as n
      from whole where set_aside is null group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
      union all
      select lane, project_id, day, journey, step, prompt, version, variant, 'commented', '', device, locale, release,
        origin, count(*)
      from whole where set_aside is null and comment is not null and ${hasWords} group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
      union all
      select lane, project_id, day, journey, step, prompt, version, variant, 'verified', feel::text, device, locale, release,
        origin, count(*)
      from whole where set_aside is null and trust = 'verified' group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
      union all
      select lane, project_id, day, journey, step, prompt, version, variant, 'set_aside', set_aside, device, locale, release,
        origin, count(*)
      from whole where set_aside is not null group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
      union all
      select lane, project_id, day, journey, step, prompt, 0, '', 'hour', to_char(at at time zone 'UTC', 'HH24'), '', '', '',
        origin, count(*)
      from whole where origin = 'live' group by 1, 2, 3, 4, 5, 6, 10, 14
      union all
      select a.lane, a.project_id, a.day, a.journey, a.step, a.prompt, a.version, a.variant, 'choice',
        (f.value ->> 'id') || ':' || o.value, a.device, a.locale, a.release, a.origin, count(distinct a.id)
      from (select * from whole where set_aside is null and answers is not null) a
      join prompt_versions v
        on v.lane = a.lane and v.project_id = a.project_id and v.prompt = a.prompt and v.version = a.version
      cross join lateral jsonb_array_elements(v.content -> 'followUps') f
      cross join lateral jsonb_array_elements_text(f.value -> 'options') o
      where jsonb_exists(a.answers -> (f.value ->> 'id'), o.value) group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
    ), counted as (
      select c.* from counts c left join kept using (lane, project_id)
      where ${isWanted} and ${isWhole} and measure in ('feel', 'commented', 'choice', 'verified', 'set_aside', 'hour')
        and (measure <> 'commented' or ${hasWords})
    )
    select project_id, day, journey, step, prompt, version, variant, measure, value, device, locale, release, origin,
      coalesce(counted.n, 0) as counted, coalesce(stored.n, 0) as stored
    from stored full join counted using (lane, project_id, day, journey, step, prompt, version, variant, measure, value,
      device, locale, release, origin)
    where counted.n is distinct from stored.n
    order by project_id, day, journey, step, measure, value`.execute(db)
  return found.rows
}

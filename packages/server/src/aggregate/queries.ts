import { sql } from 'kysely'

import type { Tx } from '../database/open.ts'
import type { Delta } from './deltas.ts'

/** Where rows of a project go. */
export interface ProjectKey {
  lane: number
  id: string
}

/**
 * Adds to the counts of a project, in one statement.
 *
 * Inside the transaction that stores what is counted, so that the two can never differ.
 *
 * @param deltas From `tally`: sorted, no key twice.
 */
export async function addCounts(tx: Tx, project: ProjectKey, deltas: readonly Delta[]): Promise<void> {
  if (deltas.length === 0) return
  const column = <K extends keyof Delta>(name: K) => deltas.map((delta) => delta[name])
  await sql`
    insert into counts (lane, project_id, day, journey, step, prompt, version, variant, measure, value, device, locale,
      release, origin, n)
    select ${project.lane}::smallint, ${project.id}::text, * from unnest(
      ${column('day')}::date[], ${column('journey')}::text[], ${column('step')}::text[], ${column('prompt')}::text[],
      ${column('version')}::int[], ${column('variant')}::text[], ${column('measure')}::text[], ${column('value')}::text[],
      ${column('device')}::text[], ${column('locale')}::text[], ${column('release')}::text[], ${column('origin')}::text[],
      ${column('n')}::bigint[])
    on conflict (lane, project_id, journey, day, step, measure, value, prompt, version, variant, device, locale, release,
      origin) do update set n = counts.n + excluded.n`.execute(tx)
}

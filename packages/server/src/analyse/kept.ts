import { sql } from 'kysely'

import type { VisibleProject } from '../access/queries.ts'
import type { Db } from '../database/open.ts'

/** The first day of which a project has all its answers, or what they say of people: words, traits and pages; null: all days. */
export async function findKeptSince(
  db: Db,
  { lane, id }: VisibleProject,
  what: 'answers' | 'words',
): Promise<string | null> {
  const row = await db
    .selectFrom('projects')
    .select(
      sql<string | null>`greatest(answers_from, ${what === 'words' ? sql.ref('words_from') : null}::date)`.as('day'),
    )
    .where('lane', '=', lane)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.day ?? null
}

/** Every trait that a project names, or that a prompt of it was ever meant for. */
export async function findDeclaredTraits(db: Db, lane: number, project: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select jsonb_array_elements_text(traits) as name from projects where lane = ${lane} and id = ${project}
    union
    select jsonb_object_keys(content #> '{who,traits}') from prompt_versions where lane = ${lane} and project_id = ${project}
    order by name`.execute(db)
  return rows.map(({ name }) => name)
}

import { type Kysely, sql } from 'kysely'

/**
 * The way from a visit to its answers, and to a journey's newest visits: what a step's feel is held against an outcome by. Frozen.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create index answers_by_visit on answers (lane, project_id, visit) where visit is not null`,
  `create index visits_by_journey on visits (lane, project_id, journey, at desc, id desc)`,
]

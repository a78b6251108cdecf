import { type Kysely, sql } from 'kysely'

/** The traits that figures of a project can be split by. Frozen. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(`alter table projects add column traits jsonb not null default '[]'`).execute(db)
}

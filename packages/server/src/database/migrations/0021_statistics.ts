import { type Kysely, sql } from 'kysely'

/**
 * Tells the planner that a project is in one lane. Frozen.
 *
 * It multiplies how rare the two are otherwise, expects a fraction of a project's rows, and reads all of them where an index has the few
 * that are wanted. Takes effect with the next `analyze`, which PostgreSQL does by itself.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const table of ['answers', 'counts'])
    await sql.raw(`create statistics ${table}_of_project (dependencies) on lane, project_id from ${table}`).execute(db)
}

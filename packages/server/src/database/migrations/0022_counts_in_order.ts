import { type Kysely, sql } from 'kysely'

/**
 * Puts counts in the order of what figures are made of, and who it was behind it. Frozen.
 *
 * Most figures tell no device, language and release apart. In this order their counts lie side by side and are added up as they are
 * read, without a table of sums to look each of them up in.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const table of ['counts', 'told']) {
    await sql.raw(`alter table ${table} drop constraint ${table}_pkey`).execute(db)
    await sql.raw(`alter table ${table} add primary key (${KEY})`).execute(db)
  }
}

const KEY =
  'lane, project_id, journey, day, step, measure, value, prompt, version, variant, origin, device, locale, release'

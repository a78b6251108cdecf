import { type Kysely, sql } from 'kysely'

/**
 * Origins of projects, keys that expire, and the secret that all nodes share. Frozen.
 *
 * Everything has a default, so that the release before goes on writing while this one is rolled out.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table projects add column origins jsonb not null default '[]'`,
  `alter table write_keys add column expires_at timestamptz`,
  `create table secrets (
    name text primary key,
    secret bytea not null
  )`,
]

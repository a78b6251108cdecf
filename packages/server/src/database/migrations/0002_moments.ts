import { type Kysely, sql } from 'kysely'

/**
 * Themes and signals of projects, terms of prompts, and answers that people gave unprompted. Frozen.
 *
 * Everything has a default, so that the release before goes on writing while this one is rolled out.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table projects add column theme jsonb not null default '{}', add column signals jsonb not null default '[]'`,
  `alter table prompts add column term jsonb not null default '{}'`,
  ...['answers', 'counts'].flatMap((table) => [
    `alter table ${table} drop constraint ${table}_origin_check`,
    // Whatever is there passed the narrower check: it need not be read again while everybody waits.
    `alter table ${table} add constraint ${table}_origin_check
      check (origin in ('live', 'import', 'sample', 'unprompted')) not valid`,
  ]),
]

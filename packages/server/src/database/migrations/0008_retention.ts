import { type Kysely, sql } from 'kysely'

/**
 * How long a project keeps what people said, and from which day on it is whole. Frozen.
 *
 * Everything has a default, so that the release before goes on writing while this one is rolled out.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table projects
    add column retention jsonb not null default '{}',
    add column retention_since timestamptz,
    add column answers_from date,
    add column words_from date,
    add column retained_on date`,
  // Rows come in by time, so that a summary of each stretch of the table finds the old ones; it costs an insert nearly nothing.
  `create index answers_by_age on answers using brin (day)`,
  `create index turns_by_age on turns using brin (day)`,
  `create index batches_by_age on batches using brin (received_at)`,
]

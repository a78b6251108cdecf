import { type Kysely, sql } from 'kysely'

/**
 * Who has answered what already, and answers that are kept and not counted. Frozen.
 *
 * Everything has a default, so that the release before goes on writing while this one is rolled out.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table projects add column impressions boolean not null default false`,
  `alter table answers add column set_aside text check (set_aside in ('repeated', 'unproven'))`,
  // The id is a hash, so that the key stays short and names nobody.
  `create table turns (
    lane smallint not null,
    project_id text not null,
    id uuid not null,
    answer uuid not null,
    day date not null,
    primary key (lane, project_id, id)
  )`,
]

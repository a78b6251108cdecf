import { type Kysely, sql } from 'kysely'

/**
 * How far what was counted has moved to the days of another zone. Frozen.
 *
 * The release before knows nothing of it, and goes on writing while this one is rolled out.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table projects add column zone_epoch integer not null default 0`,
  `create table zone_moves (
    lane smallint not null,
    project_id text not null,
    from_zone text not null,
    to_zone text not null,
    since timestamptz not null,
    answers_from date,
    words_from date,
    round smallint not null default 1,
    after uuid,
    total bigint,
    seen bigint not null default 0,
    moved bigint not null default 0,
    done_at timestamptz,
    primary key (lane, project_id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
]

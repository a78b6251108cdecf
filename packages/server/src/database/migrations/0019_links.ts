import { type Kysely, sql } from 'kysely'

/** Links that show one journey to whoever has them. Frozen. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table links (
    lane smallint not null,
    project_id text not null,
    id uuid not null,
    hash bytea not null,
    name text not null,
    journey text not null,
    voices boolean not null,
    made_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    last_used_at timestamptz,
    primary key (lane, project_id, id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create index links_by_hash on links (hash)`,
]

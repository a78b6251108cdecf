import { type Kysely, sql } from 'kysely'

/**
 * Drafts of prompts, invitations, what a session looks like to its person, and who changed what. Frozen.
 *
 * Everything has a default, so that the release before goes on writing while this one is rolled out.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table prompts drop constraint prompts_status_check`,
  `alter table prompts add constraint prompts_status_check check (status in ('live', 'paused', 'ended', 'imported'))`,
  `alter table prompt_versions add column published_by text not null default ''`,
  `alter table projects add column delete_after timestamptz`,
  `create table prompt_drafts (
    lane smallint not null,
    project_id text not null,
    prompt text not null,
    content jsonb not null,
    revision integer not null default 1,
    updated_at timestamptz not null default now(),
    updated_by text not null default '',
    primary key (lane, project_id, prompt),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  // The id is a UUIDv7, made where the change is: newest last, on every node.
  `create table audit (
    lane smallint not null,
    project_id text not null,
    id uuid not null,
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('person', 'token', 'command')),
    actor_id text not null,
    actor_name text not null,
    action text not null,
    subject text not null,
    before jsonb,
    after jsonb,
    primary key (lane, project_id, id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create table invitations (
    lane smallint not null,
    project_id text not null,
    id uuid not null,
    hash bytea not null,
    email text not null,
    role text not null check (role in ('owner', 'editor', 'analyst', 'viewer')),
    invited_by text not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    primary key (lane, project_id, id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create index invitations_by_hash on invitations (hash)`,
  `alter table sessions add column id uuid not null default gen_random_uuid()`,
  `alter table sessions add column seen_at timestamptz not null default now()`,
  `alter table sessions add column browser text not null default ''`,
  `create index sessions_by_id on sessions (id)`,
  `create index sessions_by_person on sessions (person_id)`,
]

import { type Kysely, sql } from 'kysely'

/** Projects and their configuration, people, answers and counts. Frozen: what changes later is a migration of its own. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `create table projects (
    lane smallint not null,
    id text not null,
    name text not null,
    zone text not null,
    privacy text not null check (privacy in ('open', 'confidential', 'anonymous')),
    budget jsonb not null,
    spread smallint not null default 1,
    revision integer not null default 1,
    created_at timestamptz not null default now(),
    primary key (lane, id)
  )`,
  `create table write_keys (
    lane smallint not null,
    project_id text not null,
    key text not null,
    created_at timestamptz not null default now(),
    primary key (lane, project_id, key),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create index write_keys_by_key on write_keys (key)`,
  `create table journeys (
    lane smallint not null,
    project_id text not null,
    id text not null,
    name text not null,
    position integer not null,
    goal text,
    steps jsonb not null,
    primary key (lane, project_id, id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create table prompts (
    lane smallint not null,
    project_id text not null,
    id text not null,
    step text not null,
    status text not null check (status in ('live', 'paused', 'imported')),
    version integer not null,
    primary key (lane, project_id, id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create table prompt_versions (
    lane smallint not null,
    project_id text not null,
    prompt text not null,
    version integer not null,
    content jsonb not null,
    published_at timestamptz not null default now(),
    primary key (lane, project_id, prompt, version),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create table members (
    lane smallint not null,
    project_id text not null,
    person_id uuid not null,
    role text not null check (role in ('owner', 'editor', 'analyst', 'viewer')),
    primary key (lane, project_id, person_id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create index members_by_person on members (person_id)`,
  `create table tokens (
    lane smallint not null,
    project_id text not null,
    id uuid not null,
    hash bytea not null,
    name text not null,
    scopes text[] not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    last_used_at timestamptz,
    primary key (lane, project_id, id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  `create index tokens_by_hash on tokens (hash)`,
  `create table batches (
    lane smallint not null,
    project_id text not null,
    id uuid not null,
    received_at timestamptz not null,
    receipt jsonb not null,
    primary key (lane, project_id, id)
  )`,
  `create table answers (
    lane smallint not null,
    project_id text not null,
    id uuid not null,
    at timestamptz not null,
    received_at timestamptz not null,
    day date not null,
    journey text not null,
    step text not null,
    prompt text not null,
    version integer not null,
    variant text not null,
    feel smallint not null,
    comment text,
    answers jsonb,
    visit uuid,
    visitor text,
    page text,
    device text not null,
    locale text not null,
    release text not null,
    traits jsonb,
    share real,
    took_ms integer,
    origin text not null check (origin in ('live', 'import', 'sample')),
    primary key (lane, project_id, id)
  )`,
  `create index answers_by_moment on answers (lane, project_id, journey, step, at desc, id desc)`,
  `create index answers_with_words on answers (lane, project_id, journey, step, at desc, id desc) where comment is not null`,
  `create table visits (
    lane smallint not null,
    project_id text not null,
    id uuid not null,
    journey text not null,
    outcome text not null check (outcome in ('reached', 'abandoned')),
    at timestamptz not null,
    origin text not null check (origin in ('live', 'import', 'sample')),
    primary key (lane, project_id, id)
  )`,
  `create table counts (
    lane smallint not null,
    project_id text not null,
    day date not null,
    journey text not null,
    step text not null,
    prompt text not null,
    version integer not null,
    variant text not null,
    measure text not null,
    value text not null,
    device text not null,
    locale text not null,
    release text not null,
    origin text not null check (origin in ('live', 'import', 'sample')),
    n bigint not null,
    primary key (lane, project_id, journey, day, step, measure, value, prompt, version, variant, device, locale, release, origin)
  )`,
  `create index counts_of_samples on counts (lane, project_id) where origin = 'sample'`,
  `create table people (
    id uuid primary key,
    email text not null unique,
    name text not null,
    password_hash text,
    created_at timestamptz not null default now()
  )`,
  `create table sessions (
    hash bytea primary key,
    person_id uuid not null references people (id) on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
  )`,
  `create table sign_in_links (
    hash bytea primary key,
    person_id uuid not null references people (id) on delete cascade,
    expires_at timestamptz not null
  )`,
]

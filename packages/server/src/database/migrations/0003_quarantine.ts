import { type Kysely, sql } from 'kysely'

/** Events that the database has refused, kept whole until the reason is gone. Frozen. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql.raw(QUARANTINE).execute(db)
}

/** The event is bytes: whatever made the database refuse it, it cannot refuse that here. */
const QUARANTINE = `create table quarantine (
  lane smallint not null,
  project_id text not null,
  id uuid not null,
  batch uuid not null,
  received_at timestamptz not null,
  event bytea not null,
  reason text not null,
  replayed_at timestamptz,
  primary key (lane, project_id, id)
)`

import { type Kysely, sql } from 'kysely'

/** By what a provider of sign-in tells a person from all others. Frozen. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table people
    add column issuer text,
    add column subject text,
    add column linked_at timestamptz,
    add constraint people_by_identity unique (issuer, subject)`,
]

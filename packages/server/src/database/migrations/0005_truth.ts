import { type Kysely, sql } from 'kysely'

/**
 * Whether it is proven whose an answer is, and by how much its time was corrected. Frozen.
 *
 * Everything has a default, so that the release before goes on writing while this one is rolled out.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table answers
    add column trust text not null default 'unverified' check (trust in ('verified', 'unverified')),
    add column corrected_ms bigint not null default 0`,
]

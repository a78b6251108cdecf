import { type Kysely, sql } from 'kysely'

/**
 * What may be told of the answers of projects that promise not to show anybody alone. Frozen.
 *
 * Nothing here is of open projects. The release before goes on writing while this one is rolled out; what it reads of the others is
 * what it read before.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

const STATEMENTS = [
  `alter table projects add column told_until date`,
  `alter table answers add column told_on date`,
  `create index answers_told on answers (lane, project_id, journey, step, told_on desc, id desc) where told_on is not null`,
  `create table told (
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
    origin text not null,
    n bigint not null,
    primary key (lane, project_id, journey, day, step, measure, value, prompt, version, variant, device, locale, release, origin)
  )`,
]

import { type Kysely, sql } from 'kysely'

/**
 * Search through people's words, the tags that a team puts on answers, and the rules that it has for themes. Frozen.
 *
 * The index holds for each comment its words in the language of its locale, and names for what a search is narrowed by: the language
 * (`shop english`), the step (`shop checkout/payment`), the day in UTC (`shop d9461`, days since 2000) and its stretch of 32 days
 * (`shop m295`), and those on which it was told of (`shop t9462`, `shop u295`), so that one index finds the newest few of many. No word
 * holds a space, so that none is taken for a name. An answer that was told of is in no language: see docs/decisions/0026. What
 * PostgreSQL takes for the name of a host, a file, a tag or a sign (`slow.the`, `cart/payment`) is two words.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}

/** By the first part of a locale: the configurations that PostgreSQL 15 and 18 both have. Whatever is not here is read as `simple`. */
export const LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  da: 'danish',
  de: 'german',
  el: 'greek',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hi: 'hindi',
  hu: 'hungarian',
  hy: 'armenian',
  id: 'indonesian',
  it: 'italian',
  lt: 'lithuanian',
  nb: 'norwegian',
  ne: 'nepali',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sr: 'serbian',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
  yi: 'yiddish',
}

const languageAs = (type: string, told: string): string =>
  `case when told_on is not null then '${told}'::${type} else case split_part(replace(lower(locale), '_', '-'), '-', 1) ${Object.entries(
    LANGUAGES,
  )
    .map(([code, name]) => `when '${code}' then '${name}'::${type}`)
    .join(' ')} else 'simple'::${type} end end`

/** What of an answer is indexed: a question about it names it to the letter. */
export const WORDS = `(
  to_tsvector(${languageAs('regconfig', 'simple')}, translate(comment, './_<>&@#=', '         '))
  || array_to_tsvector(array[
    project_id || ' ' || ${languageAs('text', 'told')},
    project_id || ' ' || journey || '/' || step,
    project_id || ' d' || ((at at time zone 'UTC')::date - date '2000-01-01')::text,
    project_id || ' m' || (((at at time zone 'UTC')::date - date '2000-01-01') / 32)::text,
    coalesce(project_id || ' t' || (told_on - date '2000-01-01')::text, project_id || ' '),
    coalesce(project_id || ' u' || ((told_on - date '2000-01-01') / 32)::text, project_id || ' ')
  ])
)`

const STATEMENTS = [
  `create index answers_by_words on answers using gin (${WORDS}) with (gin_pending_list_limit = 1024)
    where comment is not null`,
  `create table answer_tags (
    lane smallint not null,
    project_id text not null,
    answer uuid not null,
    tag text not null,
    tagged_at timestamptz not null,
    primary key (lane, project_id, answer, tag),
    foreign key (lane, project_id, answer) references answers (lane, project_id, id) on delete cascade
  )`,
  `create index answer_tags_by_tag on answer_tags (lane, project_id, tag, answer)`,
  `create table theme_rules (
    lane smallint not null,
    project_id text not null,
    rules jsonb not null,
    revision integer not null,
    changed_at timestamptz not null,
    changed_by text not null,
    primary key (lane, project_id),
    foreign key (lane, project_id) references projects (lane, id) on delete cascade
  )`,
  // Whoever may change everything else may do this, too, as before.
  `update tokens set scopes = array_append(scopes, 'annotate') where 'configure' = any (scopes) and not 'annotate' = any (scopes)`,
]

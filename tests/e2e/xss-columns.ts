import { isUtf8 } from 'node:buffer'

import { Client } from 'pg'

/** Columns that hold what somebody writes: each is to hold five hundred payloads. A new one gets a writer in xss-store.ts. */
export const WRITTEN: readonly string[] = [
  'answer_tags.tag',
  'answers.answers',
  'answers.comment',
  'answers.page',
  'answers.release',
  'answers.traits',
  'answers.visitor',
  'audit.actor_name',
  'audit.after',
  'audit.before',
  'counts.release',
  'invitations.email',
  'invitations.invited_by',
  'journeys.name',
  'journeys.steps',
  'links.made_by',
  'links.name',
  'people.email',
  'people.name',
  'projects.name',
  'prompt_drafts.content',
  'prompt_drafts.updated_by',
  'prompt_versions.content',
  'prompt_versions.published_by',
  'quarantine.event',
  'quarantine.reason',
  'sessions.browser',
  'theme_rules.rules',
  'tokens.name',
]

/** Columns that could hold a text and hold none that somebody writes, by the reason why: none is to hold a payload. */
export const UNWRITTEN: Readonly<Record<string, readonly string[]>> = {
  'Ids are small letters, digits and dashes, and are refused otherwise.': [
    'answer_tags.project_id',
    'answers.journey',
    'answers.project_id',
    'answers.prompt',
    'answers.step',
    'answers.variant',
    'audit.actor_id',
    'audit.project_id',
    'audit.subject',
    'batches.project_id',
    'counts.journey',
    'counts.project_id',
    'counts.prompt',
    'counts.step',
    'counts.variant',
    'invitations.project_id',
    'journeys.goal',
    'journeys.id',
    'journeys.project_id',
    'links.journey',
    'links.project_id',
    'members.project_id',
    'projects.id',
    'projects.traits',
    'prompt_drafts.project_id',
    'prompt_drafts.prompt',
    'prompt_versions.project_id',
    'prompt_versions.prompt',
    'prompts.id',
    'prompts.project_id',
    'prompts.step',
    'quarantine.project_id',
    'theme_rules.project_id',
    'tokens.project_id',
    'turns.project_id',
    'visits.journey',
    'visits.project_id',
    'write_keys.key',
    'write_keys.project_id',
    'zone_moves.project_id',
    'sql_readers.project_id',
    'sql_readers.role',
  ],
  'One of a few words of ours.': [
    'answers.device',
    'answers.origin',
    'answers.set_aside',
    'answers.trust',
    'audit.action',
    'audit.actor_kind',
    'batches.receipt',
    'counts.device',
    'counts.measure',
    'counts.origin',
    'counts.value',
    'invitations.role',
    'members.role',
    'projects.privacy',
    'projects.signals',
    'prompts.status',
    'secrets.name',
    'tokens.scopes',
    'visits.origin',
    'visits.outcome',
  ],
  'What a page says of its language is cut down to a language and a region.': ['answers.locale', 'counts.locale'],
  'Numbers, colours, dates, zones that there are, and origins: each is checked for being one.': [
    'projects.budget',
    'projects.origins',
    'projects.retention',
    'projects.theme',
    'projects.zone',
    'prompts.term',
    'zone_moves.from_zone',
    'zone_moves.to_zone',
  ],
  'Whom the operator has let vouch for people, and what it calls them, which no answer tells.': [
    'people.issuer',
    'people.subject',
  ],
  'Sums for projects that are not open, as these are: they stand where those of `counts` do.': [
    'told.device',
    'told.journey',
    'told.locale',
    'told.measure',
    'told.origin',
    'told.project_id',
    'told.prompt',
    'told.release',
    'told.step',
    'told.value',
    'told.variant',
  ],
  'One name for each project, as people.name has them: there are too few projects for five hundred.': [
    'theme_rules.changed_by',
  ],
  'Made of random bytes, or of a hash.': [
    'invitations.hash',
    'links.hash',
    'people.password_hash',
    'secrets.secret',
    'sessions.hash',
    'sign_in_links.hash',
    'tokens.hash',
  ],
}

/** How many different texts there are in each such column that no careful owner and no honest page would write. */
export async function payloadsByColumn(url: string): Promise<Map<string, number>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const found = new Map<string, number>()
    const { rows: columns } = await client.query<{ table: string; column: string }>(TEXT_COLUMNS)
    for (const { table, column } of columns) {
      const { rows } = await client.query<{ value: unknown }>(`select "${column}" as value from "${table}"`)
      const texts = new Set(rows.flatMap(({ value }) => textsIn(value)).filter(isOdd))
      found.set(`${table}.${column}`, texts.size)
    }
    return found
  } finally {
    await client.end()
  }
}

const TEXT_COLUMNS = `
  select table_name as "table", column_name as "column" from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
  where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'
    and data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'xml', 'bytea', 'ARRAY', 'USER-DEFINED')
  order by 1, 2`

/** Every text in a value, names of fields included. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Buffer.isBuffer(value)) return isUtf8(value) ? [value.toString('utf8')] : []
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (typeof value !== 'object' || value === null || value instanceof Date) return []
  return [...Object.keys(value), ...Object.values(value).flatMap(textsIn)]
}

/** Whether a text has what no id, no date and no name of ours has. */
const isOdd = (text: string): boolean => /[<>"'`{}()&;]|^[=+]/u.test(text)

import { sql } from 'kysely'
import { describe, expect, inject, test } from 'vitest'

import { asAdmin, databaseUrl, useDatabase } from '../testing/database.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { openDatabase } from './open.ts'
import type { Tables } from './tables.ts'

/** The columns of `Tables`: the compiler refuses one that is missing here, one too many, and one that is misspelt. */
const COLUMNS = {
  projects: columns<'projects'>()(
    'lane',
    'id',
    'name',
    'zone',
    'privacy',
    'budget',
    'theme',
    'signals',
    'origins',
    'impressions',
    'spread',
    'revision',
    'created_at',
    'delete_after',
    'retention',
    'retention_since',
    'answers_from',
    'words_from',
    'retained_on',
    'zone_epoch',
    'told_until',
    'traits',
  ),
  write_keys: columns<'write_keys'>()('lane', 'project_id', 'key', 'created_at', 'expires_at'),
  journeys: columns<'journeys'>()('lane', 'project_id', 'id', 'name', 'position', 'goal', 'steps'),
  prompts: columns<'prompts'>()('lane', 'project_id', 'id', 'step', 'status', 'version', 'term'),
  prompt_versions: columns<'prompt_versions'>()(
    ...(['lane', 'project_id', 'prompt', 'version', 'content', 'published_at', 'published_by'] as const),
  ),
  prompt_drafts: columns<'prompt_drafts'>()(
    ...(['lane', 'project_id', 'prompt', 'content', 'revision', 'updated_at', 'updated_by'] as const),
  ),
  members: columns<'members'>()('lane', 'project_id', 'person_id', 'role'),
  tokens: columns<'tokens'>()(
    ...(['lane', 'project_id', 'id', 'hash', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at'] as const),
  ),
  audit: columns<'audit'>()(
    ...(['lane', 'project_id', 'id', 'at', 'actor_kind', 'actor_id', 'actor_name', 'action'] as const),
    ...(['subject', 'before', 'after'] as const),
  ),
  invitations: columns<'invitations'>()(
    ...(['lane', 'project_id', 'id', 'hash', 'email', 'role', 'invited_by', 'created_at', 'expires_at'] as const),
  ),
  links: columns<'links'>()(
    ...(['lane', 'project_id', 'id', 'hash', 'name', 'journey', 'voices', 'made_by', 'created_at'] as const),
    ...(['expires_at', 'last_used_at'] as const),
  ),
  batches: columns<'batches'>()('lane', 'project_id', 'id', 'received_at', 'receipt'),
  answers: columns<'answers'>()(
    ...(['lane', 'project_id', 'id', 'at', 'received_at', 'day', 'journey', 'step', 'prompt', 'version'] as const),
    ...(['variant', 'feel', 'comment', 'answers', 'visit', 'visitor', 'page', 'device', 'locale'] as const),
    ...(['release', 'traits', 'share', 'took_ms', 'origin', 'trust', 'corrected_ms', 'set_aside', 'told_on'] as const),
  ),
  turns: columns<'turns'>()('lane', 'project_id', 'id', 'answer', 'day'),
  visits: columns<'visits'>()('lane', 'project_id', 'id', 'journey', 'outcome', 'at', 'origin'),
  counts: columns<'counts'>()(
    ...(['lane', 'project_id', 'day', 'journey', 'step', 'prompt', 'version', 'variant', 'measure'] as const),
    ...(['value', 'device', 'locale', 'release', 'origin', 'n'] as const),
  ),
  zone_moves: columns<'zone_moves'>()(
    ...(['lane', 'project_id', 'from_zone', 'to_zone', 'since', 'answers_from', 'words_from', 'round'] as const),
    ...(['after', 'total', 'seen', 'moved', 'done_at'] as const),
  ),
  answer_tags: columns<'answer_tags'>()('lane', 'project_id', 'answer', 'tag', 'tagged_at'),
  theme_rules: columns<'theme_rules'>()('lane', 'project_id', 'rules', 'revision', 'changed_at', 'changed_by'),
  told: columns<'told'>()(
    ...(['lane', 'project_id', 'day', 'journey', 'step', 'prompt', 'version', 'variant', 'measure'] as const),
    ...(['value', 'device', 'locale', 'release', 'origin', 'n'] as const),
  ),
  quarantine: columns<'quarantine'>()(
    ...(['lane', 'project_id', 'id', 'batch', 'received_at', 'event', 'reason', 'replayed_at'] as const),
  ),
  people: columns<'people'>()(
    ...(['id', 'email', 'name', 'password_hash', 'created_at', 'issuer', 'subject', 'linked_at'] as const),
  ),
  sessions: columns<'sessions'>()(
    ...(['hash', 'person_id', 'created_at', 'expires_at', 'id', 'seen_at', 'browser'] as const),
  ),
  sign_in_links: columns<'sign_in_links'>()('hash', 'person_id', 'expires_at'),
  secrets: columns<'secrets'>()('name', 'secret'),
  sql_readers: columns<'sql_readers'>()('role', 'project_id', 'created_at'),
} satisfies Record<keyof Tables, string[]>

describe('migrations', () => {
  const database = useDatabase()

  test('an empty database becomes exactly the tables that the code knows', async () => {
    const { rows } = await sql<{ table: string; columns: string[] }>`
      select table_name as table, array_agg(column_name::text order by column_name) as columns
      from information_schema.columns join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%' and table_name not like 'citus%'
      group by table_name`.execute(database.db)
    const found = Object.fromEntries(rows.map((row) => [row.table, row.columns.toSorted()]))
    const known = Object.fromEntries(Object.entries(COLUMNS).map(([table, names]) => [table, names.toSorted()]))
    expect(found).toEqual(known)
  })

  test('migrating again does nothing', async () => {
    expect(await migrate(database.db)).toEqual([])
  })

  test('two that migrate an empty database at once do it once', async () => {
    const name = `attune_test_twice_${Date.now()}`
    await asAdmin(inject('clusterUrl'), `create database ${name}`)
    const url = databaseUrl(inject('clusterUrl'), name)
    const [one, two] = [openDatabase(url, 1, () => {}), openDatabase(url, 1, () => {})]
    const applied = (await Promise.all([migrate(one.db), migrate(two.db)])).flat()
    await Promise.all([one.close(), two.close()])
    await asAdmin(inject('clusterUrl'), `drop database ${name} with (force)`)
    expect(applied).toEqual(Object.keys(MIGRATIONS))
  })

  test('every unique index of a project table holds the lane, so that a cluster can shard by it', async () => {
    const { rows } = await sql<{ table: string; index: string; columns: string[] }>`
      select t.relname as table, i.relname as index, array_agg(a.attname::text) as columns
      from pg_index x
      join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = any (x.indkey)
      where t.relnamespace = 'public'::regnamespace and x.indisunique and t.relname not like 'kysely%'
      group by 1, 2`.execute(database.db)
    const ofProjects = rows.filter((row) => COLUMNS[row.table as keyof Tables].includes('lane'))
    expect(ofProjects.length).toBeGreaterThanOrEqual(12)
    expect(ofProjects.filter((row) => !row.columns.includes('lane'))).toEqual([])
  })
})

/** Takes all column names of a table, and only those. */
function columns<T extends keyof Tables>() {
  return <const C extends (keyof Tables[T])[]>(
    ...names: [keyof Tables[T]] extends [C[number]] ? C : [missing: Exclude<keyof Tables[T], C[number]>]
  ): string[] => names as string[]
}

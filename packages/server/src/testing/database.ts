import { randomUUID } from 'node:crypto'

import { Client } from 'pg'
import { afterAll, beforeAll, beforeEach, inject } from 'vitest'

import { type Db, openDatabase } from '../database/open.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Of the cluster that tests may create databases in. */
    clusterUrl: string
    /** The migrated database that each test file's own is copied from. */
    template: string
  }
}

/**
 * Gives a test file a database of its own, migrated, and emptied before each test.
 *
 * @param max Connections of the pool. `TEST_POOL_MAX` overrides it: the whole suite also passes with one.
 * @returns a handle whose `db` and `url` are there once the tests run.
 */
export function useDatabase(max = 4): { db: Db; url: string } {
  const handle = {} as { db: Db; url: string }
  const name = `attune_test_${randomUUID().replaceAll('-', '')}`
  let close = async () => {}

  beforeAll(async () => {
    const cluster = inject('clusterUrl')
    await asAdmin(cluster, `create database ${name} template ${inject('template')}`)
    handle.url = databaseUrl(cluster, name)
    const opened = openDatabase(handle.url, Number(process.env['TEST_POOL_MAX'] ?? max), () => {})
    handle.db = opened.db
    close = opened.close
  })
  beforeEach(async () => {
    await asAdmin(handle.url, TRUNCATE_ALL)
  })
  afterAll(async () => {
    await close()
    await asAdmin(inject('clusterUrl'), `drop database if exists ${name} with (force)`)
  })
  return handle
}

/** The address of another database in the same cluster. */
export function databaseUrl(cluster: string, name: string): string {
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.href
}

/** Runs one statement on a connection of its own. */
export async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

const TRUNCATE_ALL = `do $$ begin
  execute (select 'truncate ' || string_agg(quote_ident(tablename), ', ') || ' cascade'
    from pg_tables where schemaname = 'public' and tablename not like 'kysely%');
end $$`

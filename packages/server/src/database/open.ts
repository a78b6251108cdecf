import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import { Client, type ClientConfig, type CustomTypesConfig, Pool, types } from 'pg'

import type { Tables } from './tables.ts'

/** The database, inside a transaction or not. */
export type Db = Kysely<Tables>
/** For what is right only inside a transaction. */
export type Tx = Transaction<Tables>

/** An open database. */
export interface Database {
  db: Db
  /** Closes every connection; the database must not be used afterwards. */
  close: () => Promise<void>
}

/**
 * Opens a pool of connections to a PostgreSQL.
 *
 * @param url A connection string; `postgres:///name?host=/folder` names a socket's folder.
 * @param max Connections at most. Everything works with one: no query waits for another while it holds a connection.
 * @param onError Told of connections lost while idle or in use; the pool replaces them by itself.
 * @param waitMs How long to wait for a connection, in milliseconds.
 */
export function openDatabase(
  url: string,
  max: number,
  onError: (error: Error) => void,
  waitMs = GIVE_UP_AFTER_MS,
): Database {
  const pool = new Pool({ connectionString: url, max, types: readers, connectionTimeoutMillis: waitMs })
  // A client lost inside a transaction emits on itself: without a listener of its own it ends the process.
  pool.on('connect', (client) => client.on('error', onError))
  pool.on('error', onError)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  urls.set(db, url)
  return { db, close: () => db.destroy() }
}

/**
 * Another pool of connections to the same database: for what may not wait while reports hold every connection of the first.
 *
 * @param db As `openDatabase` gave it; the rest is as there.
 */
export function openBeside(db: Db, max: number, onError: (error: Error) => void, waitMs: number): Database {
  return openDatabase(urlOf(db), max, onError, waitMs)
}

/**
 * A connection of its own to the same database, beside the pool: not connected yet, and replaced by nobody.
 *
 * For what may not wait while others hold every connection of the pool.
 */
export function createOwnClient(db: Db, options: Omit<ClientConfig, 'connectionString' | 'types'>): Client {
  const connectionString = urlOf(db)
  const client = new Client({ connectionTimeoutMillis: GIVE_UP_AFTER_MS, ...options, connectionString, types: readers })
  client.on('error', () => {})
  return client
}

const urls = new WeakMap<Db, string>()

function urlOf(db: Db): string {
  const url = urls.get(db)
  if (url === undefined) throw new Error('This is no database that openDatabase has opened.')
  return url
}

/** What waits longer for a connection is told that the database is away, rather than left hanging. */
const GIVE_UP_AFTER_MS = 15_000
const INT8 = 20
const DATE = 1082

/** Counts are far below 2^53, so int8 is read as a number; a day stays the text it is, without a time zone. */
const readers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (format === 'binary') return types.getTypeParser(oid, 'binary')
    if (oid === INT8) return Number
    return oid === DATE ? String : types.getTypeParser(oid)
  },
}

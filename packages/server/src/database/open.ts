import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

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

/** Counts are far below 2^53, so int8 is read as a number; a day stays the text it is, without a time zone. */
const TYPES: Record<number, (text: string) => unknown> = { 20: Number, 1082: String }
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && TYPES[oid]) || pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

/**
 * Opens a pool of connections to a PostgreSQL.
 *
 * @param url A connection string; `postgres:///name?host=/folder` names a socket's folder.
 * @param max Connections at most. Everything works with one: no query waits for another while it holds a connection.
 * @param onError Told of connections lost while idle or in use; the pool replaces them by itself.
 */
export function openDatabase(url: string, max: number, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({ connectionString: url, max, types })
  // A client lost inside a transaction emits on itself: without a listener of its own it ends the process.
  pool.on('connect', (client) => client.on('error', onError))
  pool.on('error', onError)
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy() }
}

import { statfs } from 'node:fs/promises'

import { sql } from 'kysely'

import { missingMigrations } from '../database/migrate.ts'
import type { Db } from '../database/open.ts'
import type { Settings } from '../settings.ts'

/** One thing that was looked at. */
export interface Finding {
  what: string
  isGood: boolean
  /** How it is, and where it is not good, what to do. */
  says: string
}

/** Looks at what the service stands on. @param now Reads this machine's clock, in milliseconds since 1970. */
export async function examine(db: Db, settings: Settings, now: () => number = Date.now): Promise<Finding[]> {
  return [
    ...examineSettings(settings),
    await attempt('database', () => examineDatabase(db)),
    await attempt('durability', () => examineDurability(db)),
    await attempt('permissions', () => examinePermissions(db)),
    await attempt('tables', () => examineTables(db)),
    await attempt('clock', () => examineClock(db, now)),
    ...(settings.databaseUrl === null ? [await attempt('disk', () => examineDisk(settings.dataFolder))] : []),
  ]
}

function* examineSettings({ host, publicUrl, trustedProxies, databaseUrl }: Settings): Iterable<Finding> {
  const isLocal = /^(127\.|::1$|localhost$)/.test(host)
  yield publicUrl.startsWith('https:') || (isLocal && /^http:\/\/(127\.|localhost|\[::1])/.test(publicUrl))
    ? good('address', `people reach it at ${publicUrl}`)
    : bad('address', `${publicUrl} is not encrypted. Put TLS in front and set ATTUNE_PUBLIC_URL to its https address`)
  yield good('proxies', trustedProxies.length > 0 ? `believes ${trustedProxies.join(', ')}` : 'believes none')
  yield good('storage', databaseUrl === null ? 'the embedded PostgreSQL' : 'the PostgreSQL of DATABASE_URL')
}

async function examineDatabase(db: Db): Promise<Finding> {
  const { version } = await one<{ version: string }>(db, sql`select current_setting('server_version_num') as version`)
  const major = Math.floor(Number(version) / 10_000)
  return major >= LEAST_MAJOR
    ? good('database', `PostgreSQL ${major} answers`)
    : bad('database', `PostgreSQL ${major} is too old. Use ${LEAST_MAJOR} or newer`)
}

async function examineDurability(db: Db): Promise<Finding> {
  const said = await one<{ fsync: string; commit: string }>(
    db,
    sql`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit`,
  )
  return said.fsync === 'on' && said.commit !== 'off'
    ? good('durability', 'what is acknowledged is on the disk')
    : bad(
        'durability',
        'fsync or synchronous_commit is off, so a crash loses answers that were acknowledged. Turn both on',
      )
}

async function examinePermissions(db: Db): Promise<Finding> {
  const { may } = await one<{ may: boolean }>(
    db,
    sql`select has_schema_privilege(current_user, current_schema(), 'create') as may`,
  )
  return may
    ? good('permissions', 'tables can be made')
    : bad('permissions', 'this user may not make tables. Grant it "create" on the schema')
}

async function examineTables(db: Db): Promise<Finding> {
  const missing = await missingMigrations(db)
  return missing.length === 0
    ? good('tables', 'as this release needs them')
    : bad('tables', `${missing.join(', ')} is missing. Run: attune migrate`)
}

async function examineClock(db: Db, now: () => number): Promise<Finding> {
  const before = now()
  const { at } = await one<{ at: number }>(db, sql`select extract(epoch from clock_timestamp())::float8 * 1000 as at`)
  const apartMs = Math.abs(at - (before + now()) / 2)
  return apartMs < MOST_APART_MS
    ? good('clock', 'this machine and the database agree')
    : bad('clock', `this machine and the database are ${Math.round(apartMs / 1_000)} s apart. Set both by NTP`)
}

async function examineDisk(folder: string): Promise<Finding> {
  const { bavail, blocks, bsize } = await statfs(folder)
  const free = bavail * bsize
  const share = bavail / blocks
  const said = `${(free / 1e9).toFixed(1)} GB free at ${folder}`
  return free > LEAST_FREE_BYTES && share > LEAST_FREE_SHARE
    ? good('disk', said)
    : bad('disk', `${said}. Make room: a database without room stops taking answers`)
}

async function attempt(what: string, look: () => Promise<Finding>): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    return bad(what, `${error instanceof Error ? error.message : String(error)}. Check DATABASE_URL and that it runs`)
  }
}

async function one<T>(db: Db, query: ReturnType<typeof sql>): Promise<T> {
  const { rows } = await query.execute(db)
  return rows[0] as T
}

const good = (what: string, says: string): Finding => ({ what, isGood: true, says })
const bad = (what: string, says: string): Finding => ({ what, isGood: false, says })

const LEAST_MAJOR = 15
const MOST_APART_MS = 2_000
const LEAST_FREE_BYTES = 1e9
const LEAST_FREE_SHARE = 0.05

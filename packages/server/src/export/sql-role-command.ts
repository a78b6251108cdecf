import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'

import { sql } from 'kysely'

import { COMMAND } from '../access/audit.ts'
import type { Command } from '../command.ts'
import { findProject } from '../configure/queries.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { createSqlRole, dropSqlRole, EVERY, listSqlRoles, roleStatements } from './sql-roles.ts'

const USAGE = 'attune sql-role create NAME [--project P] [--print] | sql-role list | sql-role drop NAME'

/**
 * `attune sql-role create|list|drop`: roles of the database for BI tools. Of a new one the address to connect to is printed alone, with its
 * password, and never shown again. With `--print` nothing is made, and what makes it is printed as SQL.
 */
export const sqlRoleCommand: Command = async (args, { settings, open, print, warn }) => {
  const asked = readArguments(args)
  if (typeof asked === 'string') {
    warn(`${asked} Usage: ${USAGE}`)
    return 2
  }
  const { db } = await open()
  if (asked.does === 'list') {
    for (const { name, projects, created_at } of await listSqlRoles(db))
      print(
        [name, projects.map((one) => (one === EVERY ? 'every project' : one)).join(','), created_at.toISOString()].join(
          '  ',
        ),
      )
    return 0
  }
  const { name } = asked
  if (asked.does === 'drop') {
    await dropSqlRole(db, COMMAND, name)
    return 0
  }
  const { project = EVERY } = asked
  if (project !== EVERY && !(await findProject(db, laneOf(project), project)))
    throw new AppError('not_found', `There is no project "${project}".`)
  const password = randomBytes(24).toString('base64url')
  const { database, sockets } = await placeOf(db)
  if (asked.isPrinted) {
    const known = `insert into sql_readers (role, project_id) values ('${name}', '${project}')`
    for (const statement of [...roleStatements(name, password, database), known]) print(`${statement};`)
    return 0
  }
  await createSqlRole(db, COMMAND, { name, project, password })
  print(
    addressOf(settings.databaseUrl ?? `postgresql:///${database}?host=${encodeURIComponent(sockets)}`, name, password),
  )
  return 0
}

/** Where the database is, as it says itself. */
async function placeOf(db: Db): Promise<{ database: string; sockets: string }> {
  const { rows } = await sql<{ database: string; sockets: string }>`
    select current_database() as database, split_part(current_setting('unix_socket_directories'), ',', 1) as sockets`.execute(
    db,
  )
  return rows[0]!
}

/** The same database, as somebody else. */
function addressOf(address: string, name: string, password: string): string {
  const url = new URL(address)
  url.searchParams.delete('user')
  url.searchParams.delete('password')
  if (url.hostname === '') {
    url.searchParams.set('user', name)
    url.searchParams.set('password', password)
  } else {
    url.username = name
    url.password = password
  }
  return url.href
}

type Asked =
  | { does: 'create'; name: string; project?: string | undefined; isPrinted: boolean }
  | { does: 'list' }
  | { does: 'drop'; name: string }

/** What was asked for, or one sentence that says what is wrong with it. */
function readArguments(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { project: { type: 'string' }, print: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [does, name, ...rest] = positionals
    if ((does !== 'create' && does !== 'list' && does !== 'drop') || rest.length > 0)
      return 'Roles are created, listed or dropped.'
    if (does === 'list') return name === undefined ? { does } : 'A list needs no name.'
    if (name === undefined || !NAME.test(name))
      return 'A role is named with lower-case letters, digits and _, e.g. bi_shop, and not with pg_ in front.'
    return does === 'drop' ? { does, name } : { does, name, project: values.project, isPrinted: values.print }
  } catch (error) {
    return `${(error as Error).message}.`
  }
}

/** PostgreSQL keeps what begins with pg_ for itself. */
const NAME = /^(?!pg_)[a-z][a-z0-9_]{0,62}$/

import { sql } from 'kysely'

import { type Actor, recordChange } from '../access/audit.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'

/** A role of the database that may read the views for BI tools, and nothing else. */
export interface SqlRole {
  name: string
  /** `*`: all, also those to come. */
  projects: string[]
  created_at: Date
}

/** Every project, also those to come. */
export const EVERY = '*'
/** What a role may read; a test holds that it is all. */
export const VIEWS = ['attune_answers', 'attune_feel_daily'] as const

/**
 * What makes a role, for whoever may: it signs in with a password, reads the views, changes nothing, and stops after half a minute.
 *
 * @param name Letters, digits and _ alone, as `madeName` has it: it is written into statements, which take no parameters here.
 * @param password Letters, digits, - and _ alone.
 */
export function roleStatements(name: string, password: string, database: string): string[] {
  return [
    `create role "${name}" login password '${password}' connection limit 10`,
    `alter role "${name}" set default_transaction_read_only = on`,
    `alter role "${name}" set statement_timeout = '30s'`,
    `alter role "${name}" set idle_in_transaction_session_timeout = '60s'`,
    `grant connect on database "${database.replaceAll('"', '""')}" to "${name}"`,
    `grant usage on schema public to "${name}"`,
    `grant select on ${VIEWS.join(', ')} to "${name}"`,
  ]
}

/**
 * Makes a role that sees one project, or `EVERY` one.
 *
 * @throws AppError `conflict` for a name that is taken, `forbidden` where the service's own role may make none.
 */
export async function createSqlRole(
  db: Db,
  by: Actor,
  { name, project, password }: { name: string; project: string; password: string },
): Promise<void> {
  await db
    .transaction()
    .execute(async (tx) => {
      const { rows } = await sql`select from pg_roles where rolname = ${name}`.execute(tx)
      if (rows.length > 0)
        throw new AppError('conflict', `The database has a role "${name}" already. Choose another name.`)
      for (const statement of roleStatements(name, password, await nameOf(tx))) await sql.raw(statement).execute(tx)
      await tx.insertInto('sql_readers').values({ role: name, project_id: project }).execute()
      await record(tx, by, 'sql_role.created', name, [project])
    })
    .catch(refuseUnprivileged)
}

/** Ends a role at once; who is signed in with it can read nothing more. @throws AppError `not_found`, `forbidden` */
export async function dropSqlRole(db: Db, by: Actor, name: string): Promise<void> {
  await db
    .transaction()
    .execute(async (tx) => {
      const gone = await tx.deleteFrom('sql_readers').where('role', '=', name).returning('project_id').execute()
      if (gone.length === 0)
        throw new AppError('not_found', `Attune has made no role "${name}". See which there are: attune sql-role list`)
      const { rows } = await sql`select from pg_roles where rolname = ${name}`.execute(tx)
      const database = (await nameOf(tx)).replaceAll('"', '""')
      const statements = [
        `revoke select on ${VIEWS.join(', ')} from "${name}"`,
        `revoke usage on schema public from "${name}"`,
        `revoke connect on database "${database}" from "${name}"`,
        `drop role "${name}"`,
      ]
      if (rows.length > 0) for (const statement of statements) await sql.raw(statement).execute(tx)
      const projects = gone.map(({ project_id }) => project_id)
      await record(tx, by, 'sql_role.ended', name, projects)
    })
    .catch(refuseUnprivileged)
}

export async function listSqlRoles(db: Db): Promise<SqlRole[]> {
  const rows = await db.selectFrom('sql_readers').selectAll().orderBy('role').orderBy('project_id').execute()
  return [...Map.groupBy(rows, ({ role }) => role)].map(([name, of]) => ({
    name,
    projects: of.map(({ project_id }) => project_id),
    created_at: of[0]!.created_at,
  }))
}

/** In the log of every project that the role sees. */
async function record(
  tx: Tx,
  by: Actor,
  action: 'sql_role.created' | 'sql_role.ended',
  subject: string,
  projects: readonly string[],
): Promise<void> {
  const isEvery = projects.includes(EVERY)
  const all = isEvery
    ? (await tx.selectFrom('projects').select('id').orderBy('lane').orderBy('id').execute()).map(({ id }) => id)
    : projects
  for (const project of all) await recordChange(tx, project, by, { action, subject, after: { every: isEvery } })
}

async function nameOf(tx: Tx): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(tx)
  return rows[0]?.name ?? ''
}

function refuseUnprivileged(error: unknown): never {
  if ((error as { code?: unknown }).code !== INSUFFICIENT_PRIVILEGE) throw error
  throw new AppError(
    'forbidden',
    'The role that Attune signs in with may not make or end roles. Add --print, and let somebody run that who may.',
    { cause: error },
  )
}

const INSUFFICIENT_PRIVILEGE = '42501'

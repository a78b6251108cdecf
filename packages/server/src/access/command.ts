import { parseArgs } from 'node:util'

import type { TokenItem } from '@attune/protocol'

import type { Command } from '../command.ts'
import { findProject } from '../configure/queries.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { COMMAND } from './audit.ts'
import { madeId } from './parameters.ts'
import { isScope, SCOPES } from './scopes.ts'
import { issueToken, listTokens, type NewToken, revokeToken } from './tokens.ts'

const USAGE =
  'attune token create --project P --scope read[,configure] [--name N] [--days D] | token list --project P | token revoke ID --project P'

/**
 * `attune token create|list|revoke`: a new one is printed alone, so that a script can keep it, and never shown again.
 *
 * A token is revoked by the id that the list begins its line with.
 */
export const tokenCommand: Command = async (args, { open, print, warn }) => {
  const asked = readArguments(args)
  if (typeof asked === 'string') {
    warn(`${asked} Usage: ${USAGE}`)
    return 2
  }
  const { db } = await open()
  const { project } = asked
  await requireProject(db, project)
  if (asked.does === 'list') for (const token of await listTokens(db, project)) print(lineOf(token))
  else if (asked.does === 'revoke')
    await db.transaction().execute((tx) => revokeToken(tx, project, COMMAND, madeId(asked.id)))
  else print((await db.transaction().execute((tx) => issueToken(tx, project, COMMAND, asked.token))).secret)
  return 0
}

async function requireProject(db: Db, project: string): Promise<void> {
  if (await findProject(db, laneOf(project), project)) return
  throw new AppError(
    'not_found',
    `There is no project "${project}". Make one: attune config push FILE --project ${project}`,
  )
}

function lineOf({ id, name, scopes, expires_at, last_used_at }: TokenItem): string {
  return [id, scopes.join(','), `expires ${expires_at ?? 'never'}`, `used ${last_used_at ?? 'never'}`, name].join('  ')
}

type Asked =
  | { does: 'create'; project: string; token: NewToken }
  | { does: 'list'; project: string }
  | { does: 'revoke'; project: string; id: string }

/** What was asked for, or one sentence that says what is wrong with it. */
function readArguments(args: string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    const { project } = values
    const [does, id, ...rest] = positionals
    const isKnown = does === 'create' || does === 'list' || does === 'revoke'
    if (!isKnown || rest.length > 0 || (id !== undefined) !== (does === 'revoke'))
      return does === 'revoke' ? 'Say which token, by its id.' : 'Tokens are created, listed or revoked.'
    if (!project) return 'Say for which project.'
    if (id !== undefined) return { does: 'revoke', project, id }
    if (does === 'list') return { does, project }
    const token = readToken(values)
    return typeof token === 'string' ? token : { does: 'create', project, token }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function readToken(values: { scope?: string; name?: string; days?: string }): NewToken | string {
  const scopes = (values.scope ?? '').split(',').filter(isScope)
  if (scopes.length === 0 || scopes.join(',') !== values.scope)
    return `Say with which of the scopes ${SCOPES.join(', ')}.`
  const days = values.days === undefined ? null : Number(values.days)
  if (days !== null && !(days > 0 && days <= 36_500)) return 'Say after how many days it expires: 1 to 36500.'
  const expires = days === null ? null : new Date(Date.now() + days * 86_400_000)
  return { name: values.name ?? 'command line', scopes, expires }
}

const OPTIONS = {
  project: { type: 'string' },
  scope: { type: 'string' },
  name: { type: 'string' },
  days: { type: 'string' },
} as const

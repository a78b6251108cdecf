import { randomUUID } from 'node:crypto'

import type { TokenItem } from '@attune/protocol'

import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { type Actor, recordChange } from './audit.ts'
import { isScope, type Scope } from './scopes.ts'
import { hashOf, newSecret, TOKEN_PREFIX } from './secret.ts'

/** What a token is to be. */
export interface NewToken {
  name: string
  scopes: readonly Scope[]
  /** Null: never. */
  expires: Date | null
}

/** The tokens of a project that open something now, newest first; without their secrets, which nobody has any more. */
export async function listTokens(db: Db, project: string): Promise<TokenItem[]> {
  const rows = await tokensOf(db, project)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', new Date())]))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(itemOf)
}

/** Makes a token, and writes down who did. @returns it with its secret, which can be shown this once. */
export async function issueToken(
  tx: Tx,
  project: string,
  actor: Actor,
  { name, scopes, expires }: NewToken,
): Promise<TokenItem & { secret: string }> {
  const secret = await createToken(tx, project, name, scopes, expires)
  const item = itemOf(await tokensOf(tx, project).where('hash', '=', hashOf(secret)).executeTakeFirstOrThrow())
  await recordChange(tx, project, actor, {
    action: 'token.created',
    subject: item.id,
    after: { name, scopes, expires_at: item.expires_at },
  })
  return { ...item, secret }
}

/** Ends a token at once, on every node: each request asks for it anew. @throws AppError `not_found` */
export async function revokeToken(tx: Tx, project: string, actor: Actor, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom('tokens')
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
    .where('id', '=', id)
    .returning(['name', 'scopes'])
    .executeTakeFirst()
  if (!gone) throw new AppError('not_found', 'There is no such token: it may have been revoked already.')
  await recordChange(tx, project, actor, { action: 'token.revoked', subject: id, before: gone })
}

/** A token of a project, `at_…`, that can be shown this once. @param expires Null: never. */
export async function createToken(
  db: Db,
  project: string,
  name: string,
  scopes: readonly Scope[],
  expires: Date | null,
): Promise<string> {
  const secret = newSecret(TOKEN_PREFIX)
  await db
    .insertInto('tokens')
    .values({
      lane: laneOf(project),
      project_id: project,
      id: randomUUID(),
      hash: hashOf(secret),
      name,
      scopes: [...scopes],
      expires_at: expires,
    })
    .execute()
  return secret
}

function tokensOf(db: Db, project: string) {
  return db
    .selectFrom('tokens')
    .select(['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at'])
    .where('lane', '=', laneOf(project))
    .where('project_id', '=', project)
}

function itemOf(row: {
  id: string
  name: string
  scopes: string[]
  created_at: Date
  expires_at: Date | null
  last_used_at: Date | null
}): TokenItem {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes.filter(isScope),
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at?.toISOString() ?? null,
    last_used_at: row.last_used_at?.toISOString() ?? null,
  }
}

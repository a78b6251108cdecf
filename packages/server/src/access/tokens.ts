import { randomUUID } from 'node:crypto'

import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import type { Scope } from './scopes.ts'
import { hashOf, newSecret, TOKEN_PREFIX } from './secret.ts'

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

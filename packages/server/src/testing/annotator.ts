import type { Problem } from '@attune/protocol'

import type { Scope } from '../access/scopes.ts'
import { createToken } from '../access/tokens.ts'
import type { Db } from '../database/open.ts'
import { readerOf } from './reader.ts'

/** Calls what is said of voices in the shop, with a token called "analyst" that may annotate. */
export async function annotatingShop(db: Db, scopes: Scope[] = ['read', 'annotate']) {
  const app = await readerOf(db)
  const authorization = `Bearer ${await createToken(db, 'shop', 'analyst', scopes, null)}`
  return async <T>(
    method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    payload?: object,
    headers: Record<string, string> = {},
  ) => {
    const answer = await app.inject({
      method,
      url: `/api/projects/shop/${path}`,
      headers: { authorization, ...headers },
      ...(payload && { payload }),
    })
    return {
      status: answer.statusCode,
      etag: String(answer.headers['etag'] ?? ''),
      body: answer.json<T>(),
      detail: answer.json<Problem>().detail,
    }
  }
}

import type {
  AnswerTags,
  Problem,
  TagChange,
  TagList,
  ThemeRules,
  ThemesAnswer,
  VoiceMoment,
  VoicesAnswer,
} from '@attune/protocol'

import type { Scope } from '../access/scopes.ts'
import { createToken } from '../access/tokens.ts'
import type { Db } from '../database/open.ts'
import { readerOf } from './reader.ts'

/** Calls what is said of voices in the shop, with a token called "analyst" that may annotate. */
export async function annotatingShop(db: Db, scopes: Scope[] = ['read', 'annotate']) {
  const app = await readerOf(db)
  const authorization = `Bearer ${await createToken(db, 'shop', 'analyst', scopes, null)}`
  return async <const P extends string>(
    method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE',
    path: P,
    payload?: object,
    headers: Record<string, string> = {},
  ) => {
    const answer = await app.inject({
      method,
      url: `/api/projects/shop/${path}`,
      headers: { authorization, ...headers },
      ...(payload && { payload }),
    })
    const body = answer.json<AnswerTo<P>>()
    return {
      status: answer.statusCode,
      etag: answer.headers.etag ?? '',
      body,
      detail: answer.json<Problem>().detail,
    }
  }
}

/** What is answered at a path below a project. */
type AnswerTo<P extends string> = P extends 'tags'
  ? TagList
  : P extends `tags/${string}`
    ? TagChange
    : P extends `answers/${string}`
      ? AnswerTags
      : P extends 'theme-rules'
        ? ThemeRules
        : P extends `themes${string}`
          ? ThemesAnswer
          : P extends `voices/${string}`
            ? VoiceMoment
            : VoicesAnswer

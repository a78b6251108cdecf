import type {
  FeelAnswer,
  JourneyConfig,
  JourneyList,
  PageConfig,
  PromptListItem,
  PromptState,
  PromptVersionItem,
  Published,
  VoicesAnswer,
} from '@attune/protocol'
import { onTestFinished } from 'vitest'

import type { Scope } from '../access/scopes.ts'
import { createToken } from '../access/tokens.ts'
import { buildApp } from '../app.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import type { Db } from '../database/open.ts'
import { createLocalChanges } from '../live/changes.ts'
import { calm, KEY, shop } from './shop.ts'

/** The whole service over a shop, called with a token called "editor" that may change it; what a page is told beside it. */
export async function managedShop(db: Db, document = shop()) {
  await applyConfiguration(db, 'shop', document)
  return await managerOf(db)
}

/** The same over what is there: another node. */
export async function managerOf(db: Db) {
  const app = await buildApp({ db, changes: createLocalChanges(), pressure: calm() })
  onTestFinished(() => app.close())
  const editor = await createToken(db, 'shop', 'editor', ['read', 'configure'], null)
  const token = (scopes: Scope[]) => createToken(db, 'shop', 'other', scopes, null)

  async function call<P extends string>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: P,
    payload?: unknown,
    headers: Record<string, string> = {},
  ) {
    const answer = await app.inject({
      method,
      url: `/api/projects/shop/${path}`,
      headers: { authorization: `Bearer ${editor}`, ...headers },
      ...(payload === undefined ? {} : { payload: payload as object }),
    })
    const body = (answer.body === '' ? null : answer.json()) as AnswerTo<P>
    return { status: answer.statusCode, etag: answer.headers.etag ?? '', body }
  }

  async function config(): Promise<PageConfig> {
    return (await app.inject(`/v1/config?key=${KEY}`)).json()
  }
  return { app, call, config, token }
}

/** What is answered at a path below a project. */
type AnswerTo<P extends string> = P extends 'journeys'
  ? JourneyList
  : P extends `journeys/${string}`
    ? JourneyConfig
    : P extends 'prompts'
      ? PromptListItem[]
      : P extends `${string}/versions`
        ? PromptVersionItem[]
        : P extends `${string}/publish`
          ? Published
          : P extends `prompts/${string}`
            ? PromptState
            : P extends `voices${string}`
              ? VoicesAnswer
              : P extends `feel${string}`
                ? FeelAnswer
                : unknown

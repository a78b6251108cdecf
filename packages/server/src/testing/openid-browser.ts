import { randomBytes, randomUUID } from 'node:crypto'

import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll } from 'vitest'

import { createOpenId } from '../access/openid.ts'
import { createPerson } from '../access/people.ts'
import { buildApp } from '../app.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { createLocalChanges } from '../live/changes.ts'
import { loggingOf } from '../operate/log.ts'
import { CLIENT, startProvider, type TestProvider } from './openid-provider.ts'
import { calm, shop } from './shop.ts'

const PUBLIC_URL = 'https://attune.example'
export const CALLBACK = `${PUBLIC_URL}/api/sign-in/oidc/callback`

interface Got {
  status: number
  /** Where the browser is sent. */
  to: string
  answer: LightMyRequestResponse
}

type Headers = Record<string, string>

/** The service behind its public address, with Ada, and a browser that remembers the cookies it is given. */
export async function openBrowser(
  db: Db,
  provider: TestProvider,
  { issuer = provider.issuer, domains = [] as string[] } = {},
) {
  await applyConfiguration(db, 'shop', shop())
  const ada = await createPerson(db, { email: 'ada@example.com', name: 'Ada' })
  const lines: string[] = []
  const openId = createOpenId({ issuer, ...CLIENT, name: 'Example', domains }, PUBLIC_URL)
  const logging = loggingOf('debug', { write: (line) => void lines.push(line) })
  const app = await buildApp({ db, changes: createLocalChanges(), pressure: calm(), secure: true, openId, logging })
  const cookies = new Map<string, string>()
  const get = async (url: string, headers: Headers = {}): Promise<Got> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await app.inject({ url, headers: { cookie, ...headers } })
    for (const { name, value } of answer.cookies)
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    return { status: answer.statusCode, to: String(answer.headers.location), answer }
  }
  const begin = async () => (await get('/api/sign-in/oidc')).to
  const finish = (back: URL, headers: Headers = {}) => get(back.pathname + back.search, headers)
  /** All the way, as somebody whom the provider knows by this login. */
  const signIn = async (login: string) => finish(await provider.walk(await begin(), login))
  const me = async () => (await get('/api/me')).answer.json<{ id?: string; code?: string }>()
  return { db, app, ada, cookies, lines, get, begin, finish, signIn, me }
}

/** Where a sign-in ends that leads nowhere. */
export const problem = (code: string) => ({ status: 303, to: `/console/#sign-in-problem=${code}` })

/** An invitation that waits for an e-mail. */
export async function invite(db: Db, project: string, email: string, days = 7): Promise<void> {
  const expires_at = new Date(Date.now() + days * 86_400_000)
  const row = { lane: laneOf(project), project_id: project, id: randomUUID(), hash: randomBytes(32) }
  await db
    .insertInto('invitations')
    .values({ ...row, email, role: 'editor', invited_by: 'Ada', expires_at })
    .execute()
}

/**
 * A provider that knows these accounts, for a file of tests.
 *
 * @returns what opens the service with Ada, and a browser; closed, as is whatever else is put in `closing`, when all tests are done.
 */
export function useOpenId(database: { db: Db }, accounts: Parameters<typeof startProvider>[1]) {
  const openId = {
    provider: undefined as unknown as TestProvider,
    closing: [] as (() => Promise<unknown>)[],
    open: async (more: Parameters<typeof openBrowser>[2] = {}) => {
      const opened = await openBrowser(database.db, openId.provider, more)
      openId.closing.push(() => opened.app.close())
      return opened
    },
  }
  beforeAll(async () => {
    openId.provider = await startProvider(CALLBACK, accounts)
    return () => openId.provider.close()
  })
  afterAll(() => Promise.all(openId.closing.map((close) => close())))
  return openId
}

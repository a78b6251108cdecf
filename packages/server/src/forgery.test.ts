import type { FastifyInstance, HTTPMethods } from 'fastify'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'

import { COMMAND } from './access/audit.ts'
import { invite } from './access/invitations.ts'
import { addOwner, createPerson } from './access/people.ts'
import { createSignInLink } from './access/sign-in-links.ts'
import { startSession } from './access/sign-in.ts'
import { createToken } from './access/tokens.ts'
import { buildApp } from './app.ts'
import { applyConfiguration } from './configure/configuration.ts'
import { createLocalChanges } from './live/changes.ts'
import { useDatabase } from './testing/database.ts'
import { calm, shop } from './testing/shop.ts'

const database = useDatabase()
const routes: { method: HTTPMethods; url: string }[] = []
let app: FastifyInstance

beforeAll(async () => {
  const made = await buildApp({
    db: database.db,
    changes: createLocalChanges(),
    pressure: calm(),
    publicUrl: 'https://feedback.example',
    onRoute({ method, url }) {
      for (const each of [method].flat()) routes.push({ method: each, url })
    },
  })
  await made.ready()
  app = made
  return () => made.close()
})

/** What another site's page can make a browser send; the cookie comes along, as if no browser held it back. */
const FOREIGN = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
const ATTACKS: Record<string, Record<string, string>> = {
  'a form': { ...FOREIGN, 'content-type': 'application/x-www-form-urlencoded' },
  'a form with files': { ...FOREIGN, 'content-type': 'multipart/form-data; boundary=x' },
  'a form of plain text': { ...FOREIGN, 'content-type': 'text/plain' },
  'a fetch of JSON': { ...FOREIGN, 'content-type': 'application/json' },
  'a fetch of JSON from a neighbour': {
    'sec-fetch-site': 'same-site',
    origin: 'https://neighbour.attune.test',
    'content-type': 'application/json',
  },
  'a browser that says only Origin': { origin: 'https://evil.example', 'content-type': 'application/json' },
  'a page that hides its origin': { origin: 'null', 'content-type': 'application/json' },
  'no body at all': FOREIGN,
}

/** An owner, with everything that an address can name, and what would be taken from their own page. */
async function makeShop() {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  const password = 'correct horse'
  const owner = await createPerson(db, { email: 'ada@example.com', name: 'Ada', password })
  await addOwner(db, 'shop', owner)
  const other = await createPerson(db, { email: 'bob@example.com', name: 'Bob' })
  await addOwner(db, 'shop', other)
  await createToken(db, 'shop', 'robot', ['read'], null)
  await startSession(db, owner, undefined)
  const invited = await db
    .transaction()
    .execute((tx) => invite(tx, 'shop', COMMAND, { email: 'vera@example.com', role: 'owner' }))
  const token = await db.selectFrom('tokens').select('id').executeTakeFirstOrThrow()
  const session = await db.selectFrom('sessions').select('id').executeTakeFirstOrThrow()
  const named: Record<string, string> = {
    ':project': 'shop',
    ':person': other,
    ':invitation': invited.invitation.id,
    ':token': token.id,
    ':session': session.id,
    ':journey': 'checkout',
    ':prompt': 'payment-feel',
    ':version': '1',
    ':step': 'payment',
    ':key': 'pk_shop',
  }
  /** Of routes that check what was sent before they ask where it comes from: nobody is signed in there. */
  const payloads: Record<string, object> = {
    '/api/sign-in': { secret: await createSignInLink(db, owner, 60) },
    '/api/join': { secret: invited.secret, password: 'four plain words here' },
    '/api/join/look': { secret: invited.secret },
  }
  return {
    cookie: `attune=${await startSession(db, owner, undefined)}`,
    pathOf: (url: string) => url.replaceAll(/:\w+/g, (name) => named[name] ?? 'checkout'),
    payloadOf: (url: string) => JSON.stringify(payloads[url] ?? {}),
  }
}

/** Everything that is stored, as one text for each table. */
async function everything(): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(database.db)
  const stored: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, chr(10) order by t::text), '') as text from ${sql.table(name)} as t`.execute(
      database.db,
    )
    stored[name] = rows[0]?.text ?? ''
  }
  return stored
}

/** Every route under /api that changes something; a new one is here by itself. */
function mutatingRoutes() {
  const found = routes.filter(({ method, url }) => url.startsWith('/api/') && !SAFE.has(method))
  // Otherwise nothing would be tried, and nothing found.
  expect(found.length).toBeGreaterThan(12)
  return found
}
const SAFE = new Set<HTTPMethods>(['GET', 'HEAD', 'OPTIONS'])
/** Whoever reads these learns nothing of a person or a project. */
const SAME_FOR_EVERYBODY = new Set([
  '/api/sign-in',
  '/api/configuration.schema.json',
  '/api/openapi.json',
  '/api/reference',
  '/api/reference.css',
])

describe("another site's page, with a signed-in person's cookie", () => {
  let made: Awaited<ReturnType<typeof makeShop>>
  beforeEach(async () => void (made = await makeShop()))

  it.each(Object.entries(ATTACKS))('%s is refused by every route, and changes nothing', async (_, headers) => {
    const before = await everything()
    for (const { method, url } of mutatingRoutes()) {
      const hasBody = headers['content-type'] !== undefined
      const answer = await app.inject({
        method,
        url: made.pathOf(url),
        headers: { ...headers, cookie: made.cookie },
        ...(hasBody && { payload: made.payloadOf(url) }),
      } as never)
      // Routes that ask for no session have read the body by then: one of the wrong kind, or none, is refused as that.
      const isRead = /^\/api\/(sign-|join)/.test(url) && headers['content-type'] !== 'application/json'
      const allowed = isRead ? [400, 403, 415] : [403]
      expect([method, url, allowed.includes(answer.statusCode), answer.statusCode]).toEqual([
        method,
        url,
        true,
        answer.statusCode,
      ])
      expect(answer.headers['set-cookie']).toBeUndefined()
    }
    expect(await everything()).toEqual(before)
  })

  it('an image, a script, a frame and a fetch read nothing, and change nothing', async () => {
    const before = await everything()
    const closed = routes.filter(({ url }) => url.startsWith('/api/') && !SAME_FOR_EVERYBODY.has(url))
    const urls = new Set(closed.map(({ url }) => made.pathOf(url)))
    expect(urls.size).toBeGreaterThan(15)
    for (const url of urls)
      for (const [dest, mode] of [
        ['image', 'no-cors'],
        ['script', 'no-cors'],
        ['empty', 'cors'],
      ]) {
        const asked = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode, 'sec-fetch-dest': dest }
        const { statusCode, headers } = await app.inject({ url, headers: { ...asked, cookie: made.cookie } as never })
        expect([url, dest, statusCode >= 400 && statusCode < 500]).toEqual([url, dest, true])
        expect(headers['access-control-allow-origin']).toBeUndefined()
      }
    expect(await everything()).toEqual(before)
  })

  it('the same requests from our own page get past it', async () => {
    for (const { method, url } of mutatingRoutes()) {
      const answer = await app.inject({
        method,
        url: made.pathOf(url),
        headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', cookie: made.cookie },
        payload: made.payloadOf(url),
      } as never)
      expect([method, url, answer.body]).toEqual([method, url, expect.not.stringContaining('another site')])
    }
    expect((await app.inject({ url: '/api/me', headers: { cookie: made.cookie } })).statusCode).toBe(401)
  })

  it('whoever follows a link from elsewhere sees what they may see', async () => {
    const followed = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', cookie: made.cookie }
    expect((await app.inject({ url: '/api/projects/shop/members', headers: followed })).statusCode).toBe(200)
  })
})

it('the link of an invitation leads to the service, whatever a request says of where it came', async () => {
  const { cookie } = await makeShop()
  const { body } = await app.inject({
    method: 'POST',
    url: '/api/projects/shop/invitations',
    headers: { cookie, host: 'evil.example', 'x-forwarded-host': 'evil.example', 'sec-fetch-site': 'same-origin' },
    payload: { email: 'will@example.com', role: 'viewer' },
  })
  expect(body).toContain('https://feedback.example/console/join#secret=')
  expect(body).not.toContain('evil')
})

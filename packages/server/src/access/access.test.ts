import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readerOf } from '../testing/reader.ts'
import { shop } from '../testing/shop.ts'
import { addOwner, createPerson, firstOwner } from './people.ts'
import { createSignInLink } from './sign-in-links.ts'
import { createToken } from './tokens.ts'

const database = useDatabase()
const OWN_PAGE = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }

/** A shop with an owner, another project of somebody else's, and the service. */
async function open(secure = false) {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  const owner = await firstOwner(db, 'Ada@example.com', 'correct horse')
  await applyConfiguration(db, 'foreign', { project: { name: 'Foreign' }, journeys: [], prompts: [] })
  await db.deleteFrom('members').where('project_id', '=', 'foreign').execute()
  await addOwner(db, 'foreign', await createPerson(db, { email: 'bob@example.com', name: 'Bob' }))
  const app = await readerOf(db, { secure })
  const signIn = (payload: object, headers = {}) =>
    app.inject({ method: 'POST', url: '/api/sign-in', payload, headers: { ...OWN_PAGE, ...headers } })
  const get = (url: string, headers: Record<string, string>) => app.inject({ url, headers })
  return { db, app, owner, signIn, get }
}

/** The cookie that an answer sets, as a browser sends it back. */
function cookieOf(answer: { headers: Record<string, unknown> }): string {
  return String(answer.headers['set-cookie']).split(';')[0] ?? ''
}

test('a link signs in once, and the second time says so', async () => {
  const { db, owner, signIn, get } = await open()
  const secret = await createSignInLink(db, owner.id, 10)
  const first = await signIn({ secret })
  expect(first.statusCode).toBe(204)
  const me = await get('/api/me', { cookie: cookieOf(first) })
  expect(me.json()).toEqual({ id: owner.id, email: 'ada@example.com', name: 'Owner' })
  expect((await signIn({ secret })).statusCode).toBe(401)
})

test('of twenty who use a link at once, one gets in', async () => {
  const { db, owner, signIn } = await open()
  const secret = await createSignInLink(db, owner.id, 10)
  const all = await Promise.all(Array.from({ length: 20 }, () => signIn({ secret })))
  expect(all.filter((answer) => answer.statusCode === 204)).toHaveLength(1)
})

test('a link that has expired signs nobody in', async () => {
  const { db, owner, signIn } = await open()
  expect((await signIn({ secret: await createSignInLink(db, owner.id, -1) })).statusCode).toBe(401)
})

test('a password signs in, whatever the case of the e-mail', async () => {
  const { signIn } = await open()
  expect((await signIn({ email: ' ADA@Example.com', password: 'correct horse' })).statusCode).toBe(204)
})

test('a wrong password and an unknown person get the same answer', async () => {
  const { signIn } = await open()
  const wrong = await signIn({ email: 'ada@example.com', password: 'x' })
  const unknown = await signIn({ email: 'nobody@example.com', password: 'x' })
  expect(wrong.statusCode).toBe(401)
  expect(unknown.body).toBe(wrong.body)
})

test('the eleventh failure waits, even with the right password and all at once', async () => {
  const { signIn } = await open()
  const wrong = Array.from({ length: 11 }, () => signIn({ email: 'ada@example.com', password: 'x' }))
  const failures = (await Promise.all(wrong)).map((answer) => answer.statusCode)
  expect(failures.filter((status) => status === 429)).toHaveLength(1)
  const right = await signIn({ email: 'ada@example.com', password: 'correct horse' })
  expect(right.statusCode).toBe(429)
  expect(Number(right.headers['retry-after'])).toBeGreaterThan(800)
})

test('after sign-out a copied cookie is worth nothing', async () => {
  const { app, signIn, get } = await open()
  const cookie = cookieOf(await signIn({ email: 'ada@example.com', password: 'correct horse' }))
  const out = await app.inject({ method: 'POST', url: '/api/sign-out', headers: { ...OWN_PAGE, cookie }, payload: {} })
  expect(out.statusCode).toBe(204)
  expect((await get('/api/me', { cookie })).statusCode).toBe(401)
})

test('a cookie planted before sign-in is not the one after it', async () => {
  const { signIn, get } = await open()
  const planted = 'attune=planted'
  const cookie = cookieOf(await signIn({ email: 'ada@example.com', password: 'correct horse' }, { cookie: planted }))
  expect(cookie).not.toBe(planted)
  expect((await get('/api/me', { cookie: planted })).statusCode).toBe(401)
})

test('signing in again ends the session that the browser came with', async () => {
  const { signIn, get } = await open()
  const ada = { email: 'ada@example.com', password: 'correct horse' }
  const first = cookieOf(await signIn(ada))
  const second = cookieOf(await signIn(ada, { cookie: first }))
  expect((await get('/api/me', { cookie: first })).statusCode).toBe(401)
  expect((await get('/api/me', { cookie: second })).statusCode).toBe(200)
})

test('by https the cookie is bound to the host and to secure connections', async () => {
  const { signIn } = await open(true)
  const answer = await signIn({ email: 'ada@example.com', password: 'correct horse' })
  expect(String(answer.headers['set-cookie'])).toMatch(
    /^__Host-attune=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('no secret is stored as it is', async () => {
  const { db, owner, signIn } = await open()
  const token = await createToken(db, 'shop', 'test', ['read'], null)
  const link = await createSignInLink(db, owner.id, 10)
  const session = cookieOf(await signIn({ email: 'ada@example.com', password: 'correct horse' })).split('=')[1] ?? ''
  const tables = ['people', 'sessions', 'sign_in_links', 'tokens'] as const
  const stored = (await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()))).flat()
  const texts = stored.flatMap((row) =>
    Object.values(row).map((v) => (Buffer.isBuffer(v) ? v.toString('latin1') : String(v))),
  )
  expect(stored.length).toBeGreaterThanOrEqual(5)
  for (const secret of [token, link, session, 'correct horse']) {
    expect(secret.length).toBeGreaterThan(8)
    expect(texts.filter((text) => text.includes(secret))).toEqual([])
  }
})

test('the first owner is made once, keeps a password, and takes over what nobody owns', async () => {
  const { db, owner } = await open()
  expect(await firstOwner(db, null, null)).toEqual(owner)
  await db.deleteFrom('members').where('project_id', '=', 'shop').execute()
  expect(await firstOwner(db, 'ada@example.com', 'another')).toEqual(owner)
  const members = await db.selectFrom('members').selectAll().where('person_id', '=', owner.id).execute()
  expect(members.map((member) => member.project_id)).toEqual(['shop'])
})

test('a new project belongs to everybody who owns one', async () => {
  const { db } = await open()
  await applyConfiguration(db, 'new', { project: { name: 'New' }, journeys: [], prompts: [] })
  const members = await db.selectFrom('members').select('role').where('project_id', '=', 'new').execute()
  expect(members).toEqual([{ role: 'owner' }, { role: 'owner' }])
})

test('a person sees their own projects and no others', async () => {
  const { signIn, get } = await open()
  const cookie = cookieOf(await signIn({ email: 'ada@example.com', password: 'correct horse' }))
  expect((await get('/api/projects', { cookie })).json()).toEqual([
    {
      id: 'shop',
      name: 'Shop',
      zone: 'Europe/Berlin',
      privacy: 'open',
      journeys: [{ id: 'checkout', name: 'Checkout' }],
      keys: ['pk_shop'],
      sample: false,
      delete_after: null,
    },
  ])
})

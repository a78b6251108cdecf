import type { MemberItem, SessionItem } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readerOf } from '../testing/reader.ts'
import { shop } from '../testing/shop.ts'
import { addOwner, createPerson } from './people.ts'
import { createSignInLink } from './sign-in-links.ts'

const database = useDatabase()
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' }
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const ADA = { email: 'ada@example.com', password: 'correct horse' }
const NEXT = 'four plain words here'

async function open() {
  const { db } = database
  const ada = await createPerson(db, { ...ADA, name: 'Ada' })
  const app = await readerOf(db)
  const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, headers: object, payload?: object) =>
    await app.inject({
      method,
      url: `/api/${path}`,
      headers: { ...OWN_PAGE, ...headers },
      ...(payload && { payload }),
    })
  const signIn = async (payload: object = ADA, agent = FIREFOX) =>
    cookieOf(await ask('POST', 'sign-in', { 'user-agent': agent }, payload))
  const isSignedIn = async (headers: object) => (await ask('GET', 'me', headers)).statusCode === 200
  return { db, ada, ask, signIn, isSignedIn }
}

/** The cookie that an answer sets, as a browser sends it back. */
function cookieOf(answer: { headers: Record<string, unknown> }) {
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' }
}

test('a person sees where they are signed in, and nobody else does', async () => {
  const { db, ask, signIn } = await open()
  await createPerson(db, { email: 'bob@example.com', name: 'Bob', password: NEXT })
  const [here, , bob] = [await signIn(), await signIn(ADA, 'curl/8.5.0'), await signIn({ ...BOB })]
  const sessions = (await ask('GET', 'sessions', here)).json<SessionItem[]>()
  const seen = sessions.map(({ browser, is_this }) => `${browser}${is_this ? ' (this one)' : ''}`)
  expect(new Set(seen)).toEqual(new Set(['Firefox on Linux (this one)', 'curl']))
  expect(JSON.stringify(sessions)).not.toContain(here.cookie.split('=')[1])
  expect((await ask('GET', 'sessions', bob)).json()).toHaveLength(1)
})

test('one session is ended, the own one or another, and nobody ends that of somebody else', async () => {
  const { db, ask, signIn, isSignedIn } = await open()
  await createPerson(db, { email: 'bob@example.com', name: 'Bob', password: NEXT })
  const [here, there, bob] = [await signIn(), await signIn(), await signIn({ ...BOB })]
  const idOf = async (headers: object) =>
    (await ask('GET', 'sessions', headers)).json<SessionItem[]>().find((session) => session.is_this)?.id
  const [own, other, foreign] = [await idOf(here), await idOf(there), await idOf(bob)]
  for (const id of [foreign, 'nonsense', '00000000-0000-0000-0000-000000000000'])
    expect((await ask('DELETE', `sessions/${id}`, here)).statusCode).toBe(404)
  expect((await ask('DELETE', `sessions/${other}`, here)).statusCode).toBe(204)
  expect([await isSignedIn(here), await isSignedIn(there), await isSignedIn(bob)]).toEqual([true, false, true])
  const ended = await ask('DELETE', `sessions/${own}`, here)
  expect([ended.statusCode, cookieOf(ended).cookie]).toEqual([204, 'attune='])
  expect(await isSignedIn(here)).toBe(false)
})

test('all other sessions end at once, and this one stays', async () => {
  const { ask, signIn, isSignedIn } = await open()
  const [here, ...others] = [await signIn(), await signIn(), await signIn()]
  expect((await ask('DELETE', 'sessions', here)).statusCode).toBe(204)
  expect(await isSignedIn(here)).toBe(true)
  for (const other of others) expect(await isSignedIn(other)).toBe(false)
})

test('a session tells when it was seen, to five minutes', async () => {
  const { db, signIn, isSignedIn } = await open()
  const here = await signIn()
  const seenSince = async (minutes: number) => {
    const seen_at = new Date(Date.now() - minutes * 60_000)
    await db.updateTable('sessions').set({ seen_at }).execute()
    await isSignedIn(here)
    const row = await db.selectFrom('sessions').select('seen_at').executeTakeFirstOrThrow()
    return row.seen_at.getTime() - seen_at.getTime()
  }
  expect(await seenSince(4)).toBe(0)
  expect(await seenSince(6)).toBeGreaterThan(5 * 60_000)
})

test('another password ends every session and link, and gives this browser a new secret', async () => {
  const { db, ada, ask, signIn, isSignedIn } = await open()
  const [here, there] = [await signIn(), await signIn()]
  const link = await createSignInLink(db, ada, 60)
  const changed = await ask('POST', 'password', here, { current: ADA.password, next: NEXT })
  expect(changed.statusCode).toBe(204)
  const fresh = cookieOf(changed)
  expect([await isSignedIn(here), await isSignedIn(there), await isSignedIn(fresh)]).toEqual([false, false, true])
  expect((await ask('POST', 'sign-in', {}, { secret: link })).statusCode).toBe(401)
  expect((await ask('POST', 'sign-in', {}, ADA)).statusCode).toBe(401)
  expect((await ask('POST', 'sign-in', {}, { ...ADA, password: NEXT })).statusCode).toBe(204)
})

test('the password is changed by who knows it, and by nobody who found a browser open', async () => {
  const { ask, signIn } = await open()
  const here = await signIn()
  for (const payload of [{ next: NEXT }, { current: 'wrong', next: NEXT }])
    expect((await ask('POST', 'password', here, payload)).statusCode).toBe(403)
  expect((await ask('POST', 'password', {}, { current: ADA.password, next: NEXT })).statusCode).toBe(401)
  expect((await ask('POST', 'sign-in', {}, ADA)).statusCode).toBe(204)
})

test('guessing the password here counts as guessing it at sign-in', async () => {
  const { ask, signIn } = await open()
  const here = await signIn()
  for (let i = 0; i < 5; i++) await ask('POST', 'sign-in', {}, { ...ADA, password: 'wrong' })
  for (let i = 0; i < 5; i++) await ask('POST', 'password', here, { current: 'wrong', next: NEXT })
  for (const answer of [
    await ask('POST', 'password', here, { current: ADA.password, next: NEXT }),
    await ask('POST', 'sign-in', {}, ADA),
  ]) {
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(800)
  }
})

test('who signs in by link alone chooses a first password, and of twenty at once one wins', async () => {
  const { db, ask, signIn, isSignedIn } = await open()
  const lin = await createPerson(db, { email: 'lin@example.com', name: 'Lin' })
  const here = await signIn({ secret: await createSignInLink(db, lin, 60) })
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, i) => ask('POST', 'password', here, { next: `${NEXT} ${i}` })),
  )
  const won = all.filter((answer) => answer.statusCode === 204)
  expect(won).toHaveLength(1)
  expect(all.filter((answer) => [401, 403, 409].includes(answer.statusCode))).toHaveLength(19)
  expect(await isSignedIn(cookieOf(won[0]!))).toBe(true)
  expect(await db.selectFrom('sessions').select('id').where('person_id', '=', lin).execute()).toHaveLength(1)
})

test('a password that is guessed first is not taken', async () => {
  const { ask, signIn, isSignedIn } = await open()
  const here = await signIn()
  const answer = await ask('POST', 'password', here, { current: ADA.password, next: 'Password123' })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ detail: expect.stringContaining('among the first that are tried') as string })
  expect(await isSignedIn(here)).toBe(true)
})

test('a person is called what they say, from now on, and each of their projects is told', async () => {
  const { db, ada, ask, signIn } = await open()
  await applyConfiguration(db, 'shop', shop())
  await applyConfiguration(db, 'foreign', { ...shop(), project: { name: 'Foreign' } })
  await addOwner(db, 'shop', ada)
  await db.deleteFrom('members').where('project_id', '=', 'foreign').execute()
  await addOwner(db, 'foreign', await createPerson(db, { email: 'bob@example.com', name: 'Bob' }))
  const here = await signIn()
  const answer = await ask('PATCH', 'me', here, { name: '  Ada Lovelace ' })
  expect([answer.statusCode, answer.json()]).toEqual([200, { id: ada, email: ADA.email, name: 'Ada Lovelace' }])
  // Again, it is no change.
  await ask('PATCH', 'me', here, { name: 'Ada Lovelace' })
  expect((await ask('GET', 'me', here)).json()).toMatchObject({ name: 'Ada Lovelace' })
  const people = (await ask('GET', 'projects/shop/members', here)).json<MemberItem[]>()
  expect(people.map(({ name }) => name)).toEqual(['Ada Lovelace'])
  const told = await db.selectFrom('audit').selectAll().where('action', '=', 'member.renamed').execute()
  expect(told).toEqual([
    expect.objectContaining({
      project_id: 'shop',
      actor_name: 'Ada',
      before: { email: ADA.email, name: 'Ada' },
      after: { email: ADA.email, name: 'Ada Lovelace' },
    }),
  ])
})

test('a name that does not read as it is written is not taken, nor one that is too long', async () => {
  const { ask, signIn } = await open()
  const here = await signIn()
  for (const name of ['Ada\u202Eecila', 'A\u200Bda', 'Ada\u0000', 'A\nda', 'A'.repeat(101)]) {
    const answer = await ask('PATCH', 'me', here, { name })
    expect([name, answer.statusCode]).toEqual([name, 400])
  }
  expect((await ask('PATCH', 'me', {}, { name: 'Nobody' })).statusCode).toBe(401)
  expect((await ask('GET', 'me', here)).json()).toMatchObject({ name: 'Ada' })
})

const BOB = { email: 'bob@example.com', password: NEXT }

import type { AuditAnswer, InvitationItem, MemberItem, Role, TokenItem } from '@attune/protocol'
import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { laneOf } from '../database/lane.ts'
import { useDatabase } from '../testing/database.ts'
import { readerOf } from '../testing/reader.ts'
import { shop } from '../testing/shop.ts'
import { COMMAND } from './audit.ts'
import { removeMember } from './members.ts'
import { addOwner, createPerson, firstOwner } from './people.ts'
import { startSession } from './sign-in.ts'
import { createToken } from './tokens.ts'

const database = useDatabase()
const OWN_PAGE = { 'sec-fetch-site': 'same-origin' }
const PASSWORD = 'four plain words here'

/** The shop of Ada, and somebody who asks there. */
async function open() {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  const ada = await firstOwner(db, 'ada@example.com', 'correct horse')
  const app = await readerOf(db)
  const signIn = async (person: string) => ({ cookie: `attune=${await startSession(db, person, undefined)}` })
  const add = async (role: Role, name: string = role) => {
    const person_id = await createPerson(db, { email: `${name}@example.com`, name })
    await db
      .insertInto('members')
      .values({ lane: laneOf('shop'), project_id: 'shop', person_id, role })
      .execute()
    return { id: person_id, ...(await signIn(person_id)) }
  }
  const ask = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, headers: object, payload?: object) =>
    app.inject({ method, url: `/api/${path}`, headers: { ...OWN_PAGE, ...headers }, ...(payload && { payload }) })
  const of = (method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, headers: object, payload?: object) =>
    ask(method, `projects/shop/${path}`, headers, payload)
  const owner = { id: ada.id, ...(await signIn(ada.id)) }
  /** Invites, and gives back the secret of the link. */
  const invite = async (email: string, role: Role = 'viewer') => {
    const made = (await of('POST', 'invitations', owner, { email, role })).json<InvitationItem>()
    return made.link?.split('#secret=')[1] ?? ''
  }
  const written = async () =>
    await db
      .selectFrom('audit')
      .select(['action', 'actor_name', 'subject', 'before', 'after'])
      .where('action', 'not in', ['project.created', 'configuration.applied'])
      .orderBy('id')
      .execute()
  return { db, app, owner, signIn, add, ask, of, invite, written }
}

test('an owner makes an editor of a viewer, and it is written down', async () => {
  const { owner, add, of, written } = await open()
  const vera = await add('viewer')
  const changed = await of('PUT', `members/${vera.id}`, owner, { role: 'editor' })
  expect(changed.json()).toEqual({ person: vera.id, name: 'viewer', email: 'viewer@example.com', role: 'editor' })
  const members = (await of('GET', 'members', vera)).json<MemberItem[]>()
  expect(members.map(({ email, role }) => [email, role])).toEqual([
    ['ada@example.com', 'owner'],
    ['viewer@example.com', 'editor'],
  ])
  expect(await written()).toEqual([
    {
      action: 'member.role_changed',
      actor_name: 'Owner',
      subject: vera.id,
      before: { email: 'viewer@example.com', role: 'viewer' },
      after: { email: 'viewer@example.com', role: 'editor' },
    },
  ])
})

test('the last owner can be neither demoted nor removed, not even by themselves', async () => {
  const { owner, add, of, written } = await open()
  for (const call of [
    await of('PUT', `members/${owner.id}`, owner, { role: 'viewer' }),
    await of('DELETE', `members/${owner.id}`, owner),
  ]) {
    expect(call.statusCode).toBe(409)
    expect(call.json()).toMatchObject({
      detail: expect.stringContaining('Make somebody else an owner first') as string,
    })
  }
  expect(await written()).toEqual([])
  const bob = await add('owner', 'bob')
  expect((await of('DELETE', `members/${owner.id}`, bob)).statusCode).toBe(204)
  expect((await of('GET', 'members', owner)).statusCode).toBe(404)
})

test('of two owners who remove each other at once, one stays', async () => {
  const { db, owner } = await open()
  const bob = await createPerson(db, { email: 'bob@example.com', name: 'Bob' })
  for (let i = 0; i < 10; i++) {
    for (const person of [owner.id, bob]) await addOwner(db, 'shop', person)
    const both = [bob, owner.id].map((person) =>
      db.transaction().execute((tx) => removeMember(tx, 'shop', COMMAND, person)),
    )
    const outcomes = (await Promise.allSettled(both)).map(({ status }) => status)
    expect(new Set(outcomes)).toEqual(new Set(['fulfilled', 'rejected']))
  }
})

test('anybody may leave by themselves, and only an owner sends others away', async () => {
  const { owner, add, of } = await open()
  const vera = await add('viewer')
  const ed = await add('editor')
  expect((await of('DELETE', `members/${ed.id}`, vera)).statusCode).toBe(403)
  expect((await of('DELETE', `members/${vera.id}`, vera)).statusCode).toBe(204)
  expect((await of('GET', 'members', vera)).statusCode).toBe(404)
  expect((await of('DELETE', `members/${vera.id}`, owner)).statusCode).toBe(404)
  expect((await of('DELETE', `members/${ed.id}`, owner)).statusCode).toBe(204)
})

test('an invitation shows its link once, and lasts a week', async () => {
  const { owner, of } = await open()
  const made = await of('POST', 'invitations', owner, { email: ' Vera@Example.com ', role: 'analyst' })
  expect(made.statusCode).toBe(201)
  const { link, ...rest } = made.json<InvitationItem>()
  expect(link).toMatch(/^http:\/\/localhost(:\d+)?\/console\/join#secret=[\w-]{43}$/)
  expect(rest).toMatchObject({ email: 'vera@example.com', role: 'analyst', invited_by: 'Owner' })
  expect(Date.parse(rest.expires_at) - Date.parse(rest.created_at)).toBeCloseTo(7 * 86_400_000, -5)
  expect((await of('GET', 'invitations', owner)).json()).toEqual([rest])
})

test('who is invited and new chooses a password, is a member, and signed in', async () => {
  const { ask, of, invite, written } = await open()
  const secret = await invite('vera@example.com', 'editor')
  const look = await ask('POST', 'join/look', {}, { secret })
  expect(look.json()).toEqual({ project: 'Shop', email: 'vera@example.com', role: 'editor', is_known: false })
  const joined = await ask('POST', 'join', {}, { secret, name: 'Vera', password: PASSWORD })
  expect(joined.json()).toEqual({ project: 'shop' })
  const cookie = String(joined.headers['set-cookie']).split(';')[0]
  const members = (await of('GET', 'members', { cookie })).json<MemberItem[]>()
  expect(members.find((member) => member.name === 'Vera')).toMatchObject({ role: 'editor' })
  expect((await ask('POST', 'sign-in', {}, { email: 'vera@example.com', password: PASSWORD })).statusCode).toBe(204)
  expect((await written()).map(({ action, actor_name }) => [action, actor_name])).toEqual([
    ['member.invited', 'Owner'],
    ['member.joined', 'Vera'],
  ])
})

test('a link is taken once: of twenty at once one wins', async () => {
  const { db, ask, invite } = await open()
  const secret = await invite('vera@example.com')
  const all = await Promise.all(
    Array.from({ length: 20 }, () => ask('POST', 'join', {}, { secret, password: PASSWORD })),
  )
  const statuses = all.map((answer) => answer.statusCode)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 404)).toHaveLength(19)
  expect(await db.selectFrom('people').select('id').execute()).toHaveLength(2)
  expect(await db.selectFrom('sessions').selectAll().execute()).toHaveLength(2)
})

test('a replaced, a withdrawn, an expired and a made-up link open nothing', async () => {
  const { db, owner, ask, of, invite } = await open()
  const replaced = await invite('vera@example.com', 'owner')
  const latest = await invite('VERA@example.com', 'viewer')
  const withdrawn = await invite('will@example.com')
  const expired = await invite('xena@example.com')
  const rows = (await of('GET', 'invitations', owner)).json<InvitationItem[]>()
  expect(rows).toHaveLength(3)
  const will = rows.find(({ email }) => email === 'will@example.com')
  expect((await of('DELETE', `invitations/${will?.id}`, owner)).statusCode).toBe(204)
  expect((await of('DELETE', `invitations/${will?.id}`, owner)).statusCode).toBe(404)
  await db
    .updateTable('invitations')
    .set({ expires_at: new Date(Date.now() - 1) })
    .where('email', '=', 'xena@example.com')
    .execute()
  for (const secret of [replaced, withdrawn, expired, 'made-up']) {
    expect((await ask('POST', 'join/look', {}, { secret })).statusCode).toBe(404)
    expect((await ask('POST', 'join', {}, { secret, password: PASSWORD })).statusCode).toBe(404)
  }
  expect((await ask('POST', 'join/look', {}, { secret: latest })).json()).toMatchObject({ role: 'viewer' })
})

test('an account is joined by its person alone, whoever has the link', async () => {
  const { db, add, ask, of, invite, signIn } = await open()
  const zoe = await createPerson(db, { email: 'zoe@example.com', name: 'Zoe', password: PASSWORD })
  const vera = await add('viewer')
  const secret = await invite('zoe@example.com', 'editor')
  expect((await ask('POST', 'join/look', {}, { secret })).json()).toMatchObject({ is_known: true })
  for (const [headers, payload] of [
    [{}, {}],
    [{}, { password: 'another password' }],
    [vera, {}],
    [vera, { password: 'another password', name: 'Eve' }],
  ])
    expect((await ask('POST', 'join', headers ?? {}, { secret, ...payload })).statusCode).toBe(401)
  const own = await signIn(zoe)
  const joined = await ask('POST', 'join', own, { secret })
  expect(joined.statusCode).toBe(200)
  expect((await of('GET', 'members', own)).statusCode).toBe(401)
  const again = await invite('zoe@example.com', 'editor')
  expect(again).toBe('')
  expect(await db.selectFrom('people').select('name').where('id', '=', zoe).execute()).toEqual([{ name: 'Zoe' }])
})

test('an account is joined with its password, and no invitation sets one', async () => {
  const { db, ask, invite } = await open()
  await createPerson(db, { email: 'zoe@example.com', name: 'Zoe', password: PASSWORD })
  await createPerson(db, { email: 'link@example.com', name: 'By link alone' })
  const secret = await invite('zoe@example.com')
  expect((await ask('POST', 'join', {}, { secret, password: PASSWORD })).statusCode).toBe(200)
  const other = await invite('link@example.com')
  expect((await ask('POST', 'join', {}, { secret: other, password: PASSWORD })).statusCode).toBe(401)
})

test('nobody gives a role or a scope that they do not have', async () => {
  const { db, of, add } = await open()
  const vera = await add('viewer')
  const keeper = { authorization: `Bearer ${await createToken(db, 'shop', 'keeper', ['read', 'admin'], null)}` }
  expect((await of('POST', 'invitations', keeper, { email: 'a@b.c', role: 'editor' })).statusCode).toBe(403)
  expect((await of('POST', 'invitations', keeper, { email: 'a@b.c', role: 'viewer' })).statusCode).toBe(201)
  expect((await of('PUT', `members/${vera.id}`, keeper, { role: 'analyst' })).statusCode).toBe(403)
  expect((await of('PUT', `members/${vera.id}`, keeper, { role: 'viewer' })).statusCode).toBe(200)
  expect((await of('POST', 'tokens', keeper, { name: 'x', scopes: ['read', 'configure'] })).statusCode).toBe(403)
  expect((await of('POST', 'tokens', keeper, { name: 'x', scopes: ['read'] })).statusCode).toBe(201)
})

test('a token is shown once, does what it says, and ends at once when it is revoked', async () => {
  const { owner, of, written } = await open()
  const asked = { name: ' robot ', scopes: ['read'], days: 30 }
  const made = await of('POST', 'tokens', owner, asked)
  expect(made.statusCode).toBe(201)
  const { secret = '', ...rest } = made.json<TokenItem>()
  expect(secret).toMatch(/^at_[\w-]{43}$/)
  expect(rest).toMatchObject({ name: 'robot', scopes: ['read'], last_used_at: null })
  expect(Date.parse(rest.expires_at ?? '') - Date.now()).toBeCloseTo(30 * 86_400_000, -5)
  expect((await of('GET', 'tokens', owner)).json()).toEqual([rest])
  const robot = { authorization: `Bearer ${secret}` }
  expect((await of('GET', 'members', robot)).statusCode).toBe(200)
  expect((await of('GET', 'tokens', robot)).statusCode).toBe(403)
  expect((await of('GET', 'tokens', owner)).json<TokenItem[]>()[0]?.last_used_at).not.toBeNull()
  expect((await of('DELETE', `tokens/${rest.id}`, owner)).statusCode).toBe(204)
  expect((await of('GET', 'members', robot)).statusCode).toBe(401)
  expect((await of('DELETE', `tokens/${rest.id}`, owner)).statusCode).toBe(404)
  expect((await written()).map(({ action, subject }) => [action, subject])).toEqual([
    ['token.created', rest.id],
    ['token.revoked', rest.id],
  ])
})

test('the log of changes is read in pages, newest first, and holds no secret', async () => {
  const { owner, add, of, invite, ask } = await open()
  const secret = await invite('vera@example.com')
  await ask('POST', 'join', {}, { secret, name: 'Vera', password: PASSWORD })
  const made = (await of('POST', 'tokens', owner, { name: 'robot', scopes: ['read'] })).json<TokenItem>()
  const ed = await add('editor')
  const pages: string[][] = []
  let text = ''
  for (let cursor: string | null = ''; cursor !== null;) {
    const answer = await of('GET', `audit?limit=2&cursor=${cursor}`, ed)
    const { entries, next } = answer.json<AuditAnswer>()
    pages.push(entries.map(({ action }) => action))
    text += answer.body
    cursor = next
  }
  expect(pages).toEqual([
    ['token.created', 'member.joined'],
    ['member.invited', 'project.created'],
  ])
  for (const kept of [secret, PASSWORD, made.secret ?? 'none']) expect(text).not.toContain(kept)
  const [entry] = (await of('GET', 'audit', owner)).json<AuditAnswer>().entries
  expect(entry).toMatchObject({
    actor: { kind: 'person', id: owner.id, name: 'Owner' },
    subject: made.id,
    after: { name: 'robot', scopes: ['read'], expires_at: null },
  })
  expect((await of('GET', 'audit', await add('analyst'))).statusCode).toBe(403)
  expect((await of('GET', 'audit?cursor=x', owner)).statusCode).toBe(400)
})

test('what another project has cannot be named from here', async () => {
  const { db, owner, of, invite } = await open()
  await applyConfiguration(db, 'foreign', { project: { name: 'Foreign' }, journeys: [], prompts: [] })
  await db.deleteFrom('members').where('project_id', '=', 'foreign').execute()
  const bob = await createPerson(db, { email: 'bob@example.com', name: 'Bob' })
  await addOwner(db, 'foreign', bob)
  await createToken(db, 'foreign', 'robot', ['read'], null)
  await invite('vera@example.com')
  await db
    .updateTable('invitations')
    .set({ project_id: 'foreign', lane: laneOf('foreign') })
    .execute()
  const { id: token } = await db.selectFrom('tokens').select('id').executeTakeFirstOrThrow()
  const { id: invitation } = await db.selectFrom('invitations').select('id').executeTakeFirstOrThrow()
  for (const path of [`tokens/${token}`, `invitations/${invitation}`, `members/${bob}`]) {
    const answer = await of('DELETE', path, owner)
    expect([path, answer.statusCode]).toEqual([path, 404])
  }
  expect((await of('PUT', `members/${bob}`, owner, { role: 'viewer' })).statusCode).toBe(404)
  for (const list of ['tokens', 'invitations']) expect((await of('GET', list, owner)).json()).toEqual([])
  expect((await of('GET', 'members', owner)).body).not.toContain('bob')
  for (const table of ['tokens', 'invitations'] as const)
    expect(await db.selectFrom(table).selectAll().execute()).toHaveLength(1)
})

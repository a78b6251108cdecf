import type { KeyItem, ProjectSettings } from '@attune/protocol'
import { expect, test } from 'vitest'

import { addOwner, createPerson } from '../access/people.ts'
import { startSession } from '../access/sign-in.ts'
import { createToken } from '../access/tokens.ts'
import { dayIn } from '../aggregate/day.ts'
import { moveToTheEnd } from '../aggregate/mover.ts'
import { buildApp } from '../app.ts'
import { createLocalChanges } from '../live/changes.ts'
import { useDatabase } from '../testing/database.ts'
import { answerOf, batchOf, calm, KEY, send, shop } from '../testing/shop.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'
import { idFrom } from './new-project.ts'

const database = useDatabase()

/** The whole service over the shop of Ada, whom Bob does not work with; Bob owns nothing. */
async function open() {
  const { db } = database
  const ada = await createPerson(db, { email: 'ada@example.com', name: 'Ada' })
  const bob = await createPerson(db, { email: 'bob@example.com', name: '' })
  await applyConfiguration(db, 'shop', shop())
  await db.deleteFrom('members').execute()
  await addOwner(db, 'shop', ada)
  const app = await buildApp({ db, changes: createLocalChanges(), pressure: calm() })
  const as = async (person: string) => ({
    cookie: `attune=${await startSession(db, person, undefined)}`,
    'sec-fetch-site': 'same-origin',
  })
  const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, headers: object, payload?: object) =>
    app.inject({ method, url, headers: { ...headers }, ...(payload && { payload }) })
  return { db, app, call, ada: await as(ada), bob: await as(bob) }
}

const audited = () =>
  database.db
    .selectFrom('audit')
    .select(['project_id', 'actor_name', 'action', 'subject', 'before', 'after'])
    .orderBy('id')
    .where('action', '!=', 'configuration.applied')
    .execute()

test('whoever owns a project makes another, owns it, and can paste its key into a page at once', async () => {
  const { app, call, ada } = await open()
  const made = await call('POST', '/api/projects', ada, { name: 'Bücher & Mehr', zone: 'Europe/Berlin' })
  const settings = made.json<ProjectSettings>()
  expect([made.statusCode, settings]).toEqual([
    201,
    {
      id: 'bucher-mehr',
      name: 'Bücher & Mehr',
      zone: 'Europe/Berlin',
      privacy: 'open',
      budget: {},
      theme: {},
      signals: [],
      traits: [],
      origins: [],
      impressions: false,
      retention: {},
      zone_move: null,
      keys: [{ key: expect.stringMatching(/^pk_/), created_at: expect.any(String), expires_at: null }],
    },
  ])
  const read = await call('GET', '/api/projects/bucher-mehr', ada)
  expect([read.headers.etag, read.json()]).toEqual([made.headers.etag, settings])
  expect((await app.inject(`/v1/config?key=${settings.keys[0]?.key}`)).json()).toMatchObject({ project: 'bucher-mehr' })
  const { keys: _keys, zone_move: _move, ...told } = settings
  const after = { ...told, keys: [settings.keys[0]?.key] }
  expect((await audited()).slice(1)).toEqual([
    { project_id: 'bucher-mehr', actor_name: 'Ada', action: 'project.created', subject: '', before: null, after },
  ])
})

test('an id is made from the name, a free one; one that is asked for and taken names one that is free', async () => {
  const { call, ada } = await open()
  const make = async (payload: object) => (await call('POST', '/api/projects', ada, payload)).json()
  expect(await make({ name: 'Shop' })).toMatchObject({ id: 'shop-2' })
  expect(await make({ name: '¿?' })).toMatchObject({ id: 'project' })
  expect(await make({ id: 'shop', name: 'Mine' })).toMatchObject({
    status: 409,
    detail: 'There is a project with the id "shop" already. "shop-3" is free.',
  })
  expect(await make({ id: 'My shop', name: 'x' })).toMatchObject({ status: 422 })
  expect(await make({ name: 'x', zone: 'Mars' })).toMatchObject({
    status: 422,
    detail: expect.stringContaining('project.zone: there is no time zone "Mars"'),
  })
  expect(await database.db.selectFrom('projects').select('id').orderBy('id').execute()).toHaveLength(3)
  expect(['x'.repeat(99), 'Łódź', '-a-'].map((name) => idFrom(name))).toEqual(['x'.repeat(56), 'odz', 'a'])
})

test('ten who want the same name at once get ten projects', async () => {
  const { call, ada } = await open()
  const all = await Promise.all(Array.from({ length: 10 }, () => call('POST', '/api/projects', ada, { name: 'New' })))
  expect(new Set(all.map((answer) => answer.json<ProjectSettings>().id)).size).toBe(10)
})

test('nobody else makes projects: no member, no token, no page of another site, and nobody who is signed out', async () => {
  const { db, call, ada, bob } = await open()
  const token = await createToken(db, 'shop', 't', ['read', 'configure', 'admin'], null)
  const status = async (headers: object) => (await call('POST', '/api/projects', headers, { name: 'x' })).statusCode
  expect(await status(bob)).toBe(403)
  expect(await status({ authorization: `Bearer ${token}` })).toBe(403)
  expect(await status({ ...ada, 'sec-fetch-site': 'cross-site' })).toBe(403)
  expect(await status({})).toBe(401)
  expect(await db.selectFrom('projects').select('id').execute()).toHaveLength(1)
})

test('on a service without projects, who was there first makes one', async () => {
  const { db, call, ada, bob } = await open()
  await db.deleteFrom('projects').execute()
  expect((await call('POST', '/api/projects', bob, { name: 'x' })).statusCode).toBe(403)
  expect((await call('POST', '/api/projects', ada, { name: 'x' })).statusCode).toBe(201)
})

test('a change puts what is given in the place of what was there, tells pages, and is written down', async () => {
  const { app, call, ada } = await open()
  const before = await call('GET', '/api/projects/shop', ada)
  const change = { name: 'Shop 2', budget: { perSession: 2 }, origins: ['https://b.example', 'https://a.example'] }
  const seen = { ...ada, 'if-match': before.headers.etag }
  await app.inject(`/v1/config?key=${KEY}`)
  const changed = await call('PATCH', '/api/projects/shop', seen, change)
  const origins = ['https://a.example', 'https://b.example']
  expect(changed.json()).toEqual({ ...before.json<ProjectSettings>(), ...change, origins })
  expect((await call('GET', '/api/projects/shop', ada)).headers.etag).toBe(changed.headers.etag)
  const told = await app.inject({ url: `/v1/config?key=${KEY}`, headers: { origin: 'https://a.example' } })
  expect(told.json()).toMatchObject({ settings: { budget: { perSession: 2 } } })
  const { journeys, prompts } = await readConfiguration(database.db, 'shop')
  expect([journeys.length, prompts.length]).toEqual([1, 1])
  expect((await audited()).slice(1)).toEqual([
    {
      project_id: 'shop',
      actor_name: 'Ada',
      action: 'project.changed',
      subject: '',
      before: { name: 'Shop', budget: { sameStepDays: 0 }, origins: [] },
      after: { ...change, origins },
    },
  ])
  const same = await call('PATCH', '/api/projects/shop', { ...ada, 'if-match': changed.headers.etag }, change)
  expect([same.statusCode, (await audited()).length]).toEqual([200, 2])
})

test('nobody overwrites what they have not seen: of eight who change at once one gets through', async () => {
  const { call, ada } = await open()
  const { etag } = (await call('GET', '/api/projects/shop', ada)).headers
  const patch = (name: string) => call('PATCH', '/api/projects/shop', { ...ada, 'if-match': etag }, { name })
  const statuses = (await Promise.all(Array.from('abcdefgh', patch))).map((answer) => answer.statusCode)
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  expect(statuses.filter((status) => status === 412)).toHaveLength(7)
  expect((await call('PATCH', '/api/projects/shop', ada, { name: 'c' })).statusCode).toBe(428)
})

test.each([
  [{ zone: 'Europe/Berln' }, 'project.zone: there is no time zone "Europe/Berln"; did you mean "Europe/Berlin"?'],
  [{ origins: ['shop.example'] }, 'project.origins[0]: "shop.example" is no origin'],
  [{ nmae: 'x' }, 'project: there is nothing called "nmae" here'],
  [{ name: '' }, 'project.name'],
  [{ name: 'a\0' }, 'project.name: holds a character that is none'],
  [{ budget: { perSession: 'two' } }, 'project.budget.perSession'],
  [{ keys: ['pk_mine'] }, 'project.keys'],
  [{ retention: { answersDays: 14 } }, 'project.retention.answersDays'],
])('%o is refused with its place, and changes nothing', async (change, sentence) => {
  const { call, ada } = await open()
  const before = await call('GET', '/api/projects/shop', ada)
  const refused = await call('PATCH', '/api/projects/shop', { ...ada, 'if-match': '*' }, change)
  expect([refused.statusCode, refused.json<{ detail: string }>().detail]).toEqual([
    422,
    expect.stringContaining(sentence),
  ])
  expect((await call('GET', '/api/projects/shop', ada)).headers.etag).toBe(before.headers.etag)
})

test('how long things are kept stays until it is changed, and is changed as a whole', async () => {
  const { call, ada } = await open()
  const patch = (change: object) => call('PATCH', '/api/projects/shop', { ...ada, 'if-match': '*' }, change)
  const retention = { answersDays: 400, wordsDays: 90 }
  expect((await patch({ retention })).json()).toMatchObject({ retention })
  expect((await patch({ name: 'Shop 2' })).json()).toMatchObject({ name: 'Shop 2', retention })
  expect((await readConfiguration(database.db, 'shop')).project.retention).toEqual(retention)
  expect((await patch({ retention: {} })).json<ProjectSettings>().retention).toEqual({})
  expect((await readConfiguration(database.db, 'shop')).project.retention).toBeUndefined()
})

test('once people have answered, privacy is only tightened, by every way in', async () => {
  const { app, call, ada } = await open()
  const patch = async (change: object) => {
    const answer = await call('PATCH', '/api/projects/shop', { ...ada, 'if-match': '*' }, change)
    return [answer.statusCode, answer.json<{ detail?: string }>().detail]
  }
  for (const change of [{ privacy: 'anonymous' }, { privacy: 'confidential' }])
    expect([change, ...(await patch(change))]).toEqual([change, 200, undefined])
  expect((await send(app, batchOf([answerOf()]))).status).toBe(202)
  expect(await patch({ privacy: 'open' })).toEqual([422, expect.stringContaining('cannot be loosened to "open"')])
  const { db } = database
  const document = await readConfiguration(db, 'shop')
  const looser = { ...document, project: { ...document.project, privacy: 'open' as const } }
  await expect(applyConfiguration(db, 'shop', looser)).rejects.toThrow('cannot be loosened')
  expect(await patch({ privacy: 'anonymous' })).toEqual([200, undefined])
})

test('once something is counted, a new zone is accepted at once, written down, and told with how far it is', async () => {
  const { app, db, call, ada } = await open()
  const patch = (zone: string, seen = '*') =>
    call('PATCH', '/api/projects/shop', { ...ada, 'if-match': seen }, { zone })
  expect((await patch('UTC')).json()).toMatchObject({ zone: 'UTC', zone_move: null })
  const nearMidnight = new Date(Date.now() - 86_400_000).toISOString().replace(/T.*/, 'T16:00:00.000Z')
  expect((await send(app, batchOf([answerOf({ at: nearMidnight })]))).status).toBe(202)
  const zone_move = { from: 'UTC', to: 'Asia/Tokyo', since: expect.any(String), progress: 0, done_at: null }
  const changed = await patch('Asia/Tokyo')
  expect([changed.statusCode, changed.json()]).toMatchObject([200, { zone: 'Asia/Tokyo', zone_move }])
  expect((await audited()).at(-1)).toMatchObject({
    actor_name: 'Ada',
    action: 'project.changed',
    before: { zone: 'UTC' },
    after: { zone: 'Asia/Tokyo' },
  })
  // That answers move is nobody's change: who has seen what was there before may go on.
  const seen = String(changed.headers.etag)
  await moveToTheEnd(db, 'shop', { pace: { graceMs: 0 } })
  const done = await call('GET', '/api/projects/shop', ada)
  expect([done.headers.etag, done.json()]).toMatchObject([
    seen,
    { zone_move: { progress: 1, done_at: expect.any(String) } },
  ])
  const [{ day } = { day: '' }] = await db.selectFrom('answers').select('day').execute()
  expect(day).toBe(dayIn('Asia/Tokyo')(new Date(nearMidnight)))
  expect((await patch('UTC', '"other"')).statusCode).toBe(412)
  expect((await patch('UTC', seen)).json()).toMatchObject({
    zone_move: { from: 'Asia/Tokyo', to: 'UTC', done_at: null },
  })
  const { $revision: _seen, ...document } = await readConfiguration(db, 'shop')
  await applyConfiguration(db, 'shop', { ...document, project: { ...document.project, zone: 'Europe/Berlin' } })
  const pushed = (await call('GET', '/api/projects/shop', ada)).json<ProjectSettings>()
  expect(pushed.zone_move).toMatchObject({ from: 'Asia/Tokyo', to: 'Europe/Berlin', progress: 0, done_at: null })
})

test('keys are made and ended one at a time, with an overlap where it is asked for, and written down', async () => {
  const { app, call, ada } = await open()
  const made = await call('POST', '/api/projects/shop/keys', ada)
  const { key } = made.json<KeyItem>()
  expect([made.statusCode, key]).toEqual([201, expect.stringMatching(/^pk_/)])
  expect((await app.inject(`/v1/config?key=${key}`)).statusCode).toBe(200)
  const later = (await call('DELETE', `/api/projects/shop/keys/${KEY}?after=24`, ada)).json<KeyItem[]>()
  const expires = Date.parse(later.find((one) => one.key === KEY)?.expires_at ?? '')
  expect(Math.abs(expires - Date.now() - 24 * 3_600_000)).toBeLessThan(60_000)
  expect((await app.inject(`/v1/config?key=${KEY}`)).statusCode).toBe(200)
  const left = (await call('DELETE', `/api/projects/shop/keys/${KEY}`, ada)).json<KeyItem[]>()
  expect(left.map((one) => one.key)).toEqual([key])
  expect((await app.inject(`/v1/config?key=${KEY}`)).statusCode).toBe(401)
  expect((await audited()).slice(1).map(({ action, subject }) => [action, subject])).toEqual([
    ['key.created', key],
    ['key.ended', KEY],
    ['key.ended', KEY],
  ])
})

test('the last key that works ends only by force; one that has ended already, at any time', async () => {
  const { db, call, ada } = await open()
  const end = async (tail: string) => (await call('DELETE', `/api/projects/shop/keys/${tail}`, ada)).statusCode
  await db
    .insertInto('write_keys')
    .columns(['lane', 'project_id', 'key', 'expires_at'])
    .expression((eb) =>
      eb
        .selectFrom('projects')
        .select(['lane', 'id', eb.val('pk_past').as('key'), eb.val(new Date(0)).as('expires_at')]),
    )
    .execute()
  expect([await end(KEY), await end(`${KEY}?after=5`), await end('pk_none'), await end('pk_past')]).toEqual([
    409, 409, 404, 200,
  ])
  expect(await end(`${KEY}?after=-1`)).toBe(400)
  expect(await end(`${KEY}?force=true`)).toBe(200)
})

test('a project has no more keys than its configuration may list', async () => {
  const { call, ada } = await open()
  for (let i = 1; i < 10; i++) expect((await call('POST', '/api/projects/shop/keys', ada)).statusCode).toBe(201)
  expect((await call('POST', '/api/projects/shop/keys', ada)).statusCode).toBe(409)
})

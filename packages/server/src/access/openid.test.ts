import { describe, expect, test } from 'vitest'

import { buildApp } from '../app.ts'
import { createLocalChanges } from '../live/changes.ts'
import { useDatabase } from '../testing/database.ts'
import { CALLBACK, invite, problem, useOpenId } from '../testing/openid-browser.ts'
import { CLIENT, startProvider } from '../testing/openid-provider.ts'
import { calm } from '../testing/shop.ts'

const database = useDatabase()
const SESSION = '__Host-attune'
const ACCOUNTS = {
  ada: { email: 'Ada@Example.com', email_verified: true, name: 'Ada' },
  unverified: { email: 'ada@example.com', email_verified: false },
  unsaid: { email: 'ada@example.com' },
  faceless: { name: 'Ada' },
  stranger: { email: 'stranger@example.org', email_verified: true, name: 'A Stranger' },
  lookalike: { email: 'x@notexample.org', email_verified: true },
}
const openId = useOpenId(database, ACCOUNTS)
const { open, closing } = openId

test('somebody whom the provider vouches for is signed in as the person with that e-mail', async () => {
  const { ada, signIn, me, cookies } = await open()
  expect(await signIn('ada')).toMatchObject({ status: 303, to: '/console/' })
  expect(await me()).toEqual({ id: ada, email: 'ada@example.com', name: 'Ada' })
  expect([...cookies.keys()]).toEqual([SESSION])
})

test('it is the same where the e-mail is in the identity itself', async () => {
  const other = await startProvider(CALLBACK, ACCOUNTS, true)
  const { ada, begin, finish, me } = await open({ issuer: other.issuer })
  await finish(await other.walk(await begin(), 'ada'))
  await other.close()
  expect((await me()).id).toBe(ada)
})

test('the browser is sent with proofs of who began, and to the public address, whatever it calls the host', async () => {
  const { get, cookies } = await open()
  const { to } = await get('/api/sign-in/oidc?next=https://evil.example&redirect_uri=https://evil.example', {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
  })
  const url = new URL(to)
  expect(url.origin).toBe(openId.provider.issuer)
  expect(to).not.toContain('evil')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'attune',
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid email profile',
    state: expect.stringMatching(/^[\w-]{43}$/) as string,
    nonce: expect.stringMatching(/^[\w-]{43}$/) as string,
    code_challenge: expect.stringMatching(/^[\w-]{43}$/) as string,
    code_challenge_method: 'S256',
  })
  expect([...cookies.keys()]).toEqual(['__Host-attune-oidc'])
  expect(to).not.toContain(String(cookies.get('__Host-attune-oidc')?.split('.')[2]))
})

test('the cookie of an attempt is for ten minutes, this host, and no script', async () => {
  const { get } = await open()
  expect(String((await get('/api/sign-in/oidc')).answer.headers['set-cookie'])).toMatch(
    /^__Host-attune-oidc=[\w-]+\.[\w-]+\.[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('it ends at the console, wherever the way back says it should', async () => {
  const { begin, finish } = await open()
  const back = await openId.provider.walk(await begin(), 'ada')
  back.searchParams.set('next', 'https://evil.example')
  expect(await finish(back, { host: 'evil.example' })).toMatchObject({ status: 303, to: '/console/' })
})

test('a session from before is ended and its secret not used again', async () => {
  const { signIn, get, cookies } = await open()
  cookies.set(SESSION, 'planted')
  await signIn('ada')
  const first = String(cookies.get(SESSION))
  expect(first).not.toBe('planted')
  await signIn('ada')
  expect((await get('/api/me', { cookie: `${SESSION}=${first}` })).status).toBe(401)
})

describe('nobody is signed in', () => {
  test('by a way back that another browser began', async () => {
    const [mine, theirs] = [await open(), await open()]
    const back = await openId.provider.walk(await theirs.begin(), 'ada')
    await mine.begin()
    expect(await mine.finish(back)).toMatchObject(problem('expired'))
    expect((await mine.me()).code).toBe('signed_out')
  })

  test('by a way back that nobody began', async () => {
    const { begin, finish, cookies, me } = await open()
    const back = await openId.provider.walk(await begin(), 'ada')
    cookies.clear()
    expect(await finish(back)).toMatchObject(problem('expired'))
    expect((await me()).code).toBe('signed_out')
  })

  test('by a code that was used, in the same browser or with its cookies copied', async () => {
    const { begin, finish, cookies, me } = await open()
    const url = await begin()
    const copy = [...cookies]
    const back = await openId.provider.walk(url, 'ada')
    expect((await finish(back)).to).toBe('/console/')
    cookies.clear()
    expect(await finish(back)).toMatchObject(problem('expired'))
    for (const [name, value] of copy) cookies.set(name, value)
    expect(await finish(back)).toMatchObject(problem('refused'))
    expect((await me()).code).toBe('signed_out')
  })

  test.each(['nonce', 'code_challenge'])('by a code that was made for another %s', async (what) => {
    const { begin, finish, me, lines } = await open()
    const url = new URL(await begin())
    url.searchParams.set(what, 'A'.repeat(43))
    expect(await finish(await openId.provider.walk(url.href, 'ada'))).toMatchObject(problem('refused'))
    expect((await me()).code).toBe('signed_out')
    const reason = what === 'nonce' ? 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' : 'invalid_grant'
    expect(lines.join('')).toContain(`"reason":"${reason}"`)
  })

  test('by another issuer', async () => {
    const { begin, finish, me } = await open()
    const back = await openId.provider.walk(await begin(), 'ada')
    back.searchParams.set('iss', 'https://evil.example')
    expect(await finish(back)).toMatchObject(problem('refused'))
    expect((await me()).code).toBe('signed_out')
  })

  test('where the provider says that it is another one', async () => {
    const { get } = await open({ issuer: openId.provider.issuer.replace('127.0.0.1', 'localhost') })
    expect(await get('/api/sign-in/oidc')).toMatchObject(problem('refused'))
  })

  test.each(['unverified', 'unsaid', 'faceless'])('whose e-mail the provider does not vouch for: %s', async (login) => {
    const { signIn, me } = await open()
    expect(await signIn(login)).toMatchObject(problem('unverified'))
    expect((await me()).code).toBe('signed_out')
  })

  test('whose e-mail nobody here has, and no person is made of them', async () => {
    const { db, signIn, me } = await open()
    await invite(database.db, 'shop', 'stranger@example.org', -1)
    expect(await signIn('stranger')).toMatchObject(problem('unknown'))
    expect((await me()).code).toBe('signed_out')
    expect(await db.selectFrom('people').select('email').execute()).toEqual([{ email: 'ada@example.com' }])
  })

  test('who changes their mind at the provider', async () => {
    const { begin, finish } = await open()
    const state = String(new URL(await begin()).searchParams.get('state'))
    const back = new URL(CALLBACK)
    back.search = String(new URLSearchParams({ error: 'access_denied', state, iss: openId.provider.issuer }))
    expect(await finish(back)).toMatchObject(problem('cancelled'))
  })

  test('while the provider is away', async () => {
    const { get } = await open({ issuer: 'http://127.0.0.1:9' })
    expect(await get('/api/sign-in/oidc')).toMatchObject(problem('unavailable'))
  })

  test('behind their back by the page of another site', async () => {
    const { get, cookies } = await open()
    expect(await get('/api/sign-in/oidc', { 'sec-fetch-site': 'cross-site' })).toMatchObject(problem('expired'))
    expect([...cookies]).toEqual([])
  })

  test('after ten failures from one address, for a while', async () => {
    const { begin, finish } = await open()
    for (let tries = 0; tries < 10; tries++) {
      const state = String(new URL(await begin()).searchParams.get('state'))
      const made = `${CALLBACK}?code=made-up&state=${state}&iss=${openId.provider.issuer}`
      expect((await finish(new URL(made))).to).toBe(problem('refused').to)
    }
    expect(await finish(await openId.provider.walk(await begin(), 'ada'))).toMatchObject(problem('too_many'))
  })
})

describe('somebody new', () => {
  test('is let in where an invitation waits for their e-mail, as a member of what it is for', async () => {
    const { db, signIn, me } = await open()
    await invite(database.db, 'shop', 'stranger@example.org')
    expect((await signIn('stranger')).to).toBe('/console/')
    const { id = '' } = await me()
    expect(await db.selectFrom('people').select('subject').where('id', '=', id).execute()).toEqual([
      { subject: 'stranger' },
    ])
    const members = await db.selectFrom('members').select(['project_id', 'role']).where('person_id', '=', id).execute()
    expect(members).toEqual([{ project_id: 'shop', role: 'editor' }])
    expect(await db.selectFrom('invitations').selectAll().execute()).toEqual([])
    const told = await db.selectFrom('audit').selectAll().where('action', '=', 'member.joined').execute()
    expect(told).toMatchObject([{ actor_id: id, actor_name: 'A Stranger', subject: id, after: { role: 'editor' } }])
  })

  test('of a domain that the operator lets in is a member of nothing', async () => {
    const { db, signIn, me } = await open({ domains: ['example.org'] })
    expect((await signIn('stranger')).to).toBe('/console/')
    const { id = '' } = await me()
    expect(await db.selectFrom('members').select('role').where('person_id', '=', id).execute()).toEqual([])
  })

  test('of a domain that only ends alike is not let in', async () => {
    const { signIn } = await open({ domains: ['example.org'] })
    expect(await signIn('lookalike')).toMatchObject(problem('unknown'))
  })
})

test('the log says why, and neither who nor any secret', async () => {
  const { signIn, lines, begin, finish } = await open()
  await signIn('stranger')
  await signIn('unverified')
  const back = await openId.provider.walk(await begin(), 'ada')
  back.searchParams.set('iss', 'https://evil.example')
  await finish(back)
  const log = lines.join('')
  const told = lines.map((line) => JSON.parse(line) as { problem?: string }).flatMap((line) => line.problem ?? [])
  expect(told).toEqual(['unknown', 'unverified', 'refused'])
  for (const trace of ['ada@', 'stranger', 'example.org', CLIENT.clientSecret, ...back.searchParams.values()])
    expect(log.toLowerCase()).not.toContain(trace.toLowerCase())
})

test('the console is told which ways there are', async () => {
  const { get, db } = await open()
  expect((await get('/api/sign-in')).answer.json()).toEqual({ password: true, oidc: { name: 'Example' } })
  const without = await buildApp({ db, changes: createLocalChanges(), pressure: calm() })
  closing.push(() => without.close())
  expect((await without.inject('/api/sign-in')).json()).toEqual({ password: true, oidc: null })
  expect((await without.inject('/api/sign-in/oidc')).statusCode).toBe(404)
})

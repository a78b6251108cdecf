import { afterEach, expect, test } from 'vitest'

import type { CommandContext } from '../command.ts'
import { useDatabase } from '../testing/database.ts'
import { invite, problem, useOpenId } from '../testing/openid-browser.ts'
import { unlinkPeople } from './openid-person.ts'
import { addOwner } from './people.ts'
import { personCommand } from './person-command.ts'

const database = useDatabase()
const ACCOUNTS: Record<string, Record<string, unknown>> = {
  ada: { email: 'Ada@Example.com', email_verified: true, name: 'Ada' },
}
const openId = useOpenId(database, ACCOUNTS)
const { open } = openId

/** Somebody else has the address of somebody who was here before, who has another now. */
const handOn = () => {
  ACCOUNTS['ada'] = { email: 'ada.new@example.com', email_verified: true, name: 'Ada' }
  ACCOUNTS['eve'] = { email: 'ada@example.com', email_verified: true, name: 'Eve' }
}
const before = { ...ACCOUNTS }
afterEach(() => {
  for (const login of Object.keys(ACCOUNTS)) delete ACCOUNTS[login]
  Object.assign(ACCOUNTS, before)
})
const links = () => database.db.selectFrom('people').select(['email', 'issuer', 'subject']).orderBy('email').execute()
const told = (action: string) => database.db.selectFrom('audit').selectAll().where('action', '=', action).execute()

test('whoever has signed in before is linked to that account of the provider, once, and it is written down', async () => {
  const { db, ada, signIn } = await open()
  await addOwner(db, 'shop', ada)
  await signIn('ada')
  await signIn('ada')
  expect(await links()).toEqual([{ email: 'ada@example.com', issuer: openId.provider.issuer, subject: 'ada' }])
  expect(await told('member.linked')).toMatchObject([
    {
      project_id: 'shop',
      actor_id: ada,
      subject: ada,
      after: { email: 'ada@example.com', issuer: openId.provider.issuer },
    },
  ])
})

test.each([
  { email: 'ada.new@example.com', email_verified: true },
  { email: 'ada.new@example.com', email_verified: false },
  {},
])('whoever has signed in before stays themselves, whatever their e-mail is there now: %o', async (account) => {
  const { ada, signIn, me } = await open()
  await signIn('ada')
  ACCOUNTS['ada'] = account
  expect((await signIn('ada')).to).toBe('/console/')
  expect(await me()).toMatchObject({ id: ada, email: 'ada@example.com' })
})

test('whoever has signed in before is not whoever has their e-mail there now: that one is refused, and counted', async () => {
  const { ada, app, cookies, signIn, me, lines } = await open()
  await signIn('ada')
  cookies.clear()
  handOn()
  expect(await signIn('eve')).toMatchObject(problem('taken'))
  expect((await me()).code).toBe('signed_out')
  expect(lines.join('')).toContain('"problem":"taken"')
  expect(lines.join('').toLowerCase()).not.toContain('ada@')
  expect((await app.inject('/metrics')).body).toContain('attune_sign_ins_refused_total{reason="taken"} 1')
  expect(await links()).toMatchObject([{ subject: 'ada' }])
  await signIn('ada')
  expect((await me()).id).toBe(ada)
})

test('whoever has signed in before is not let in a second time by an invitation to the e-mail that they had', async () => {
  const { db, cookies, signIn, me } = await open()
  await signIn('ada')
  cookies.clear()
  handOn()
  await invite(database.db, 'shop', 'ada@example.com')
  expect(await signIn('eve')).toMatchObject(problem('taken'))
  expect((await me()).code).toBe('signed_out')
  expect(await db.selectFrom('invitations').select('email').execute()).toHaveLength(1)
})

test('whoever signs in first twice at once is linked once', async () => {
  const [one, other] = [await open(), await open()]
  const backs = await Promise.all([one, other].map(async ({ begin }) => openId.provider.walk(await begin(), 'ada')))
  const ends = await Promise.all([one.finish(backs[0] as URL), other.finish(backs[1] as URL)])
  expect(ends.map(({ to }) => to)).toEqual(['/console/', '/console/'])
  expect(await links()).toHaveLength(1)
})

test('of two accounts with one e-mail that come at once, one is linked and the other refused', async () => {
  ACCOUNTS['eve'] = { email: 'ada@example.com', email_verified: true }
  const [one, other] = [await open(), await open()]
  const backs = await Promise.all([
    openId.provider.walk(await one.begin(), 'ada'),
    openId.provider.walk(await other.begin(), 'eve'),
  ])
  const ends = await Promise.all([one.finish(backs[0]), other.finish(backs[1])])
  expect(ends.map(({ to }) => to).toSorted()).toEqual([problem('taken').to, '/console/'].toSorted())
  expect(await links()).toHaveLength(1)
})

test('whoever has signed in before can be unlinked from the command line, and is linked anew then', async () => {
  const { db, ada, signIn, me } = await open()
  await addOwner(db, 'shop', ada)
  await signIn('ada')
  handOn()
  const said: string[] = []
  const run = (...args: string[]) =>
    personCommand(args, {
      open: async () => ({ db, close: async () => {} }),
      print: (line: string) => void said.push(line),
      warn: (line: string) => void said.push(line),
    } as unknown as CommandContext)
  expect(await run('unlink', 'Ada@example.com')).toBe(0)
  expect(await run('unlink', 'ada@example.com')).toBe(0)
  expect(said.slice(0, 2)).toEqual([
    expect.stringMatching(/^ada@example.com is unlinked\. /),
    expect.stringContaining('nothing to unlink'),
  ])
  expect([await run('unlink'), await run('unlink', 'ada@example.com', '--all'), await run('link', 'a@b')]).toEqual([
    2, 2, 2,
  ])
  expect(await told('member.unlinked')).toMatchObject([{ actor_kind: 'command', subject: ada, after: null }])
  expect((await signIn('eve')).to).toBe('/console/')
  expect((await me()).id).toBe(ada)
})

test('whoever has signed in before with a provider that the operator has replaced is linked anew once everybody is unlinked', async () => {
  const { db, ada, signIn } = await open()
  await addOwner(db, 'shop', ada)
  await db.updateTable('people').set({ issuer: 'https://old.example', subject: 'ada-there' }).execute()
  expect(await signIn('ada')).toMatchObject(problem('taken'))
  expect(await unlinkPeople(db, null)).toEqual(['ada@example.com'])
  expect(await told('member.unlinked')).toMatchObject([{ before: { issuer: 'https://old.example' } }])
  expect((await signIn('ada')).to).toBe('/console/')
  expect(await links()).toEqual([{ email: 'ada@example.com', issuer: openId.provider.issuer, subject: 'ada' }])
})

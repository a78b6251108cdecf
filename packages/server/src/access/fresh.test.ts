import { expect, test } from 'vitest'

import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { readerOf } from '../testing/reader.ts'
import { shop } from '../testing/shop.ts'
import { firstOwner } from './people.ts'

const database = useDatabase()

test('a fresh service has nothing that lets anybody in', async () => {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  await firstOwner(db, null, null)
  const people = await db.selectFrom('people').select(['email', 'password_hash']).execute()
  expect(people).toEqual([{ email: 'owner@localhost', password_hash: null }])
  for (const table of ['tokens', 'sessions', 'sign_in_links', 'invitations', 'links'] as const)
    expect([table, await db.selectFrom(table).selectAll().execute()]).toEqual([table, []])
})

test.each([
  ['owner@localhost', 'owner'],
  ['owner@localhost', 'password'],
  ['owner@localhost', 'null'],
  ['admin', 'admin'],
  ['admin', 'umami'],
  ['admin@localhost', 'admin'],
  ['root', 'root'],
])('nobody is let in as %s with "%s"', async (email, password) => {
  await firstOwner(database.db, null, null)
  const app = await readerOf(database.db)
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password } })
  expect(answer.statusCode).toBe(401)
})

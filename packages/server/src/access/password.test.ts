import { verify } from '@node-rs/argon2'
import { afterEach, expect, test, vi } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { readerOf } from '../testing/reader.ts'
import { createPerson } from './people.ts'

// The library does its work as ever; it is only counted, since a stopwatch would be wrong now and then.
vi.mock('@node-rs/argon2', async (original) => {
  const real = await original<{ verify: typeof verify }>()
  return { ...real, verify: vi.fn<typeof verify>(real.verify) }
})

const database = useDatabase()
afterEach(() => void vi.mocked(verify).mockClear())

async function open() {
  const { db } = database
  await createPerson(db, { email: 'ada@example.com', name: 'Ada', password: 'correct horse' })
  await createPerson(db, { email: 'lin@example.com', name: 'Signs in by link' })
  const app = await readerOf(db)
  return async (email: string, remoteAddress = '192.0.2.1') =>
    await app.inject({ method: 'POST', url: '/api/sign-in', payload: { email, password: 'wrong' }, remoteAddress })
}

test('an unknown person costs exactly the work of a known one, with and without a password', async () => {
  const signIn = await open()
  for (const email of ['ada@example.com', 'lin@example.com', 'nobody@example.com', 'no e-mail at all']) {
    const answer = await signIn(email)
    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toMatchObject({ detail: 'This e-mail and password do not belong together.' })
    const hashes = vi.mocked(verify).mock.calls.map(([hash]) => String(hash))
    expect([email, hashes]).toEqual([email, [expect.stringMatching(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)]])
    vi.mocked(verify).mockClear()
  }
})

test.each(['ada@example.com', 'nobody@example.com'])(
  'guesses at %s are bounded from however many addresses, and cost nothing then',
  async (email) => {
    const signIn = await open()
    const statuses: number[] = []
    for (let i = 1; i <= 12; i++) statuses.push((await signIn(email, `192.0.2.${i}`)).statusCode)
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
    expect(verify).toHaveBeenCalledTimes(10)
  },
)

test('guesses from one address are bounded at however many people, and others go on', async () => {
  const signIn = await open()
  const statuses: number[] = []
  for (let i = 1; i <= 12; i++) statuses.push((await signIn(`person${i}@example.com`)).statusCode)
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
  expect((await signIn('person13@example.com', '192.0.2.2')).statusCode).toBe(401)
})

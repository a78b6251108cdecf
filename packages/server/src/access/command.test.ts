import { expect, test } from 'vitest'

import type { CommandContext } from '../command.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { shop } from '../testing/shop.ts'
import { tokenCommand } from './command.ts'
import { useToken } from './queries.ts'
import { hashOf } from './secret.ts'

const database = useDatabase()

async function run(line: string) {
  const printed: string[] = []
  const warned: string[] = []
  const context = {
    open: async () => ({ db: database.db, close: async () => {} }),
    print: (text: string) => void printed.push(text),
    warn: (text: string) => void warned.push(text),
  } as unknown as CommandContext
  return { code: await tokenCommand(line.split(' '), context), printed, warned }
}

test('prints the token alone, and it works', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const { code, printed } = await run('create --project shop --scope read,configure --days 1')
  expect(code).toBe(0)
  expect(printed).toEqual([expect.stringMatching(/^at_[\w-]{43}$/)])
  const token = await useToken(database.db, hashOf(printed[0] ?? ''))
  expect(token).toMatchObject({ project: { id: 'shop' }, scopes: ['read', 'configure'] })
})

test('says what is wrong with a call, and how it goes', async () => {
  for (const line of [
    'list',
    'lose x --project shop',
    'list x --project shop',
    'revoke --project shop',
    'create',
    'create --project shop',
    'create --project shop --scope read,write',
    'create --nonsense',
  ]) {
    const { code, printed, warned } = await run(line)
    expect([code, printed]).toEqual([2, []])
    expect(warned[0]).toContain('Usage: attune token create')
  }
})

test('a project that is not there gets no token', async () => {
  await expect(run('create --project nowhere --scope read')).rejects.toThrow('There is no project "nowhere".')
})

test('tokens are listed without their secrets, and one that is revoked opens nothing any more', async () => {
  const { db } = database
  await applyConfiguration(db, 'shop', shop())
  const [secret = ''] = (await run('create --project shop --scope read --name robot')).printed
  const listed = (await run('list --project shop')).printed
  expect(listed).toEqual([expect.stringMatching(/^[\w-]{36} {2}read {2}expires never {2}used never {2}robot$/)])
  expect((await run(`revoke ${listed[0]?.slice(0, 36)} --project shop`)).code).toBe(0)
  expect(await useToken(db, hashOf(secret))).toBeNull()
  expect((await run('list --project shop')).printed).toEqual([])
  await expect(run('revoke nonsense --project shop')).rejects.toThrow('There is nothing with the id "nonsense".')
  const audit = await db.selectFrom('audit').select(['action', 'actor_kind']).orderBy('id').execute()
  expect(audit.slice(1)).toEqual([
    { action: 'token.created', actor_kind: 'command' },
    { action: 'token.revoked', actor_kind: 'command' },
  ])
})

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

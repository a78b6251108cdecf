import { expect, it } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { batchOf, collectorOf, enteredOf, KEY, openShop, send, shop } from '../testing/shop.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'
import { keyCommand } from './key-command.ts'
import { listKeys, revokeKey, rotateKeys } from './keys.ts'

const database = useDatabase()
const HOUR = 3_600_000

async function run(...args: string[]) {
  const printed: string[] = []
  const warned: string[] = []
  const context = {
    settings: {} as never,
    open: async () => ({ db: database.db, close: async () => {} }),
    print: (line: string) => void printed.push(line),
    warn: (line: string) => void warned.push(line),
    isWatched: false,
    signal: new AbortController().signal,
  }
  return { code: await keyCommand(args, context), printed, warned }
}

it('a new key works at once beside the old one, which ends after the overlap', async () => {
  const { app } = await openShop(database.db)
  const fresh = await rotateKeys(database.db, 'shop', new Date(Date.now() + 5_000))
  const post = async (key: string) => (await send(app, batchOf([enteredOf()]), 'text/plain', key)).status
  expect([await post(fresh), await post(KEY)]).toEqual([202, 202])
  await expect.poll(() => post(KEY), { timeout: 15_000, interval: 200 }).toBe(401)
  expect(await post(fresh)).toBe(202)
})

it('a revoked key opens nothing on any node within two seconds, though nobody tells them', async () => {
  const nodes = [await openShop(database.db), await collectorOf(database.db), await collectorOf(database.db)]
  const post = async () =>
    await Promise.all(nodes.map(async ({ app }) => (await send(app, batchOf([enteredOf()]))).status))
  expect(await post()).toEqual([202, 202, 202])
  await revokeKey(database.db, 'shop', KEY)
  const began = Date.now()
  await expect.poll(post, { timeout: 5_000, interval: 50 }).toEqual([401, 401, 401])
  expect(Date.now() - began).toBeLessThan(2_000)
})

it('a change of the configuration reaches every node within two seconds, though nobody tells them', async () => {
  const nodes = [await openShop(database.db), await collectorOf(database.db)]
  const post = async () =>
    await Promise.all(nodes.map(async ({ app }) => (await send(app, batchOf([enteredOf()]))).status))
  expect(await post()).toEqual([202, 202])
  const document = shop()
  document.project.keys = ['pk_other']
  await applyConfiguration(database.db, 'shop', document)
  const began = Date.now()
  await expect.poll(post, { timeout: 5_000, interval: 50 }).toEqual([401, 401])
  expect(Date.now() - began).toBeLessThan(2_000)
})

it('a key with an end is part of the configuration, and stays as it is where the document says the same', async () => {
  const expires = new Date(Date.now() + HOUR).toISOString()
  const document = shop()
  document.project.keys = [{ key: 'pk_old', expires }, KEY]
  document.project.origins = ['https://shop.example', 'https://*.shop.example']
  await applyConfiguration(database.db, 'shop', document)
  const { project } = await readConfiguration(database.db, 'shop')
  expect(project.keys).toEqual([{ key: 'pk_old', expires }, KEY])
  expect(project.origins).toEqual(['https://*.shop.example', 'https://shop.example'])
  await applyConfiguration(database.db, 'shop', { ...document, project: { ...project, keys: ['pk_old'] } })
  expect(await listKeys(database.db, 'shop')).toEqual([{ key: 'pk_old', expires: null }])
})

it.each([
  [{ keys: [{ key: 'pk_a', expires: 'tomorrow' }] }, 'project.keys[0].expires: "tomorrow" is no instant'],
  [{ keys: ['pk_a', { key: 'pk_a', expires: '2030-01-01T00:00:00Z' }] }, 'project.keys[1]'],
  [{ origins: ['shop.example'] }, 'project.origins[0]: "shop.example" is no origin'],
  [{ origins: ['https://shop.example/'] }, 'is no origin'],
  [{ origins: ['https://*'] }, 'is no origin'],
])('%o is refused, with the place', async (project, sentence) => {
  const document = shop()
  Object.assign(document.project, project)
  await expect(applyConfiguration(database.db, 'shop', document)).rejects.toThrow(sentence)
})

it('the command lists, rotates and revokes, and says how it is used', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const { code, printed, warned } = await run('rotate', '--project', 'shop', '--overlap', '1')
  expect([code, printed.length, printed[0]?.startsWith('pk_')]).toEqual([0, 1, true])
  expect(warned.join()).toContain('go on until')
  const listed = (await run('list', '--project', 'shop')).printed
  expect(new Set(listed.map((line) => line.split('  ')[0]))).toEqual(new Set([KEY, printed[0]]))
  expect((await run('revoke', KEY, '--project', 'shop')).code).toBe(0)
  expect((await listKeys(database.db, 'shop')).map(({ key }) => key)).toEqual(printed)
  await expect(run('revoke', KEY, '--project', 'shop')).rejects.toThrow('has no key')
  await expect(run('list', '--project', 'nobody')).rejects.toThrow('There is no project "nobody"')
  for (const args of [
    [],
    ['list'],
    ['revoke', '--project', 'shop'],
    ['rotate', 'x', '--project', 'shop'],
    ['list', '--x'],
  ])
    expect([args, (await run(...args)).code]).toEqual([args, 2])
})

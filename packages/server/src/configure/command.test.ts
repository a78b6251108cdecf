import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import type { CommandContext } from '../command.ts'
import type { Settings } from '../settings.ts'
import { useDatabase } from '../testing/database.ts'
import { shop } from '../testing/shop.ts'
import { configCommand } from './command.ts'

const database = useDatabase()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-config-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function run(...args: string[]) {
  const printed: string[] = []
  const warned: string[] = []
  const context: CommandContext = {
    settings: { publicUrl: 'https://feedback.example.com' } as Settings,
    open: async () => ({ db: database.db, close: async () => {} }),
    print: (line) => void printed.push(line),
    warn: (line) => void warned.push(line),
    isWatched: false,
    signal: new AbortController().signal,
  }
  return { code: await configCommand(args, context), printed, warned }
}

async function fileOf(text: string): Promise<string> {
  const path = join(folder, 'shop.json')
  await writeFile(path, text)
  return path
}

it('a pushed project is made, and the line to paste is printed', async () => {
  const { code, printed } = await run('push', await fileOf(JSON.stringify(shop())), '--project', 'shop')
  expect(code).toBe(0)
  expect(printed.join('\n')).toContain(
    '<script async src="https://feedback.example.com/attune.js" data-key="pk_shop"></script>',
  )
})

it('what is pulled can be pushed, and then nothing changes', async () => {
  await run('push', await fileOf(JSON.stringify(shop())), '--project', 'shop')
  const pulled = await run('pull', '--project', 'shop')
  const path = await fileOf(pulled.printed.join('\n'))
  const again = await run('push', path, '--project', 'shop')
  expect([again.code, again.printed]).toEqual([0, [`Project "shop" is as ${path} says.`]])
})

it('a file that is not there or no JSON, and a project that is not there, are said', async () => {
  await expect(run('push', join(folder, 'none.json'), '--project', 'shop')).rejects.toThrow(/cannot be read/)
  await expect(run('push', await fileOf('{'), '--project', 'shop')).rejects.toThrow(/is not JSON/)
  await expect(run('pull', '--project', 'nobody')).rejects.toMatchObject({ code: 'not_found' })
})

it.each([
  [],
  ['push', '--project', 'shop'],
  ['pull'],
  ['pull', 'x', '--project', 'shop'],
  ['drop', '--project', 'shop'],
  ['pull', '--pro', 'x'],
])('called wrongly it says how, and does nothing', async (...args) => {
  const { code, warned } = await run(...args)
  expect([code, warned]).toEqual([2, [expect.stringContaining('attune config push FILE')]])
})

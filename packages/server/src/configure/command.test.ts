import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, it } from 'vitest'

import type { CommandContext } from '../command.ts'
import type { Settings } from '../settings.ts'
import { useDatabase } from '../testing/database.ts'
import { fullShop } from '../testing/full-shop.ts'
import { shop } from '../testing/shop.ts'
import { configCommand } from './command.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'

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

async function fileOf(text: string | Buffer, name = 'shop.json'): Promise<string> {
  const path = join(folder, name)
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
  await expect(run('push', await fileOf('{'), '--project', 'shop')).rejects.toThrow(/shop\.json:1:2 a bracket/)
  await expect(run('push', await fileOf('{"project": {},}'), '--project', 'shop')).rejects.toThrow(
    /shop\.json:1:16 this is YAML, but no JSON/,
  )
  await expect(run('push', await fileOf(' '.repeat(1_048_577)), '--project', 'shop')).rejects.toThrow(/is over 1 MiB/)
  await expect(run('push', await fileOf(Buffer.from([0x22, 0xff, 0x22])), '--project', 'shop')).rejects.toThrow(
    /is not UTF-8/,
  )
  await expect(run('pull', '--project', 'nobody')).rejects.toMatchObject({ code: 'not_found' })
})

const written = () =>
  Promise.all(
    (['audit', 'prompt_versions'] as const).map((table) => database.db.selectFrom(table).selectAll().execute()),
  )

it.each(['shop.yaml', 'shop.yml', 'shop.json'])(
  'what is pulled to %s can be pushed: nothing is written',
  async (name) => {
    await applyConfiguration(database.db, 'shop', fullShop())
    const before = await written()
    const path = join(folder, name)
    expect((await run('pull', path, '--project', 'shop')).printed).toEqual([`${path} is as project "shop" is.`])
    const text = await readFile(path, 'utf8')
    expect(await run('diff', path, '--project', 'shop')).toMatchObject({
      code: 0,
      printed: [expect.stringContaining('is as')],
    })
    expect((await run('push', path, '--project', 'shop')).code).toBe(0)
    expect(await readFile(path, 'utf8')).toBe(text)
    expect(await written()).toEqual(before)
  },
)

it('a pulled file tells editors where the schema is, and YAML is for people: in order, without folded lines', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  expect((await run('pull', '--project', 'shop', '--format', 'yaml')).printed.join('')).toMatch(
    /^# yaml-language-server: \$schema=https:\/\/feedback\.example\.com\/api\/configuration\.schema\.json\n\$revision: \S+\nproject:\n {2}name: Shop\n {2}zone: Europe\/Berlin\n/,
  )
  const json = JSON.parse((await run('pull', '--project', 'shop')).printed.join('')) as object
  expect(Object.keys(json)).toEqual(['$schema', '$revision', 'project', 'journeys', 'prompts'])
})

it('what somebody has changed since the file was pulled is not overwritten, unless the file is the truth', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const path = join(folder, 'shop.yaml')
  await run('pull', path, '--project', 'shop')
  const mine = (await readFile(path, 'utf8')).replace('How did paying feel?', 'How was paying?')
  await writeFile(path, `# ours\n${mine}`)

  const theirs = shop()
  theirs.project.name = 'Their shop'
  await applyConfiguration(database.db, 'shop', theirs)
  for (const more of [[], ['--dry-run']])
    await expect(run('push', path, '--project', 'shop', ...more)).rejects.toMatchObject({
      code: 'changed_meanwhile',
      message: expect.stringContaining('--force    where the file is the truth'),
    })
  expect(await readConfiguration(database.db, 'shop')).toMatchObject({ project: { name: 'Their shop' } })

  expect((await run('push', path, '--project', 'shop', '--force')).printed).toContain(
    'Published payment-feel, version 2.',
  )
  expect(await readConfiguration(database.db, 'shop')).toMatchObject({ project: { name: 'Shop' } })
})

it('a push keeps the revision in its file up to date, and everything else as it is', async () => {
  await applyConfiguration(database.db, 'shop', shop())
  const path = join(folder, 'shop.yaml')
  await run('pull', path, '--project', 'shop')
  for (const question of ['One?', 'Two?', 'Three?']) {
    const text = `# ours\n${(await readFile(path, 'utf8')).replace(/question: .*/, `question:   "${question}"   # short`)}`
    await writeFile(path, text)
    expect((await run('push', path, '--project', 'shop')).code).toBe(0)
    const [after, before] = [await readFile(path, 'utf8'), text].map((one) => one.split('\n'))
    expect(after?.filter((line, i) => line !== before?.[i])).toEqual([expect.stringMatching(/^\$revision: /)])
  }
})

it('a file that does not say what it has seen makes a project, and changes none that is configured', async () => {
  const path = await fileOf(JSON.stringify(shop()))
  expect((await run('push', path, '--project', 'shop')).code).toBe(0)
  expect((await run('push', path, '--project', 'shop')).code).toBe(0)
  await fileOf(JSON.stringify({ ...shop(), prompts: [] }))
  await expect(run('push', path, '--project', 'shop')).rejects.toThrow(
    /does not say what it has seen of project "shop"/,
  )
  expect((await run('push', path, '--project', 'shop', '--force')).code).toBe(0)
})

it('a dry run and a diff say what a push would do, and store nothing', async () => {
  const path = await fileOf(JSON.stringify(shop()))
  expect(await run('diff', path, '--project', 'shop')).toMatchObject({
    code: 1,
    printed: expect.arrayContaining([
      'Project "shop" would be made.',
      '+ journeys.checkout: “Checkout”, 2 steps',
      '+ prompts.payment-feel: “How did paying feel?” at checkout/payment',
      '  prompts.payment-feel: version 1 is published',
    ]),
  })
  await expect(readConfiguration(database.db, 'shop')).rejects.toMatchObject({ code: 'not_found' })

  await applyConfiguration(database.db, 'shop', shop())
  const before = await written()
  const changed = shop()
  Object.assign(changed.prompts[0] ?? {}, { share: 0.5, wording: { default: { question: 'How was paying?' } } })
  changed.journeys[0]?.steps.reverse()
  await fileOf(JSON.stringify(changed))
  const lines = [
    '~ journeys.checkout.steps: in another order: payment, cart',
    '~ prompts.payment-feel.share: 1 → 0.5',
    '~ prompts.payment-feel.wording.default.question: "How did paying feel?" → "How was paying?"',
    '  prompts.payment-feel: version 2 is published, and begins a new series: its answers are not added to the earlier ones',
  ]
  const asked = await run('diff', path, '--project', 'shop')
  expect([asked.code, asked.printed.toSorted()]).toEqual([1, lines.toSorted()])
  const rehearsed = await run('push', path, '--project', 'shop', '--dry-run', '--force')
  expect([rehearsed.code, rehearsed.printed.at(-1)]).toEqual([0, 'Nothing is stored: this was a dry run.'])
  expect(rehearsed.printed.slice(0, -1)).toEqual(asked.printed)
  expect(await written()).toEqual(before)
})

it('what cannot be compared is no difference: a diff then ends with 2', async () => {
  const path = await fileOf('project:\n  name: Shop\n', 'broken.yaml')
  const { code, warned } = await run('diff', path, '--project', 'shop')
  expect([code, warned]).toEqual([
    2,
    [`${path}:1:1 the document: "journeys" and "prompts" is missing\nNothing is stored.`],
  ])
})

it('what only the project can say against a file has its line, too', async () => {
  await applyConfiguration(database.db, 'other', shop())
  const path = await fileOf(JSON.stringify(shop(), null, 2))
  await expect(run('push', path, '--project', 'shop')).rejects.toThrow(
    /shop\.json:\d+:\d+ project\.keys: "pk_shop" belongs/,
  )
})

it.each([
  [],
  ['push', '--project', 'shop'],
  ['pull'],
  ['pull', 'x', 'y', '--project', 'shop'],
  ['pull', '--project', 'shop', '--format', 'toml'],
  ['pull', '--project', 'shop', '--force'],
  ['diff', '--project', 'shop'],
  ['diff', 'x', '--project', 'shop', '--force'],
  ['push', 'x', '--project', 'shop', '--format', 'yaml'],
  ['drop', '--project', 'shop'],
  ['pull', '--pro', 'x'],
])('called wrongly it says how, and does nothing', async (...args) => {
  const { code, warned } = await run(...args)
  expect([code, warned]).toEqual([2, [expect.stringContaining('attune config push FILE')]])
})

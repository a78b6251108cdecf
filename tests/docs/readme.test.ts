import { existsSync, readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

import { ConfigurationSchema } from '@attune/protocol/schema'
import { Compile } from 'typebox/compile'
import { describe, expect, test } from 'vitest'

const ROOT = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, ROOT), 'utf8')
const README = read('README.md')
const PAGES = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'docs/guide/developers.md',
  'docs/guide/analysts.md',
  'docs/guide/operators.md',
  'examples/import/README.md',
]

describe('sizes', () => {
  const limits = JSON.parse(read('.size-limit.json')) as { name: string; path: string; limit: string }[]

  test.each(limits)('$name: the README says the limit, and the built file keeps it', ({ path, limit }) => {
    expect(README).toMatch(new RegExp(`\\| ${limit.replace('.', '\\.')} +\\|`))
    const bytes = brotliCompressSync(readFileSync(new URL(path, ROOT))).length
    expect(bytes, `${path} is ${bytes} bytes`).toBeLessThanOrEqual(Number.parseFloat(limit) * 1000)
  })
})

describe('code blocks', () => {
  const blocks = PAGES.flatMap((page) =>
    [...read(page).matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, code]) => ({
      page,
      language,
      code: code ?? '',
    })),
  )

  const configurations = blocks.filter(({ language, page }) => language === 'json' && !page.startsWith('examples'))
  test.each(configurations)('the configuration in $page is one', ({ code }) => {
    expect([...Compile(ConfigurationSchema).Errors(JSON.parse(code))]).toEqual([])
  })

  test.each(blocks.filter((block) => block.language === 'sh'))('commands in $page exist', ({ code }) => {
    const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts
    const commands = read('packages/server/src/commands.ts')
    const lines = code.split('\n').filter((text) => /^(npm|pnpm|\.\/attune)/.test(text))
    const unknown = lines.filter((line) => {
      const [tool, ...words] = line.split(/\s+/)
      const name = words.find((word) => word !== 'run') ?? ''
      if (tool === './attune') return !commands.includes(name)
      return name !== 'install' && name !== 'attune' && !(name in scripts)
    })
    expect(unknown).toEqual([])
    const files = lines.flatMap((line) => line.match(/examples\/\S+/g) ?? [])
    expect(files.filter((file) => !existsSync(new URL(file, ROOT)))).toEqual([])
  })
})

test.each(PAGES)('every link of %s leads somewhere', (page) => {
  const targets = [...read(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '')
  const missing = targets.filter(
    (target) => !target.startsWith('http') && !existsSync(new URL(target, new URL(page, ROOT))),
  )
  expect(missing).toEqual([])
})

test('the tree and the table in ARCHITECTURE.md are the folders that there are', () => {
  const page = read('ARCHITECTURE.md')
  const named = [...page.matchAll(/^ {2}(\w+)\/ /gm)].map(([, folder]) => `packages/${folder}`)
  const inServer = [...page.matchAll(/^\| `(\w+)\/` +\|/gm)].map(([, folder]) => `packages/server/src/${folder}`)
  expect(named).toHaveLength(5)
  expect(inServer.length).toBeGreaterThan(8)
  expect([...named, ...inServer].filter((folder) => !existsSync(new URL(folder, ROOT)))).toEqual([])
})

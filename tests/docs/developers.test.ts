import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { build } from 'esbuild'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const GUIDE = read('docs/guide/developers.md')

test('the guide names every command as a reader can type it', () => {
  const commands = namesIn('packages/sdk/src/commands.ts', 'Commands')
  expect(commands.length).toBeGreaterThan(11)
  expect(commands.filter((name) => !GUIDE.includes(`attune('${name}'`))).toEqual([])
})

test('the guide names every option, and everything that can be heard of', () => {
  const options = namesIn('packages/sdk/src/commands.ts', 'InitOptions')
  const notices = namesIn('packages/sdk/src/commands.ts', 'Notices')
  expect(options.length).toBeGreaterThan(5)
  expect(notices.length).toBeGreaterThan(4)
  const isNamed = (name: string) => new RegExp(`\`${name}(\\.\\w+)?\``).test(GUIDE)
  expect([...options, ...notices].filter((name) => !isNamed(name))).toEqual([])
})

test('the guide explains every reason, every signal and every moment', () => {
  const unions = [
    ['decide.ts', 'Reason'],
    ['targeting.ts', 'TargetReason'],
    ['budget.ts', 'BudgetReason'],
    ['wire.ts', 'Signal'],
    ['config.ts', 'MomentType'],
  ].flatMap(([file, type]) => {
    const [, union = ''] =
      new RegExp(`export type ${type} =([\\s\\S]*?)\\n(?=\\n|/\\*\\*|export)`).exec(
        read(`packages/protocol/src/${file}`),
      ) ?? []
    const names = [...union.matchAll(/'(\w+)'/g)].map(([, name]) => name)
    expect(names, type).not.toEqual([])
    return names
  })
  expect(unions.filter((name) => !GUIDE.includes(`\`${name}\``))).toEqual([])
})

const programs = [...GUIDE.matchAll(/```(tsx?)\n([\s\S]*?)```/g)].map(([, loader, contents]) => ({ loader, contents }))
test.each(programs)('the $loader program can be bundled: what it imports is there', async ({ loader, contents }) => {
  const resolveDir = fileURLToPath(new URL('../../examples/react-spa/', import.meta.url))
  const { errors, warnings } = await build({
    stdin: { contents: contents!, resolveDir, loader: loader as 'ts' | 'tsx' },
    bundle: true,
    write: false,
    format: 'esm',
    splitting: true,
    outdir: 'out',
    logLevel: 'silent',
    tsconfigRaw: '{"compilerOptions":{"jsx":"react-jsx"}}',
  })
  expect([...errors, ...warnings]).toEqual([])
})

/** The members of an interface, in order. */
function namesIn(path: string, name: string): string[] {
  const [, body = ''] = new RegExp(`export interface ${name} \\{\\n([\\s\\S]*?)\\n\\}`).exec(read(path)) ?? []
  return [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, member]) => member!)
}

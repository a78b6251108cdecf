import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import cookie from '@fastify/cookie'
import Fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'

import { createGuard } from '../access/guard.ts'
import { createToken } from '../access/tokens.ts'
import { createRandom } from '../demo/random.ts'
import { registerProblems } from '../problems.ts'
import { useDatabase } from '../testing/database.ts'
import { fullShop } from '../testing/full-shop.ts'
import { type Mutant, mutantsOf } from '../testing/mutate.ts'
import { readCodeFile } from './code-file.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'
import { createDirectory } from './directory.ts'
import { configurationRoutes } from './routes.ts'
import { textOfDocument } from './write-document.ts'
import { parseWritten } from './written.ts'

const TEXT = textOfDocument(fullShop(), 'yaml', { schemaUrl: 'https://feedback.example.com/x.json', revision: 'abc' })
const MUTANTS = mutantsOf(TEXT, createRandom(2026))

const database = useDatabase()
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-mutants-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What is said of a text, a line each, without the file's name. */
async function faultsOf(text: string, name = 'shop.yaml'): Promise<string[]> {
  const path = join(folder, name)
  await writeFile(path, text)
  const message = await readCodeFile(path).then(
    () => 'Nothing is stored.',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  )
  const lines = message.split('\n')
  expect(lines.at(-1)).toBe('Nothing is stored.')
  return lines.slice(0, -1).map((line) => line.replace(`${path}:`, ''))
}

const isSaid = ({ at, says }: Mutant, faults: string[]) =>
  faults.some((fault) => fault.startsWith(`${at} `) && says.test(fault))

it('the text that mistakes are made in is sound', async () => {
  expect(await faultsOf(TEXT)).toEqual([])
})

it('each of hundreds of mistakes is named at its line and column, with the mend', async () => {
  expect(MUTANTS.length).toBeGreaterThan(500)
  expect(new Set(MUTANTS.map(({ rule }) => rule)).size).toBe(26)
  const missed: object[] = []
  for (const mutant of MUTANTS) {
    const faults = await faultsOf(mutant.text)
    const line = mutant.text.split('\n')[Number.parseInt(mutant.at, 10) - 1]
    if (!isSaid(mutant, faults)) missed.push({ rule: mutant.rule, at: mutant.at, says: mutant.says, line, faults })
  }
  expect(missed).toEqual([])
})

it('none of them is a fault of ours over HTTP, and none stores anything', async () => {
  const { db } = database
  await applyConfiguration(db, 'shop', fullShop())
  const app = Fastify()
  registerProblems(app)
  await app.register(cookie)
  const guard = createGuard(db, { secure: false })
  await app.register(configurationRoutes, { db, directory: createDirectory(db), guard })
  const token = await createToken(db, 'shop', 'writer', ['read', 'configure'], null)
  const stored = async () => [
    await readConfiguration(db, 'shop'),
    await db.selectFrom('audit').select('id').execute(),
    await db.selectFrom('prompt_versions').select(['prompt', 'version']).execute(),
  ]
  const before = await stored()
  const answers = new Map<number, number>()
  for (const { text } of MUTANTS.filter((_, i) => i % 3 === 0)) {
    const { document, faults } = parseWritten(text, 'yaml')
    const answer = await app.inject({
      method: 'PUT',
      url: '/api/projects/shop/configuration',
      headers: { authorization: `Bearer ${token}`, 'if-match': '*', 'content-type': 'application/json' },
      payload: faults.length > 0 ? text : JSON.stringify(document),
    })
    answers.set(answer.statusCode, (answers.get(answer.statusCode) ?? 0) + 1)
  }
  expect([...answers.keys()].toSorted((a, b) => a - b)).toEqual([400, 422])
  expect(answers.get(422)).toBeGreaterThan(100)
  expect(await stored()).toEqual(before)
})

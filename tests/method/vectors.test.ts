import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { afterAll, expect, test } from 'vitest'

import { ANSWERS } from './answers.ts'
import { camelCased, checkVectors, readVectors } from './check-vectors.ts'
import { MISTAKES } from './mistakes.ts'

const FILE = fileURLToPath(new URL('../../../shared/method/vectors.json', import.meta.url))
const isHere = existsSync(FILE)
const folder = mkdtempSync(join(tmpdir(), 'attune-vectors-'))
afterAll(() => rmSync(folder, { recursive: true }))

const WILSON = { id: 'w', fn: 'wilson', input: { k: 0, n: 10 }, expected: [0, 0.277532799863], tol: 1e-8 }

function ask(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tests/method/vectors.ts', ...args], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

function fileOf(content: unknown): string {
  const path = join(folder, `${Math.random()}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

test.skipIf(!isHere)(`all worked cases hold (skipped where ${FILE} is absent)`, () => {
  const file = readVectors(FILE)
  const { failures, unknown, untried, cases } = checkVectors(file, ANSWERS)
  expect({ failures, unknown, untried }).toEqual({ failures: [], unknown: [], untried: [] })
  expect(cases).toBeGreaterThan(140)
  expect(new Set(Object.keys(file.functions).map(camelCased))).toEqual(new Set(Object.keys(ANSWERS)))
})

test.skipIf(!isHere)(`each planted mistake makes a case fail (skipped where ${FILE} is absent)`, () => {
  const { status, stdout, stderr } = ask(FILE, '--planted')
  expect(stderr).toBe('')
  expect(stdout).not.toContain('MISSED')
  expect(MISTAKES.length).toBeGreaterThanOrEqual(20)
  expect(stdout.trimEnd().split('\n').at(-1)).toBe(
    `${MISTAKES.length} of ${MISTAKES.length} planted mistakes are caught.`,
  )
  expect(status).toBe(0)
})

test('a case that holds ends with 0, one that does not is named with what was expected and got', () => {
  expect(ask(fileOf({ functions: { wilson: {} }, vectors: [WILSON] }))).toEqual({
    status: 0,
    stdout: '1 of 1 cases of 1 functions hold.\n',
    stderr: '',
  })
  const off = { ...WILSON, id: 'off', expected: [0, 0.2775329] }
  const { status, stdout } = ask(fileOf({ functions: { wilson: {} }, vectors: [WILSON, off] }))
  expect(status).toBe(1)
  expect(stdout).toContain('FAIL off (wilson)\n  expected [0,0.2775329]\n  got      [0,0.27753279986')
  expect(stdout).toContain('1 of 2 cases of 1 functions hold; failing: off.')
})

test('a function that nobody knows is a fault, with or without a case', () => {
  const { status, stdout } = ask(fileOf({ functions: { no_such: {} }, vectors: [{ ...WILSON, fn: 'nor_this' }] }))
  expect(status).toBe(1)
  expect(stdout).toContain('There is no function for "no_such" here.')
  expect(stdout).toContain('There is no function for "nor_this" here.')
  expect(stdout).toContain('0 of 1 cases')
})

test('what is no file of cases is said in a sentence', () => {
  const said = (path: string) => {
    const { status, stderr } = ask(path)
    expect(status).toBe(2)
    return stderr
  }
  expect(said(join(folder, 'none.json'))).toContain('none.json cannot be read: Error: ENOENT')
  expect(said(fileOf('{'))).toContain('cannot be read: SyntaxError')
  expect(said(fileOf([]))).toContain('needs an object "functions" and a list "vectors"')
  expect(said(fileOf({ functions: {}, vectors: [{ id: 'x' }] }))).toContain('case 1 of "vectors" needs')
  expect(ask()).toMatchObject({ status: 1, stdout: 'Use it as: pnpm vectors FILE [--planted]\n' })
})

test('numbers are near by their size, all else is equal, lists are as long, and what is not stated is not compared', () => {
  const holds = (got: unknown, expected: unknown, tol = 0.01) =>
    checkVectors({ functions: {}, vectors: [{ id: 'x', fn: 'f', input: {}, expected, tol }] }, { f: () => got })
      .failures.length === 0
  expect(holds(100.9, 100)).toBe(true)
  expect(holds(101.1, 100)).toBe(false)
  expect(holds(0.009, 0)).toBe(true)
  expect(holds(Number.NaN, 1)).toBe(false)
  expect(holds('1', 1)).toBe(false)
  expect(holds(null, 0)).toBe(false)
  expect(holds(0, null)).toBe(false)
  expect(holds(undefined, null)).toBe(false)
  expect(holds([1, 2], [1])).toBe(false)
  expect(holds({ a: 1, b: 2 }, { a: 1 })).toBe(true)
  expect(holds({ a: 1 }, { a: 1, b: 2 })).toBe(false)
  expect(holds(['a'], ['b'])).toBe(false)
})

test('a function that throws fails its case and says why', () => {
  const { failures } = checkVectors(
    { functions: {}, vectors: [{ id: 'x', fn: 'windows', input: { change: '2026-05-14', days: 10 }, expected: {} }] },
    ANSWERS,
  )
  expect(failures).toMatchObject([{ id: 'x', got: expect.stringContaining('Compare whole weeks') as string }])
})

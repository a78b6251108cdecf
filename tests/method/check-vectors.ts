import { readFileSync } from 'node:fs'

import type { Answer } from './answers.ts'

/** A worked case. */
interface Vector {
  id: string
  fn: string
  input: unknown
  expected: unknown
  /** Absent: 1e-8. */
  tol?: number
}

/** A file of worked cases and the functions that they are of. */
export interface VectorFile {
  functions: Record<string, unknown>
  vectors: Vector[]
}

/** A case that does not hold. */
export interface Failure {
  id: string
  fn: string
  expected: unknown
  /** What was answered, or why nothing was. */
  got: unknown
}

/** What a check of a file came to. */
export interface Checked {
  cases: number
  functions: number
  failures: Failure[]
  /** Functions that the file names and nobody here knows, as the file writes them. */
  unknown: string[]
  /** Functions that the file names, and that are here, without a case. */
  untried: string[]
}

/**
 * Reads a file of worked cases.
 *
 * @throws Error whose text says what is wrong with the file.
 */
export function readVectors(path: string): VectorFile {
  const file = parse(path)
  if (!isObject(file) || !isObject(file['functions']) || !Array.isArray(file['vectors']))
    throw new Error(`${path} is no file of worked cases: it needs an object "functions" and a list "vectors".`)
  for (const [i, vector] of file['vectors'].entries()) {
    const isCase = isObject(vector) && typeof vector['id'] === 'string' && typeof vector['fn'] === 'string'
    if (!isCase || !('input' in vector) || !('expected' in vector))
      throw new Error(`${path}: case ${i + 1} of "vectors" needs "id", "fn", "input" and "expected".`)
  }
  return file as unknown as VectorFile
}

/**
 * Asks every case of a file, and compares: numbers within `tol × max(1, |expected|)`, all else exactly. What a case does not
 * state is not compared.
 */
export function checkVectors({ functions, vectors }: VectorFile, answers: Readonly<Record<string, Answer>>): Checked {
  const named = new Set([...Object.keys(functions), ...vectors.map(({ fn }) => fn)])
  const tried = new Set(vectors.map(({ fn }) => fn))
  const failures: Failure[] = []
  for (const { id, fn, input, expected, tol = 1e-8 } of vectors) {
    const answer = answers[camelCased(fn)]
    const got = answer ? attempt(() => answer(input as never)) : 'There is no such function.'
    if (!answer || !isNear(got, expected, tol)) failures.push({ id, fn, expected, got })
  }
  return {
    cases: vectors.length,
    functions: named.size,
    failures,
    unknown: [...named].filter((fn) => !answers[camelCased(fn)]),
    untried: [...named].filter((fn) => answers[camelCased(fn)] && !tried.has(fn)),
  }
}

/** `net_ci` → `netCi` */
export function camelCased(name: string): string {
  return name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${String(cause)}`, { cause })
  }
}

function attempt(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return String(error)
  }
}

function isNear(got: unknown, expected: unknown, tol: number): boolean {
  if (typeof expected === 'number')
    return typeof got === 'number' && Math.abs(got - expected) <= tol * Math.max(1, Math.abs(expected))
  if (Array.isArray(expected))
    return (
      Array.isArray(got) && got.length === expected.length && expected.every((each, i) => isNear(got[i], each, tol))
    )
  if (isObject(expected))
    return isObject(got) && Object.entries(expected).every(([name, each]) => isNear(got[name], each, tol))
  return got === expected
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

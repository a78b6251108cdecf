import { existsSync, readFileSync } from 'node:fs'

import { SCALES } from '@attune/protocol'
import { expect, test } from 'vitest'

import { goodAndBad, total } from './histogram.ts'
import { meanCi } from './mean-ci.ts'
import { metrics } from './metrics.ts'
import { netCi } from './net-ci.ts'
import { wilson } from './wilson.ts'

const FACES = SCALES.faces
const FILE = new URL('../../../../../../shared/method/vectors.json', import.meta.url)

interface Vector {
  id: string
  fn: string
  input: { s?: number[]; k?: number; n?: number }
  expected: unknown
  tol: number
}

/** Each function of the cases, answering in their words. */
const ANSWERS: Record<string, (input: Vector['input']) => unknown> = {
  metrics({ s = [] }) {
    const found = metrics(s, FACES)
    if (!found) return { n: total(s), pos: null, neu: null, neg: null, net: null, mean: null, sd: null }
    const { n, positive, neutral, negative, net, mean, sd } = found
    return { n, pos: positive, neu: neutral, neg: negative, net, mean, sd }
  },
  wilson({ k = 0, n = 0 }) {
    const found = wilson(k, n)
    return found && [found.low, found.high]
  },
  net_ci({ s = [] }) {
    const { good, bad } = goodAndBad(s, FACES)
    const { estimate, standardError, low, high } = netCi(good, bad, total(s))
    return { est_adj: estimate, se: standardError, lo: low, hi: high }
  },
  mean_ci({ s = [] }) {
    const found = meanCi(s, FACES)
    return found && { mean: metrics(s, FACES)?.mean, lo: found.low, hi: found.high }
  },
}

const isHere = existsSync(FILE)
const { vectors } = (isHere ? JSON.parse(readFileSync(FILE, 'utf8')) : { vectors: [] }) as { vectors: Vector[] }
const cases = vectors.filter((vector) => vector.fn in ANSWERS)

test.skipIf(!isHere)(`there are worked cases for every function (skipped where ${FILE.pathname} is absent)`, () => {
  expect(new Set(cases.map((vector) => vector.fn))).toEqual(new Set(Object.keys(ANSWERS)))
})

test.each(cases.map((vector) => [vector.id, vector] as const))('the worked case %s holds', (_id, vector) => {
  expect(ANSWERS[vector.fn]?.(vector.input)).toEqual(near(vector.expected, vector.tol))
})

/** The same shape, each number within its tolerance. */
function near(value: unknown, tolerance: number): unknown {
  if (typeof value === 'number') return new Near(value, tolerance * Math.max(1, Math.abs(value)))
  if (Array.isArray(value)) return value.map((item) => near(item, tolerance))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, near(item, tolerance)]))
}

class Near {
  readonly value: number
  readonly tolerance: number
  constructor(value: number, tolerance: number) {
    this.value = value
    this.tolerance = tolerance
  }
  asymmetricMatch(other: unknown): boolean {
    return typeof other === 'number' && Math.abs(other - this.value) <= this.tolerance
  }
}

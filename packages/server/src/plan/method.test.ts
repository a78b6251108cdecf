import { existsSync, readFileSync } from 'node:fs'

import { expect, test } from 'vitest'

import { cusum } from './nuisance.ts'
import { shareForTarget } from './share-for-target.ts'

const FILE = new URL('../../../../../shared/method/vectors.json', import.meta.url)
const isHere = existsSync(FILE)

interface Vector {
  id: string
  fn: string
  input: { target: number; eligible: number; answer_rate: number; z: number[]; k: number; h: number }
  expected: unknown
}

const { vectors } = (isHere ? JSON.parse(readFileSync(FILE, 'utf8')) : { vectors: [] }) as { vectors: Vector[] }

test.skipIf(!isHere)(`the worked cases hold (skipped where ${FILE.pathname} is absent)`, () => {
  const shares = vectors.filter(({ fn }) => fn === 'sample_rate')
  const sums = vectors.filter(({ fn }) => fn === 'cusum')
  expect([shares.length, sums.length]).toEqual([3, 2])
  for (const { id, input, expected } of shares)
    expect(shareForTarget(input.target, input.eligible, input.answer_rate), id).toBeCloseTo(Number(expected), 8)
  for (const { input, expected } of sums) {
    const { hi, lo, signal } = expected as { hi: number[]; lo: number[]; signal: number | null }
    const found = cusum(input.z, input.k, input.h)
    expect(found.signal).toBe(signal)
    for (const [i, each] of hi.entries()) expect(found.hi[i]).toBeCloseTo(each, 8)
    for (const [i, each] of lo.entries()) expect(found.lo[i]).toBeCloseTo(each, 8)
  }
})

import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

import { SCALES } from '@attune/protocol'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'

import { NOT_SAID, type Person } from './people.ts'
import { driverRows } from './rows.ts'
import { driverWeights } from './weights.ts'

/** A survey export with figures that were worked out independently; not part of the project. */
const DATA = new URL('../../../../../../shared/data/airline/', import.meta.url)
const EXAMPLES = new URL('../../../../../examples/import/', import.meta.url)
const hasData = existsSync(DATA)
if (!hasData)
  console.warn('The survey files in ../shared/data are not there: what drives satisfaction is not compared.')

interface Mapping {
  steps: { id: string; column: string }[]
}

describe.skipIf(!hasData)('the airline survey', () => {
  interface Reference {
    per_step_train: Record<string, { n: number; spearman_rho: number }>
    listwise_train: {
      n: number
      r2: number
      steps: Record<string, { jrw_share: number; lmg_share: number; std_beta: number; pearson_r: number }>
    }
    segments_listwise_train: Record<string, Record<string, { n: number; r2: number }>>
  }
  const VISIT = { min: 0, max: 1, good: 1, bad: 0 }
  const mapping = hasData ? (read('airline.json', EXAMPLES) as Mapping) : { steps: [] }
  const items = mapping.steps.map(({ id, column }, at) => ({
    item: { step: id, prompt: column, range: SCALES.csat },
    at,
  }))
  const reference = hasData ? (read('reference.json', DATA) as Reference) : ({} as Reference)
  const rows = hasData
    ? (parse(gunzipSync(readFileSync(new URL('train.csv.gz', DATA))), { columns: true }) as unknown as Record<
        string,
        string
      >[])
    : []
  const people = (chosen: readonly Record<string, string>[]): Person[] =>
    chosen.map((cells) => ({
      outcome: Number(cells['satisfaction'] === 'satisfied'),
      feels: Int8Array.from(mapping.steps, ({ column }) => scoreIn(cells[column])[0] ?? NOT_SAID),
    }))

  test('has the reference’s rank correlations, and its shares of R² among people who answered everything', () => {
    const all = people(rows)
    for (const { prompt, n, rho } of driverRows(all, items, VISIT).steps) {
      expect([prompt, n]).toEqual([prompt, reference.per_step_train[prompt]?.n])
      expect(rho, prompt).toBeCloseTo(reference.per_step_train[prompt]?.spearman_rho ?? 0, 6)
    }
    const weights = sharesOf(all)
    const wanted = reference.listwise_train
    expect(weights.n).toBe(wanted.n)
    expect(weights.r2).toBeCloseTo(wanted.r2, 6)
    for (const { prompt, johnson, lmg, beta, correlation, direction } of weights.steps) {
      expect(lmg, prompt).toBeCloseTo(wanted.steps[prompt]?.lmg_share ?? 0, 5)
      expect(johnson, prompt).toBeCloseTo(wanted.steps[prompt]?.jrw_share ?? 0, 5)
      expect(beta, prompt).toBeCloseTo(wanted.steps[prompt]?.std_beta ?? 0, 5)
      expect(correlation, prompt).toBeCloseTo(wanted.steps[prompt]?.pearson_r ?? 0, 5)
      expect(direction, prompt).toBe((wanted.steps[prompt]?.std_beta ?? 0) < 0 ? 'against' : 'with')
    }
    // A share hides that whoever is content with the times is less content on the whole.
    const times = weights.steps.find(({ step }) => step === 'departure-arrival-time-convenient')
    expect(times).toMatchObject({ direction: 'against' })
    expect(times?.lmg).toBeGreaterThan(0.04)
  }, 60_000)

  test('people who all say the same, and those whose step settles the outcome, give no huge number', () => {
    const perfect = people(rows.slice(0, 5_000)).map(({ feels }) => ({ feels, outcome: Number((feels[0] ?? 0) >= 4) }))
    const certain = people(rows.slice(0, 5_000)).map(({ feels }) => ({ feels, outcome: 1 }))
    const few = perfect.slice(0, 60)
    for (const some of [perfect, certain, few]) {
      const { steps, map } = driverRows(some, items, VISIT)
      const told = steps.map(({ table: _table, n: _n, rank: _rank, ...rest }) => rest)
      expect(numbersIn([told, map])).toSatisfy(areSmall)
    }
    expect(numbersIn(sharesOf(perfect).steps)).toSatisfy(areSmall)
    expect(driverRows(certain, items, VISIT).steps.every(({ rho, rank }) => rho === null && rank === null)).toBe(true)
    expect(driverWeights(certain, items)).toBe('no_spread')
  })

  test.each([
    ['Type of Travel', 'Business travel'],
    ['Type of Travel', 'Personal Travel'],
  ])('its segment %s: %s has the reference’s people and R²', (column, value) => {
    const wanted = reference.segments_listwise_train[column]?.[value]
    const weights = sharesOf(people(rows.filter((cells) => cells[column] === value)))
    expect(weights.n).toBe(wanted?.n)
    expect(weights.r2).toBeCloseTo(wanted?.r2 ?? 0, 6)
  })

  test('people of whom nearly all felt the same at two steps have no shares, because those would be chance', () => {
    const disloyal = people(rows.filter((cells) => cells['Customer Type'] === 'disloyal Customer'))
    expect(driverWeights(disloyal, items)).toBe('repeated_step')
  })

  function sharesOf(some: readonly Person[]) {
    const weights = driverWeights(some, items)
    if (typeof weights === 'string') throw new Error(`There are no shares: ${weights}.`)
    return weights
  }
})

/** A score from 1 to 5, or nothing. */
function scoreIn(cell = ''): number[] {
  const score = Number(cell.trim() || 0)
  return score >= 1 && score <= 5 ? [score] : []
}

function read(name: string, folder: URL): unknown {
  return JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : []
}

function areSmall(numbers: number[]): boolean {
  return numbers.length > 0 && numbers.every((number) => Math.abs(number) <= 2)
}

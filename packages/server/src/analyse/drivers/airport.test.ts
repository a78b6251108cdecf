import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

import type { DriversAnswer, FeelAnswer, FeelRow } from '@attune/protocol'
import { parse } from 'csv-parse/sync'
import { afterAll, describe, expect, test } from 'vitest'

import { createToken } from '../../access/tokens.ts'
import type { CommandContext } from '../../command.ts'
import type { Db } from '../../database/open.ts'
import { importCommand } from '../../import/command.ts'
import { useDatabase } from '../../testing/database.ts'
import { readerOf } from '../../testing/reader.ts'

/** Survey exports with figures that were worked out independently; not part of the project. */
const DATA = new URL('../../../../../../shared/data/', import.meta.url)
const EXAMPLES = new URL('../../../../../examples/import/', import.meta.url)
const hasData = existsSync(DATA)
if (!hasData)
  console.warn('The survey files in ../shared/data are not there: what drives a recommendation is not compared.')

interface Mapping {
  steps: { id: string; column: string }[]
  overall?: { id: string; column: string }[]
}
const json = (name: string, folder = DATA) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown
const table = (name: string) =>
  parse(gunzipSync(readFileSync(new URL(name, DATA))), {
    columns: (names: string[]) => names.map((each) => each.trim().replace(/^\*/, '')),
  }) as unknown as Record<string, string>[]

const database = useDatabase()
const folder = mkdtempSync(join(tmpdir(), 'attune-surveys-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** @param steps Only these; absent: every one of the mapping. */
async function importYear(db: Db, year: number, steps?: readonly string[]): Promise<void> {
  const file = fileURLToPath(new URL(`sfo/sfo_${year}.csv.gz`, DATA))
  const mapping = json(`sfo-${year}.json`, EXAMPLES) as Mapping
  const map = join(folder, 'map.json')
  const wanted = mapping.steps.filter(({ id }) => steps?.includes(id) ?? true)
  writeFileSync(map, JSON.stringify({ ...mapping, steps: wanted }))
  const context: Partial<CommandContext> = {
    open: () => Promise.resolve({ db, close: () => Promise.resolve() }),
    print: () => {},
    warn: () => {},
    isWatched: false,
    signal: new AbortController().signal,
  }
  expect(await importCommand([file, '--project', 'sfo', '--map', map], context as CommandContext)).toBe(0)
}

type Ask = Awaited<ReturnType<typeof asking>>
async function asking(db: Db) {
  const app = await readerOf(db)
  const authorization = `Bearer ${await createToken(db, 'sfo', 'test', ['read'], null)}`
  return async <Answer>(path: string): Promise<Answer> => {
    const answer = await app.inject({ url: `/api/projects/sfo/${path}`, headers: { authorization } })
    expect([path, answer.statusCode]).toEqual([path, 200])
    return answer.json<Answer>()
  }
}

describe.skipIf(!hasData)('the airport survey of 2017', () => {
  interface Item {
    n: number
    mean: number
    top2box: number
    top2box_wilson95: [number, number]
    n_with_nps: number
    spearman_rho_nps: number
  }
  interface Regression {
    n: number
    r2: number
    steps: Record<string, { pearson_r: number; std_beta: number; lmg_share: number; jrw_share: number }>
    rank_by_lmg: string[]
  }
  interface Reference {
    per_item: Record<string, Item>
    driver_nps: Regression
    driver_q7all: Regression
  }
  const reference = hasData ? (json('sfo/reference-2017.json') as Reference) : ({} as Reference)
  const mapping = hasData ? (json('sfo-2017.json', EXAMPLES) as Mapping) : { steps: [] }
  const columnOf = new Map(mapping.steps.map(({ id, column }) => [id, column]))
  const idOf = new Map(mapping.steps.map(({ id, column }) => [column, id]))
  test('gives the reference’s numbers, shares, intervals, means and rank correlations, and its order of drivers', async () => {
    await importYear(database.db, 2017)
    const ask = await asking(database.db)
    const { rows } = await ask<FeelAnswer>('feel?journey=airport&by=step')
    const whole = (await ask<FeelAnswer>('feel?journey=airport&prompt=sfo-2017-overall')).rows
    const drivers = await ask<DriversAnswer>('drivers?journey=airport&outcome=sfo-2017-recommend')
    expect(drivers).toMatchObject({ newest_only: false, outcome: 'sfo-2017-recommend' })
    const q7 = Object.keys(reference.per_item).filter((column) => column.startsWith('Q7'))
    expect(q7).toHaveLength(15)

    for (const [column, wanted] of Object.entries(reference.per_item)) {
      const id = idOf.get(column)
      const feel = id === undefined ? whole[0] : rows.find((row) => row.step === id)
      expect([column, feel?.n]).toEqual([column, wanted.n])
      expect(feel?.mean, column).toBeCloseTo(wanted.mean, 6)
      expect(feel?.positive, column).toBeCloseTo(wanted.top2box, 6)
      expect(feel?.positive_low, column).toBeCloseTo(wanted.top2box_wilson95[0], 5)
      expect(feel?.positive_high, column).toBeCloseTo(wanted.top2box_wilson95[1], 5)
      const [driver] =
        id === undefined
          ? drivers.wholes.filter(({ prompt }) => prompt === 'sfo-2017-overall')
          : drivers.steps.filter((row) => row.step === id)
      expect([column, driver?.n]).toEqual([column, wanted.n_with_nps])
      expect(driver?.rho, column).toBeCloseTo(wanted.spearman_rho_nps, 6)
      expect(driver?.direction, column).toBe('with')
    }

    const byRank = drivers.steps.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    const byReference = [...columnOf.values()].toSorted(
      (a, b) => (reference.per_item[b]?.spearman_rho_nps ?? 0) - (reference.per_item[a]?.spearman_rho_nps ?? 0),
    )
    expect(byRank.map(({ step }) => columnOf.get(step))).toEqual(byReference)
    expect(drivers.wholes.map(({ prompt }) => prompt)).toEqual(['sfo-2017-overall'])
  })

  test('orders the drivers of the overall score as its raw answers do, and has the shares of R² of eleven steps', async () => {
    await importYear(database.db, 2017)
    const ask = await asking(database.db)
    const drivers = await ask<DriversAnswer>('drivers?journey=airport&outcome=sfo-2017-overall')
    const rows = table('sfo/sfo_2017.csv.gz')
    const slow = mapping.steps.map(({ id, column }) => Object.assign({ id }, slowSpearman(rows, column, 'Q7ALL')))
    for (const { id, n, rho } of slow) {
      const driver = drivers.steps.find(({ step }) => step === id)
      expect([id, driver?.n]).toEqual([id, n])
      expect(driver?.rho, id).toBeCloseTo(rho, 9)
    }
    const byRank = drivers.steps.toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
    expect(byRank.map(({ step }) => step)).toEqual(slow.toSorted((a, b) => b.rho - a.rho).map(({ id }) => id))
    expect(drivers.wholes.map(({ prompt }) => prompt)).toEqual(['sfo-2017-recommend'])
    // One of 24 steps sums up others: what it adds beside them would be chance.
    expect([drivers.weights, drivers.weights_missing]).toEqual([null, 'repeated_step'])

    for (const [prompt, wanted, first] of [
      ['recommend', reference.driver_nps, 'Q14PASSTHRU'],
      ['overall', reference.driver_q7all, 'Q7FOOD'],
    ] as const)
      await hasShares(ask, prompt, wanted, first)
  })

  async function hasShares(ask: Ask, prompt: string, wanted: Regression, first: string): Promise<void> {
    const steps = Object.keys(wanted.steps).map((column) => idOf.get(column) ?? '')
    const { weights } = await ask<DriversAnswer>(
      `drivers?journey=airport&outcome=sfo-2017-${prompt}&steps=${steps.join(',')}`,
    )
    expect(weights?.n).toBe(wanted.n)
    expect(weights?.r2).toBeCloseTo(wanted.r2, 6)
    expect(weights?.steps).toHaveLength(11)
    for (const each of weights?.steps ?? []) {
      const one = wanted.steps[columnOf.get(each.step) ?? '']
      expect(each.lmg, each.step).toBeCloseTo(one?.lmg_share ?? 0, 5)
      expect(each.johnson, each.step).toBeCloseTo(one?.jrw_share ?? 0, 5)
      expect(each.beta, each.step).toBeCloseTo(one?.std_beta ?? 0, 5)
      expect(each.correlation, each.step).toBeCloseTo(one?.pearson_r ?? 0, 5)
    }
    const order = weights?.steps.toSorted((a, b) => (b.lmg ?? 0) - (a.lmg ?? 0)).map(({ step }) => columnOf.get(step))
    expect(order).toEqual(wanted.rank_by_lmg)
    expect(order?.[0]).toBe(first)
  }
})

test.skipIf(!hasData)(
  'the eight waves of the airport survey are a trend with intervals',
  async () => {
    const years = [2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017]
    for (const year of years) await importYear(database.db, year, ['food'])
    const ask = await asking(database.db)
    const { rows } = await ask<FeelAnswer>('feel?journey=airport&by=step,week')
    const food = rows.filter(({ step }) => step === 'food')
    expect([...new Set(food.map(({ week }) => Number(week?.slice(0, 4))))]).toEqual(years)
    for (const year of years) {
      const { rows: wave } = await ask<FeelAnswer>(`feel?journey=airport&from=${year}-01-01&to=${year}-12-31`)
      const [row] = wave.filter(({ step }) => step === 'food') as [FeelRow]
      const weeks = food.filter(({ week }) => week?.startsWith(String(year)))
      expect(weeks.reduce((sum, { n }) => sum + n, 0)).toBe(row.n)
      const column = (json(`sfo-${year}.json`, EXAMPLES) as Mapping).steps.find(({ id }) => id === 'food')?.column ?? ''
      const scores = table(`sfo/sfo_${year}.csv.gz`).flatMap((cells) => scoreIn(cells[column]))
      const good = scores.filter((score) => score >= 4).length
      expect([year, row.n]).toEqual([year, scores.length])
      expect(row.positive, String(year)).toBeCloseTo(good / scores.length, 12)
      expect([row.positive_low, row.positive, row.positive_high].map(Number)).toSatisfy(isSorted)
      expect([row.net_low, row.net, row.net_high].map(Number)).toSatisfy(isSorted)
    }
  },
  120_000,
)

/** A score from 1 to 5, or nothing. */
function scoreIn(cell = ''): number[] {
  const score = Number(cell.trim() || 0)
  return score >= 1 && score <= 5 ? [score] : []
}

/** Spearman's ρ by its definition: Pearson's of the ranks, ties shared. */
function slowSpearman(rows: readonly Record<string, string>[], a: string, b: string): { n: number; rho: number } {
  const pairs = rows.flatMap((cells) => {
    const [x] = scoreIn(cells[a])
    const [y] = scoreIn(cells[b])
    return x === undefined || y === undefined ? [] : [[x, y] as const]
  })
  const ranksOf = (values: number[]) => {
    const sorted = values.toSorted((p, q) => p - q)
    return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2)
  }
  const xs = ranksOf(pairs.map(([x]) => x))
  const ys = ranksOf(pairs.map(([, y]) => y))
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [mx, my] = [mean(xs), mean(ys)]
  const sum = (each: (i: number) => number) => xs.reduce((total, _x, i) => total + each(i), 0)
  const product = sum((i) => ((xs[i] ?? 0) - mx) * ((ys[i] ?? 0) - my))
  return {
    n: pairs.length,
    rho: product / Math.sqrt(sum((i) => ((xs[i] ?? 0) - mx) ** 2) * sum((i) => ((ys[i] ?? 0) - my) ** 2)),
  }
}

function isSorted(numbers: number[]): boolean {
  return numbers.every((number, i) => Number.isFinite(number) && (i === 0 || number >= (numbers[i - 1] ?? 0)))
}

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import type { FeelAnswer, FeelRow, TrendAnswer } from '@attune/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Service, startService } from './service.ts'

/** Survey exports with figures that were worked out independently; not part of the project. */
const DATA = new URL('../../../shared/data/', import.meta.url)
const EXAMPLES = new URL('../../examples/import/', import.meta.url)
const pathOf = (name: string, folder = DATA) => fileURLToPath(new URL(name, folder))
const hasData = existsSync(DATA)
if (!hasData)
  console.warn('The survey files in ../shared/data are not there: the imports of whole surveys are skipped.')

interface Mapping {
  steps: { id: string; column: string }[]
}

let service: Service
beforeAll(async () => {
  service = await startService()
})
afterAll(() => service?.stop())

async function importFile(file: string, project: string, map: string): Promise<string> {
  return await service.attune('import', file, '--project', project, '--map', pathOf(`${map}.json`, EXAMPLES))
}

async function feel(project: string, query: string): Promise<FeelRow[]> {
  const token = await service.attune('token', 'create', '--project', project, '--scope', 'read')
  return (await service.get<FeelAnswer>(`/api/projects/${project}/feel?${query}`, token)).rows
}

describe.skipIf(!hasData)('whole surveys', () => {
  test('the airline survey gives exactly the reference’s counts; importing it again changes nothing', async () => {
    interface Reference {
      per_step_train: Record<string, { n: number; dist: Record<string, number>; not_applicable: number }>
    }
    const { per_step_train: reference } = read(pathOf('airline/reference.json')) as Reference
    const file = pathOf('airline/train.csv.gz')
    const notApplicable = Object.values(reference).reduce((sum, step) => sum + step.not_applicable, 0)

    const said = await importFile(file, 'airline', 'airline')
    expect(said).toContain('103,904 rows read')
    expect(said).toContain('103,904 outcomes added')
    expect(said).toContain(`${notApplicable.toLocaleString('en')} cells not asked`)
    expect(said).not.toContain('Left out')

    const rows = await feel('airline', 'journey=flight&by=step')
    const { steps } = read(pathOf('airline.json', EXAMPLES)) as Mapping
    expect(rows.map((row) => row.step)).toEqual(steps.map((step) => step.id))
    for (const { id, column } of steps) {
      const row = rows.find((each) => each.step === id)
      expect(row?.scores, column).toEqual(Object.values(reference[column]?.dist ?? {}))
      expect(row?.n, column).toBe(reference[column]?.n)
    }

    expect(await importFile(file, 'airline', 'airline')).toContain('Nothing new')
    expect(await feel('airline', 'journey=flight&by=step')).toEqual(rows)
  }, 600_000)

  test('the airport survey gives the reference’s counts and shares, its recommendation on a scale of its own', async () => {
    interface Reference {
      per_item: Record<string, { n: number; mean: number; top2box: number; bottom2box: number }>
      nps: { n: number; nps: number }
    }
    const reference = read(pathOf('sfo/reference-2017.json')) as Reference
    const mapping = read(pathOf('sfo-2017.json', EXAMPLES)) as Mapping
    await importFile(pathOf('sfo/sfo_2017.csv.gz'), 'sfo', 'sfo-2017')

    const rows = await feel('sfo', 'journey=airport&by=step')
    const whole = { id: '', column: 'Q7ALL' }
    for (const { id, column } of [...mapping.steps, whole]) {
      const wanted = reference.per_item[column]
      const [row] = id
        ? rows.filter((each) => each.step === id)
        : await feel('sfo', 'journey=airport&prompt=sfo-2017-overall')
      expect(row?.n, column).toBe(wanted?.n)
      expect(row?.mean, column).toBeCloseTo(wanted?.mean ?? 0, 6)
      expect(row?.positive, column).toBeCloseTo(wanted?.top2box ?? 0, 6)
      expect(row?.negative, column).toBeCloseTo(wanted?.bottom2box ?? 0, 6)
    }
    const [recommend] = await feel('sfo', 'journey=airport&prompt=sfo-2017-recommend')
    expect(recommend?.n).toBe(reference.nps.n)
    expect((recommend?.net ?? 0) * 100).toBeCloseTo(reference.nps.nps, 3)
  })

  test('every year of the airport survey is read without a cell left out, and eight waves are one trend with intervals', async () => {
    for (const year of [2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017]) {
      const said = await importFile(pathOf(`sfo/sfo_${year}.csv.gz`), 'sfo-years', `sfo-${year}`)
      expect(said).not.toContain('Left out')
    }
    const rows = await feel('sfo-years', 'journey=airport&by=step')
    expect(rows.find((row) => row.step === 'food')?.n).toBeGreaterThan(18_000)

    const token = await service.attune('token', 'create', '--project', 'sfo-years', '--scope', 'read')
    const path = '/api/projects/sfo-years/trend?journey=airport&step=food'
    const { by, series } = await service.get<TrendAnswer>(path, token)
    expect([by, series.length]).toEqual(['month', 1])
    const points = series[0]?.points ?? []
    expect(points.map(({ from }) => from)).toEqual(
      [2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017].map((year) => `${year}-05-01`),
    )
    for (const { from, n, net, net_low, net_high, partial } of points) {
      expect(n, from).toBeGreaterThan(1_500)
      expect((net_high ?? 0) - (net_low ?? 1), from).toBeLessThan(0.12)
      expect([net_low! < net!, net! < net_high!, partial], from).toEqual([true, true, false])
    }
    expect(series[0]?.signals, 'days years apart are held against nothing').toEqual([])
  })
})

test('the sample that comes with the examples imports beside a running service', async () => {
  const sample = pathOf('sfo-sample.csv', EXAMPLES)
  expect(await importFile(sample, 'sample', 'sfo-2017')).toContain('50 rows read')
  expect(await importFile(sample, 'sample', 'sfo-2017')).toContain('Nothing new')
})

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

import { readdirSync, readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { findColumns } from './columns.ts'
import { stableId } from './ids.ts'
import { parseMapping } from './mapping.ts'
import { mergeMapping } from './merge.ts'
import { createScoreReader } from './scores.ts'
import { createTally, describeSkipped } from './tally.ts'

const SMALL = {
  id: 'spring',
  journey: { id: 'visit', name: 'A visit' },
  time: { date: '2026-05-04' },
  steps: [{ id: 'food', name: 'Food', column: 'Q1' }],
}
const parse = (mapping: unknown) => parseMapping(JSON.stringify(mapping), 'm.json')

describe('a mapping', () => {
  test('is refused with the place of the fault', () => {
    expect(() => parse({ ...SMALL, steps: [{ id: 'food', name: 'Food' }] })).toThrow('m.json, at /steps/0,')
    expect(() => parse({ ...SMALL, colour: 1 })).toThrow('colour')
    expect(() => parseMapping('{', 'm.json')).toThrow('is not JSON')
  })

  test('may not use an id twice, nor give a score that its scale does not have', () => {
    const step = SMALL.steps[0]
    expect(() => parse({ ...SMALL, overall: [step] })).toThrow('/overall/0/id, is used twice: "food"')
    expect(() => parse({ ...SMALL, scores: { values: { great: 6 } } })).toThrow('"great" the score 6, but csat runs')
  })

  test('may not name a zone or a device that does not exist', () => {
    expect(() => parse({ ...SMALL, project: { zone: 'Mars/Olympus' } })).toThrow('unknown time zone "Mars/Olympus"')
    const device = { column: 'D', values: { tv: 'television' } }
    expect(() => parse({ ...SMALL, segments: { device } })).toThrow('desktop, mobile or tablet, not "television"')
  })

  test('of every example is valid', () => {
    const folder = new URL('../../../../examples/import/', import.meta.url)
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'))
    expect(names.length).toBeGreaterThanOrEqual(10)
    for (const name of names) expect(parseMapping(readFileSync(new URL(name, folder), 'utf8'), name).id).toBeTruthy()
  })
})

describe('columns', () => {
  test('are found whatever blanks, mark, star or case surround them', () => {
    const at = findColumns(parse({ ...SMALL, respondent: 'RESPNUM' }), ['\uFEFF*RespNum', ' q1 '])
    expect([at('RESPNUM'), at('Q1')]).toEqual([0, 1])
  })

  test('that are missing or there twice are named', () => {
    expect(() => findColumns(parse(SMALL), ['A', 'B'])).toThrow('no column "Q1". Its columns are: A, B.')
    expect(() => findColumns(parse(SMALL), ['Q1', '*Q1'])).toThrow('two columns named "Q1"')
  })
})

describe('scores', () => {
  test('blank and zero mean "not asked", never a score', () => {
    const read = createScoreReader({ notAsked: ['6', 'Blank'] })
    expect(['', ' ', '0', '0.0', '6', 'blank'].map(read)).toEqual(Array(6).fill('not_asked'))
    expect(['1', ' 5 ', '4.0'].map(read)).toEqual([1, 5, 4])
    expect(['7', '2.5', '-1', 'x'].map(read)).toEqual(Array(4).fill('unknown'))
  })

  test('zero is a score where the scale begins at zero', () => {
    const read = createScoreReader({ scale: 'nps', notAsked: ['11'] })
    expect(['0', '10', '11', ''].map(read)).toEqual([0, 10, 'not_asked', 'not_asked'])
  })

  test('texts have the score that the mapping gives them', () => {
    expect(createScoreReader({ values: { Satisfied: 5 } })('satisfied ')).toBe(5)
  })
})

describe('merging into a project', () => {
  test('keeps what is there and puts new steps where the mapping has them', () => {
    const before = {
      project: { name: 'P', keys: ['pk_1'] },
      journeys: [
        { id: 'other', name: 'Other', steps: [{ id: 'a', name: 'A' }] },
        {
          id: 'visit',
          name: 'Mine',
          goal: 'z',
          steps: [
            { id: 'b', name: 'Own name' },
            { id: 'z', name: 'Z' },
          ],
        },
      ],
      prompts: [{ id: 'live', step: 'other/a', wording: { default: { question: '?' } } }],
    }
    const steps = ['a', 'b', 'c'].map((id) => ({ id, name: id, column: id }))
    const after = mergeMapping(before, parse({ ...SMALL, steps }), 'p')
    expect(after.project).toEqual(before.project)
    expect(after.journeys[0]).toEqual(before.journeys[0])
    expect(after.journeys[1]).toMatchObject({ name: 'Mine', goal: 'z' })
    expect(after.journeys[1]?.steps.map((step) => step.name)).toEqual(['a', 'Own name', 'c', 'Z'])
    expect(after.prompts.map((prompt) => prompt.id)).toEqual(['live', 'spring-a', 'spring-b', 'spring-c'])
  })
})

test('an id is the same for the same parts and a UUID of version 8', () => {
  expect(stableId('a', 'bc')).toBe(stableId('a', 'bc'))
  expect(stableId('a', 'bc')).not.toBe(stableId('ab', 'c'))
  expect(stableId('a', 1)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('what is left out is counted in full and shown in part', () => {
  const tally = createTally()
  for (let line = 2; line < 10; line++) tally.skip('odd', line, `v${line}`)
  expect(tally.skipped().map(describeSkipped)).toEqual([
    '8 × odd: line 2 "v2", line 3 "v3", line 4 "v4", line 5 "v5", line 6 "v6", …',
  ])
})

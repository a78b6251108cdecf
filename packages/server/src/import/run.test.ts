import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

import { afterAll, describe, expect, test } from 'vitest'

import type { CommandContext } from '../command.ts'
import { readConfiguration } from '../configure/configuration.ts'
import { useDatabase } from '../testing/database.ts'
import { importCommand } from './command.ts'

const MAPPING = {
  id: 'spring',
  journey: { id: 'visit', name: 'A visit' },
  respondent: 'who',
  time: { column: 'when', format: 'ISO' },
  scores: { notAsked: ['6'] },
  steps: [
    { id: 'food', name: 'Food', column: 'Food', question: 'How was the food?', comment: 'Words' },
    { id: 'seat', name: 'Seat', column: 'Seat' },
  ],
  overall: [{ id: 'recommend', name: 'Recommend', column: 'NPS', scores: { scale: 'nps', notAsked: ['11'] } }],
  outcome: { column: 'end', values: { happy: 'reached', sad: 'abandoned' } },
  segments: { device: { column: 'on', values: { phone: 'mobile' } }, traits: { class: { column: 'Class' } } },
}
const HEADER = '*who, Food ,Seat,NPS,Words,when,end,on,Class'

const database = useDatabase()
const folder = mkdtempSync(join(tmpdir(), 'attune-import-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function run(lines: string[], { mapping = MAPPING, name = 'f.csv', stop = false } = {}) {
  const file = join(folder, name)
  const map = join(folder, 'map.json')
  const text = [HEADER, ...lines].join('\n')
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text)
  writeFileSync(map, JSON.stringify(mapping))
  const printed: string[] = []
  const context: Partial<CommandContext> = {
    open: () => Promise.resolve({ db: database.db, close: () => Promise.resolve() }),
    print: (line) => printed.push(line),
    warn: (line) => printed.push(line),
    isWatched: false,
    signal: stop ? AbortSignal.abort() : new AbortController().signal,
  }
  const code = await importCommand([file, '--project', 'p', '--map', map], context as CommandContext)
  return { code, said: printed.join('\n') }
}

const answers = () => database.db.selectFrom('answers').selectAll().orderBy('step').orderBy('at').execute()
const dump = async () => ({
  answers: await answers(),
  counts: await database.db.selectFrom('counts').selectAll().execute(),
  visits: await database.db.selectFrom('visits').selectAll().execute(),
})

describe('a row', () => {
  test('becomes an answer at each step that was scored, with its words, segments and outcome', async () => {
    const { code, said } = await run(['7,4,2,0,"Lovely,\nreally",2026-05-04T10:00:00Z,happy,phone,Eco'])
    expect(code).toBe(0)
    expect(said).toContain('1 rows read')
    const [whole, food, seat] = await answers()
    expect(whole).toMatchObject({ step: '', prompt: 'spring-recommend', feel: 0, comment: null })
    expect(food).toMatchObject({
      journey: 'visit',
      step: 'food',
      feel: 4,
      comment: 'Lovely,\nreally',
      device: 'mobile',
      traits: { class: 'Eco' },
      day: '2026-05-04',
      origin: 'import',
      version: 1,
      visitor: null,
    })
    expect(seat).toMatchObject({ step: 'seat', feel: 2, visit: food?.visit })
    const visits = await database.db.selectFrom('visits').selectAll().execute()
    expect(visits).toMatchObject([{ id: food?.visit, outcome: 'reached', origin: 'import' }])
  })

  test('leaves out what was not asked, silently but counted', async () => {
    const { said } = await run(['1,0,6,11,,2026-05-04,,,', '2,,,,,2026-05-04,,,'])
    expect(await answers()).toEqual([])
    expect(said).toContain('6 cells not asked')
    expect(said).not.toContain('Left out')
  })

  test('leaves out what cannot be right, and says why and where', async () => {
    const { said } = await run([
      '1,9,2,5,words,2026-05-04,perhaps,watch,Eco',
      '2,4,2,5,,yesterday,happy,phone,Eco',
      '3,4,2',
      ',4,2,5,,2026-05-04,happy,phone,Eco',
      '5,4,2,5,,2999-01-01,happy,phone,Eco',
    ])
    expect(await answers()).toHaveLength(2)
    for (const reason of [
      '1 × no score from 1 to 5 in column "Food": line 2 "9"',
      '1 × words without a score at "Food": line 2 "words"',
      '1 × no outcome in column "end": line 2 "perhaps"',
      '1 × no known value in column "on": line 2 "watch"',
      '1 × row whose time cannot be read: line 3 "yesterday"',
      '1 × row with another number of fields than the header\'s 9: line 4 "3 fields"',
      '1 × row without a respondent in column "who": line 5',
      '1 × row whose time is in the future: line 6 "2999-01-01"',
    ])
      expect(said).toContain(reason)
  })

  test('is named by the line it begins on, also after words of several lines', async () => {
    const { said } = await run(['1,4,2,5,"a\nb",2026-05-04,,,', '2,9,2,5,"c\nd",2026-05-04,,,'])
    expect(said).toContain('in column "Food": line 4 "9"')
  })
})

describe('importing again', () => {
  const row = (who: number, food = 4) => `${who},${food},2,5,w,2026-05-04,happy,phone,Eco`
  const many = (count: number) => Array.from({ length: count }, (_, index) => row(index))

  test('changes nothing and says so', async () => {
    await run(many(1_200))
    const before = await dump()
    expect(before.answers).toHaveLength(3_600)
    const { said } = await run(many(1_200), { name: 'packed.csv.gz' })
    expect(said).toContain('\n  0 answers added')
    expect(said).toContain('Nothing new')
    expect(await dump()).toEqual(before)
  })

  test('with rows added at the end adds those alone', async () => {
    await run(many(700))
    const { said } = await run(many(703))
    expect(said).toContain('\n  9 answers added')
    expect(said).toContain('\n  2,100 answers already there')
    expect(said).toContain('\n  3 outcomes added')
    const { counts } = await dump()
    const sum = (measure: string) =>
      counts.filter((count) => count.measure === measure).reduce((total, { n }) => total + n, 0)
    expect([sum('feel'), sum('outcome'), sum('commented')]).toEqual([2_109, 703, 703])
  })

  test('with another score keeps the first and says where', async () => {
    await run([row(1, 4)])
    const { said } = await run([row(1, 5)])
    expect((await answers()).find((answer) => answer.step === 'food')?.feel).toBe(4)
    expect(said).toContain('1 × score that differs from the stored one, which stays: line 2 "5"')
  })

  test('does not bring back what the project keeps no longer, and counts none of it again', async () => {
    await run(['1,4,2,0,,2026-05-04T10:00:00Z,happy,phone,Eco', '2,5,2,0,,2026-06-04T10:00:00Z,sad,phone,Eco'])
    const counts = await database.db.selectFrom('counts').selectAll().execute()
    await database.db.updateTable('projects').set({ answers_from: '2026-06-01' }).execute()
    await database.db.deleteFrom('answers').where('day', '<', '2026-06-01').execute()
    await database.db.deleteFrom('visits').where('at', '<', new Date('2026-05-31')).execute()
    await database.db.deleteFrom('batches').execute()
    const { said } = await run(
      ['1,4,2,0,,2026-05-04T10:00:00Z,happy,phone,Eco', '2,5,2,0,,2026-06-04T10:00:00Z,sad,phone,Eco'],
      { name: 'again.csv' },
    )
    expect(said).toContain('3 × answer from before what the project keeps')
    expect(await database.db.selectFrom('counts').selectAll().execute()).toEqual(counts)
    expect(new Set((await answers()).map(({ day }) => day))).toEqual(new Set(['2026-06-04']))
  })

  test('continues what was stopped', async () => {
    const { code, said } = await run(many(3), { stop: true })
    expect(code).toBe(1)
    expect(said).toContain('running the same command again continues')
    expect((await run(many(3))).said).toContain('9 answers added')
  })
})

test('the project is made with a prompt for each item, and another import adds to it', async () => {
  await run([])
  await run([], { mapping: { ...MAPPING, id: 'autumn', journey: { id: 'tour', name: 'A tour' } } })
  const { journeys, prompts } = await readConfiguration(database.db, 'p')
  expect(journeys.map((journey) => journey.id)).toEqual(['visit', 'tour'])
  expect(prompts).toHaveLength(6)
  expect(prompts.find((prompt) => prompt.id === 'spring-food')).toMatchObject({
    step: 'visit/food',
    scale: 'csat',
    status: 'imported',
    wording: { default: { question: 'How was the food?' } },
  })
})

test('a broken archive ends with a sentence, and what was read before stays', async () => {
  const file = join(folder, 'broken.csv.gz')
  writeFileSync(file, gzipSync(`${HEADER}\n`).subarray(0, 15))
  const map = join(folder, 'map.json')
  writeFileSync(map, JSON.stringify(MAPPING))
  const context: Partial<CommandContext> = {
    open: () => Promise.resolve({ db: database.db, close: () => Promise.resolve() }),
    print: () => {},
    warn: () => {},
    isWatched: false,
    signal: new AbortController().signal,
  }
  await expect(importCommand([file, '--project', 'p', '--map', map], context as CommandContext)).rejects.toThrow(
    'cannot be read to its end',
  )
})

import type { CountedRow, FeelFunnel } from '@attune/protocol'
import { expect, test } from 'vitest'

import { heardSentence, notesOf, spokenStages, stagesTable, standingOf, unknownSentence } from './funnel-words.ts'
import { stagesOf } from './stages.ts'

const FULL: FeelFunnel = {
  reached: 9_000,
  eligible: 7_012,
  shown: 2_000,
  answered: 846,
  dismissed: 354,
  ignored: 800,
  unresolved: 0,
  commented: 113,
  coverage: 2_000 / 7_012,
  heard: 846 / 7_012,
}
const NOTHING: FeelFunnel = {
  reached: 0,
  eligible: 0,
  shown: 0,
  answered: 0,
  dismissed: 0,
  ignored: 0,
  unresolved: 0,
  commented: 0,
  coverage: null,
  heard: null,
}
const row = (funnel: Partial<FeelFunnel>, rest: Partial<CountedRow> = {}) =>
  ({ n: 846, tier: 'shown', unprompted: 0, ...rest, funnel: { ...FULL, ...funnel } }) as CountedRow
const ASKED = { prompt: { id: 'p', question: 'How was it?' } }

test('one sentence says how much of everyone here was heard', () => {
  expect(heardSentence(row({}), 'open')).toBe('Heard from 12\u202f% of everyone here: 846 of 7,012.')
  expect(heardSentence(row({ answered: 9, heard: 9 / 7_012 }), 'open')).toBe(
    'Heard from under 1\u202f% of everyone here: 9 of 7,012.',
  )
  expect(heardSentence(row({ answered: 3, heard: 3 / 40, eligible: 40 }), 'open')).toBe(
    'Heard from 3 of 40 here so far.',
  )
  expect(heardSentence(row({ answered: 0, heard: 0, eligible: 40 }), 'open')).toBe(
    'Nobody here was heard yet: 0 of 40.',
  )
})

test('a share that is not known is a sentence and not a number', () => {
  expect(heardSentence(row({ heard: null, eligible: 800 }), 'open')).toMatch(
    /^846 answered, more than the 800 whom Attune could have asked/,
  )
  expect(heardSentence(row({ heard: null, eligible: 0 }), 'open')).toBe(
    '846 answered, and 2,000 were asked. How many could have been is not known.',
  )
  expect(heardSentence(row({ answered: 0, heard: null }, { tier: 'hidden' }), 'anonymous')).toMatch(
    /^How many were heard is told once there are five people or more/,
  )
})

test('each bar has its share of those before it, and answered, closed and ignored make up who was asked', () => {
  const stages = stagesOf(FULL, false)
  expect(stagesTable(stages).rows).toEqual([
    ['Came here', '9,000', '–'],
    ['Could be asked', '7,012', '78\u202f% of them'],
    ['Were asked', '2,000', '29\u202f% of them'],
    ['Answered', '846', '42\u202f% of those asked'],
    ['Closed it', '354', '18\u202f% of those asked'],
    ['Ignored it', '800', '40\u202f% of those asked'],
    ['Wrote something', '113', '13\u202f% of answers'],
  ])
  expect(stages.map(({ start }) => start)).toEqual([0, 0, 0, 0, 846, 1_200, 0])
  expect(spokenStages(stages.slice(0, 2))).toBe('Came here: 9,000; Could be asked: 7,012, 78\u202f% of them.')
})

test('where fewer were counted before than after there is no share, and what was not counted has no bar', () => {
  const stages = stagesOf({ ...FULL, reached: 7_000 }, false)
  expect(stagesTable(stages).rows[1]).toEqual(['Could be asked', '7,012', '–'])
  const uncounted = stagesOf({ ...FULL, reached: 0, eligible: 0 }, false)
  expect(stagesTable(uncounted).rows[0]).toEqual(['Were asked', '2,000', '–'])
})

test('what is still open has a bar only where there is some, and under 0 a sentence', () => {
  const names = (funnel: Partial<FeelFunnel>) => stagesOf({ ...FULL, ...funnel }, false).map(({ name }) => name)
  expect(names({ unresolved: 0 })).not.toContain('Not known')
  expect(names({ unresolved: 20 })).toContain('Not known')
  expect(names({ unresolved: -20 })).not.toContain('Not known')
  const said = (unresolved: number) => notesOf(row({ unresolved }), 'open').join(' ')
  expect(said(0)).not.toMatch(/Not known|more answers/)
  expect(said(20)).toMatch(/“Not known” are pages that are still open/)
  expect(said(-20)).toMatch(/20 more answers than the questions shown account for/)
})

test('behind the privacy gate no bar stands for what is not told', () => {
  const gated = { dismissed: null, ignored: null, unresolved: null }
  expect(stagesOf({ ...FULL, ...gated }, false).map(({ name }) => name)).toEqual([
    'Came here',
    'Could be asked',
    'Were asked',
    'Answered',
    'Wrote something',
  ])
  expect(notesOf(row(gated), 'confidential').join(' ')).toMatch(/How many closed or ignored it is not told/)
  const hidden = row({ ...gated, answered: 0, heard: null }, { tier: 'none', n: 0 })
  expect(stagesOf(hidden.funnel, true).map(({ name }) => name)).toEqual(['Came here', 'Could be asked', 'Were asked'])
  expect(notesOf(hidden, 'confidential').join(' ')).not.toMatch(/closed or ignored|Imported/)
})

test('imported answers beside others are said to be in none of it', () => {
  expect(notesOf(row({}, { n: 900 }), 'open').join(' ')).toMatch(/Imported answers are in none of this/)
  expect(notesOf(row({}, { n: 840 }), 'open').join(' ')).not.toMatch(/Imported/)
})

test('without anybody who was asked it is said why there is no picture', () => {
  const of = (funnel: Partial<FeelFunnel>, rest: Partial<CountedRow> = {}) =>
    standingOf(row({ ...NOTHING, ...funnel }, { n: 0, ...rest }), ASKED)
  expect(standingOf(row({}), ASKED)).toBe('told')
  expect(of({ answered: 12 }, { n: 12 })).toBe('own')
  expect(of({}, { n: 12 })).toBe('imported')
  expect(of({}, { unprompted: 3 })).toBe('unprompted')
  expect(of({ reached: 5 })).toBe('nobody')
  expect(standingOf(null, { prompt: null })).toBe('unasked')
  expect(unknownSentence('unasked', 1_204)).toBe(
    'Nobody is asked at this step. People came by 1,204 times in these days.',
  )
  expect(unknownSentence('imported', 0)).toBe(
    'Not known: the answers here were imported, and an import does not say who was asked and gave none.',
  )
})

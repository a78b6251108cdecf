import { expect, test } from 'vitest'

import { clashesOf, mergeOf } from './meanwhile.ts'

const seen = { share: 1, wording: { default: { question: 'How?' }, de: { question: 'Wie?' } } }

test('both sides of each difference are there, and who has changed it', () => {
  const mine = { ...seen, wording: { ...seen.wording, default: { question: 'Mine?' } } }
  const theirs = { share: 0.5, wording: { ...seen.wording, default: { question: 'Theirs?' } } }
  expect(clashesOf({ seen, mine, theirs })).toEqual([
    { place: ['share'], mine: '1', theirs: '0.5', isMine: false, isTheirs: true },
    { place: ['wording', 'default', 'question'], mine: 'Mine?', theirs: 'Theirs?', isMine: true, isTheirs: true },
  ])
})

test('mine on top of theirs has what either has changed, and mine where both have', () => {
  const mine = { share: 1, wording: { default: { question: 'Mine?' }, de: { question: 'Wie?' } } }
  const theirs = { share: 0.5, wording: { default: { question: 'Theirs?' }, de: { question: 'Deren?' } } }
  expect(mergeOf({ seen, mine, theirs })).toEqual({
    share: 0.5,
    wording: { default: { question: 'Mine?' }, de: { question: 'Deren?' } },
  })
})

test('what one has taken away goes, unless the other has written in it', () => {
  const { de: _, ...rest } = seen.wording
  const mine = { ...seen, wording: rest }
  expect(mergeOf<unknown>({ seen, mine, theirs: seen })).toEqual(mine)
  expect(mergeOf<unknown>({ seen, mine: seen, theirs: mine })).toEqual(mine)
})

const steps = (...ids: string[]) => ids.map((id) => ({ id, name: id }))
const merged = (was: string[], mine: string[], theirs: string[]): string =>
  mergeOf({ seen: steps(...was), mine: steps(...mine), theirs: steps(...theirs) })
    .map(({ id }) => id)
    .join(' ')

test.each<[string, string[], string[], string]>([
  ['each has added one', ['a', 'x', 'b'], ['a', 'b', 'y'], 'a x b y'],
  ['one has moved, the other added', ['b', 'a'], ['a', 'y', 'b'], 'b a y'],
  ['the other has moved, one added', ['a', 'x', 'b'], ['b', 'a'], 'b a x'],
  ['one has taken away, the other added', ['b'], ['a', 'b', 'y'], 'b y'],
  ['each has taken another away', ['a', 'c'], ['a', 'b'], 'a'],
])('of lists: %s', (_, mine, theirs, both) => {
  expect(merged(['a', 'b', ...(mine.includes('c') ? ['c'] : [])], mine, theirs)).toBe(both)
})

test('a step that one has taken away and the other has renamed stays: nobody’s work is lost', () => {
  const renamed = [
    { id: 'a', name: 'a' },
    { id: 'b', name: 'Better' },
  ]
  expect(mergeOf({ seen: steps('a', 'b'), mine: steps('a'), theirs: renamed })).toEqual(renamed)
  expect(mergeOf({ seen: steps('a', 'b'), mine: renamed, theirs: steps('a') })).toEqual(renamed)
})

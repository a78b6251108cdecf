import { expect, test } from 'vitest'

import { logOdds } from '../analyse/statistics/words/log-odds.ts'
import { createRandom } from '../demo/random.ts'
import { contrastTerms, type Said } from './contrast-terms.ts'

/** People who each use these words. */
function say(count: number, words: string, from = 0): Said[] {
  return Array.from({ length: count }, (_, i) => ({ person: `p${from + i}`, terms: new Set(words.split(' ')) }))
}

test('a list says what several people say, the most telling first, and never what one says often', () => {
  const bad = [...say(30, 'slow page'), ...say(20, 'refused page', 30), ...say(2, 'ugly', 50)]
  const one = Array.from({ length: 30 }, () => ({ person: 'one', terms: new Set(['spam']) }))
  const good = say(50, 'page', 100)
  const listed = contrastTerms([...bad, ...one], good, { limit: 5 })
  expect(listed.map(({ term, people, others }) => [term, people, others])).toEqual([
    ['slow', 30, 0],
    ['refused', 20, 0],
  ])
  expect(listed[1]?.places).toEqual(Array.from({ length: 20 }, (_, i) => 30 + i))
  expect(contrastTerms([...bad, ...one], good, { limit: 1 }).map(({ term }) => term)).toEqual(['slow'])
  expect(contrastTerms(bad, good, { limit: 5, minPeople: 21 }).map(({ term }) => term)).toEqual(['slow'])
  expect(contrastTerms([], [], { limit: 5 })).toEqual([])
  expect(contrastTerms(bad, [], { limit: 5 })).toEqual([])
})

test('terms that stand in the same comments are one theme', () => {
  const listed = contrastTerms(
    [...say(20, 'late delivery late-delivery'), ...say(3, 'late', 20)],
    say(30, 'fine', 50),
    {
      limit: 5,
    },
  )
  expect(listed).toMatchObject([{ term: 'late', also: ['delivery', 'late-delivery'], people: 23 }])
})

test('counting rare terms as one changes no z', () => {
  const bad = [...say(9, 'slow page'), ...say(30, 'page', 9), ...say(1, 'one two three', 39)]
  const good = [...say(40, 'page', 50), ...say(2, 'four five slow', 90)]
  const count = (side: Said[]) => {
    const counts = new Map<string, number>()
    for (const { terms } of side) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    return counts
  }
  const all = [...good, ...say(60, 'fine', 100)]
  const slow = contrastTerms(bad, all, { limit: 5 }).find(({ term }) => term === 'slow')
  expect(slow?.z).toBeCloseTo(logOdds(count(bad), count(all)).get('slow')?.z ?? Number.NaN, 12)
})

test('where nothing is to be found, thousands of terms bring less than half a false one per list', () => {
  let listed = 0
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed)
    // Words as people use them: a few often, most seldom.
    const comment = () => new Set(Array.from({ length: 12 }, () => `w${Math.floor(2_000 ** random())}`))
    const side = (name: string, count: number) =>
      Array.from({ length: count }, (_, i) => ({ person: `${name}${i}`, terms: comment() }))
    listed += contrastTerms(side('a', 150), side('b', 600), { limit: 10 }).length
  }
  expect(listed / 40).toBeLessThanOrEqual(0.5)
})

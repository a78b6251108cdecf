import { type PromptConfig, type PromptDocument, variantOf } from '@attune/protocol'
import { expect, test } from 'vitest'

import { gapsOf } from './gaps.ts'
import {
  sameWordsAs,
  shareOfVariant,
  timesForEach,
  weighed,
  withoutVariant,
  withVariant,
  withVariantBack,
  withWordsOf,
  wordingChoices,
} from './variants.ts'
import { reworded } from './wordings.ts'

const OWN = { default: { question: 'How was it?' } }
const PROMPT: PromptDocument = { id: 'p', step: 'a/b', wording: OWN }
/** The same in two wordings, of which B says something of its own. */
const TWO = inWording(withVariant(PROMPT), 'b', 'How did it feel?')

function inWording(prompt: PromptDocument, id: string, question: string): PromptDocument {
  return withWordsOf(reworded(withWordsOf(prompt, id), 'default', { question }), id)
}

test('the first wording more makes two, each for half of the people, and what was there is one of them', () => {
  expect(withVariant(PROMPT)).toEqual({
    ...PROMPT,
    variants: [
      { id: 'a', weight: 1 },
      { id: 'b', weight: 1, wording: OWN },
    ],
  })
  expect(sameWordsAs(withVariant(PROMPT), 'b')).toBe('a')
  expect(sameWordsAs(TWO, 'b')).toBeUndefined()
})

test('what is written in one wording is in no other, and people are given just that', () => {
  expect(TWO.wording).toEqual(OWN)
  const config = { ...TWO, version: 1 } as PromptConfig
  const seen = Array.from({ length: 40 }, (_, i) => variantOf(config, `person ${i}`).wording.default.question)
  expect(new Set(seen)).toEqual(new Set(['How was it?', 'How did it feel?']))
})

test('words are put in place and back without a trace', () => {
  const shown = withWordsOf(TWO, 'b')
  expect(shown.wording).toEqual({ default: { question: 'How did it feel?' } })
  expect(withWordsOf(shown, 'b')).toEqual(TWO)
  expect(withWordsOf(TWO, 'a')).toBe(TWO)
  expect(withWordsOf(TWO, 'gone')).toBe(TWO)
})

test('of two wordings the one that is left is the prompt’s own', () => {
  expect(withoutVariant(TWO, 'b')).toEqual(PROMPT)
  expect(withoutVariant(TWO, 'a')).toEqual({ ...PROMPT, wording: { default: { question: 'How did it feel?' } } })
})

test('of three, the next takes the place of the prompt’s own words where they go', () => {
  const three = inWording(withVariant(TWO), 'c', 'And how was this?')
  expect(withoutVariant(three, 'a')).toEqual({
    ...PROMPT,
    wording: { default: { question: 'How did it feel?' } },
    variants: [
      { id: 'b', weight: 1 },
      { id: 'c', weight: 1, wording: { default: { question: 'And how was this?' } } },
    ],
  })
})

test.each(['a', 'b'])('wording %s comes back with its words, and what was written meanwhile stays', (id) => {
  const left = reworded(withoutVariant(TWO, id), 'default', { question: 'Written meanwhile?' })
  const back = withVariantBack(left, TWO, id)
  const other = id === 'a' ? 'b' : 'a'
  expect(withWordsOf(back, id).wording).toEqual(withWordsOf(TWO, id).wording)
  expect(withWordsOf(back, other).wording.default.question).toBe('Written meanwhile?')
})

test('weights are shares of the people who are asked, and the rarest wording is waited for longest', () => {
  const uneven = weighed(TWO, 'b', 3)
  expect([shareOfVariant(uneven, 'a'), shareOfVariant(uneven, 'b')]).toEqual([0.25, 0.75])
  expect([timesForEach(PROMPT), timesForEach(TWO), timesForEach(uneven), timesForEach(weighed(TWO, 'b', 0))]).toEqual([
    1, 2, 4, 1,
  ])
})

test('words that nobody reads are listed all the same', () => {
  const variants = [
    { id: 'a', weight: 1, wording: OWN },
    { id: 'b', weight: 1, wording: OWN },
  ]
  expect(wordingChoices({ ...PROMPT, variants }).map(({ name }) => name)).toEqual([
    'Unread words',
    'Variant A',
    'Variant B',
  ])
  expect(wordingChoices(TWO).map(({ name }) => name)).toEqual(['Variant A', 'Variant B'])
})

test('a wording without its question is not kept', () => {
  expect(gapsOf(inWording(TWO, 'b', ' '))).toEqual(['the question of variant B'])
})

test('there are eight at most', () => {
  const eight = Array.from({ length: 9 }).reduce((prompt: PromptDocument) => withVariant(prompt), PROMPT)
  expect(eight.variants?.map(({ id }) => id).join('')).toBe('abcdefgh')
})
